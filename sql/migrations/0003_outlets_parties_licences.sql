-- Outlets (premises), the parties behind them, and licences.

CREATE FUNCTION registry.as_seen(written text) RETURNS text
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN normalize(btrim(regexp_replace(
        regexp_replace(written, '[\u00AD\u200B-\u200F\u202A-\u202E\u2060-\u2069\uFEFF]', '', 'g'),
        '[\t-\r \u0085\u00A0\u1680\u2000-\u200A\u2028\u2029\u202F\u205F\u3000]+', ' ', 'g')), NFC);
COMMENT ON FUNCTION registry.as_seen IS
    'A text as it is kept: in Unicode''s form NFC, each white space one blank, none at its ends, and no signs without width.';

CREATE FUNCTION registry.premises(street text, house_number text, house_number_suffix text) RETURNS text
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN translate(upper(registry.as_seen(street)), U&'\2018\2019\02BC\0060\00B4\2010\2011\2012\2013\2014\2212',
            $$'''''------$$) || chr(31)
        || regexp_replace(regexp_replace(regexp_replace(upper(registry.as_seen(house_number || '-' || house_number_suffix)),
            '[- ./,_\u2010-\u2015\u2212]+', '-', 'g'), '-(?![0-9])|(?<![0-9])-', '', 'g'), '(?<![0-9])0+(?=[0-9])', '', 'g');
COMMENT ON FUNCTION registry.premises IS
    'By what addresses are compared, without the town: no matter how letters are composed, capitals, blanks, the form of hyphens '
    'and apostrophes, zeros before a number, and whether 8 H is written as 8H, 8-H or 8 with the suffix H. 8-1 stays another '
    'number than 81.';

CREATE FUNCTION registry.town(postcode text, locality text) RETURNS text
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN coalesce(nullif(replace(upper(registry.as_seen(postcode)), ' ', ''), ''), ' ' || upper(registry.as_seen(locality)));
COMMENT ON FUNCTION registry.town IS
    'By what the towns of addresses are told apart: by the postcode, and by the locality where there is none. Main St 1 is in '
    'many towns; beside a postcode the spelling of the town makes no other address.';

CREATE TABLE registry.outlet (
    jurisdiction_id integer NOT NULL REFERENCES registry.jurisdiction (id),
    id bigint GENERATED ALWAYS AS IDENTITY,
    number bigint NOT NULL,
    reference text NOT NULL,
    name text CONSTRAINT outlet_name_is_not_blank CHECK (btrim(name) <> ''),
    kind text NOT NULL CONSTRAINT outlet_kind_is_known
        CHECK (kind IN ('consumption', 'takeaway', 'retail', 'club', 'pharmacy', 'unknown')),
    street text NOT NULL CONSTRAINT street_is_not_blank CHECK (btrim(street) <> ''),
    house_number text NOT NULL CONSTRAINT house_number_is_not_blank CHECK (btrim(house_number) <> ''),
    house_number_suffix text NOT NULL DEFAULT '',
    postcode text NOT NULL DEFAULT '',
    locality text NOT NULL DEFAULT '',
    place public.geography(Point, 4326),
    longitude numeric GENERATED ALWAYS AS (round(public.st_x(place::public.geometry)::numeric, 6)) STORED,
    latitude numeric GENERATED ALWAYS AS (round(public.st_y(place::public.geometry)::numeric, 6)) STORED,
    opening_hours jsonb,
    tolerated_from date,
    source text,
    status text NOT NULL,
    version integer NOT NULL DEFAULT 1,
    act text NOT NULL,
    effective_on date,
    reason text,
    changed_by bigint NOT NULL,
    changed_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT outlet_key PRIMARY KEY (jurisdiction_id, id),
    CONSTRAINT outlet_reference_is_unique UNIQUE (jurisdiction_id, reference),
    CONSTRAINT closing_has_a_day_and_a_reason CHECK (
        status <> 'closed' OR (effective_on IS NOT NULL AND btrim(reason) <> '')),
    CONSTRAINT changed_by_a_person FOREIGN KEY (jurisdiction_id, changed_by)
        REFERENCES registry.person (jurisdiction_id, id)
);
CREATE UNIQUE INDEX one_active_outlet_per_address ON registry.outlet
    (jurisdiction_id, registry.premises(street, house_number, house_number_suffix), registry.town(postcode, locality))
    WHERE status = 'active';
COMMENT ON INDEX registry.one_active_outlet_per_address IS 'However it is spelled: registry.premises says what makes no other address.';
COMMENT ON COLUMN registry.outlet.longitude IS
    'Of place, in degrees of WGS 84 with six decimals (0.1 m). Kept, because reading it out of place costs a list page more '
    'than everything else.';
CREATE INDEX outlet_place ON registry.outlet USING gist (place);
COMMENT ON TABLE registry.outlet IS
    'One premises where selling is tolerated or licensed. History follows the premises, not the operator.';
COMMENT ON COLUMN registry.outlet.reference IS 'Jurisdiction code, number and an ISO 7064 MOD 37,36 check character: 0363-042-K.';
COMMENT ON COLUMN registry.outlet.opening_hours IS
    'Array of {"day": 1..7 (ISO, Monday is 1), "opens": "HH:MM", "closes": "HH:MM"}, local time; a closing at or before the opening is on the next day.';
COMMENT ON COLUMN registry.outlet.source IS 'Where an imported outlet came from: the profile and the document.';

-- The address of every version of every outlet, for registry.who_has_address.
CREATE INDEX outlet_address_ever ON registry.history
    (jurisdiction_id, registry.premises(state ->> 'street', state ->> 'house_number', state ->> 'house_number_suffix'))
    WHERE object = 'outlet';

CREATE FUNCTION registry.who_has_address(jurisdiction integer, other_than bigint, new_street text, new_number text,
    new_suffix text, new_postcode text, new_locality text)
    RETURNS TABLE (rule text, message text, hint text)
    LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET enable_seqscan = off AS $$
DECLARE
    there text := registry.premises(new_street, new_number, new_suffix);
    town text := registry.town('', new_locality);
    code text := registry.town(new_postcode, '');
BEGIN
    -- Row security would compare every address there ever was; this reads the index, of one's own authority alone.
    IF jurisdiction IS DISTINCT FROM ops.staff_jurisdiction() THEN RETURN; END IF;
    RETURN QUERY
    WITH stay AS (
        SELECT h.object_key, min(h.version) AS first_version, max(h.version) AS last_version
        FROM registry.history AS h
        WHERE h.jurisdiction_id = jurisdiction AND h.object = 'outlet'
            AND registry.premises(h.state ->> 'street', h.state ->> 'house_number', h.state ->> 'house_number_suffix') = there
            AND h.object_key IS DISTINCT FROM other_than::text
            -- What is not stated is one blank.
            AND CASE WHEN ' ' IN (code, registry.town(h.state ->> 'postcode', ''))
                THEN town IN (' ', registry.town('', h.state ->> 'locality')) OR registry.town('', h.state ->> 'locality') = ' '
                ELSE registry.town(h.state ->> 'postcode', '') = code END
        GROUP BY h.object_key
    ), holder AS (
        SELECT o.id, o.reference, o.status, o.effective_on, gone.changed_at AS left_at,
               coalesce(gone.effective_on, (gone.changed_at AT TIME ZONE j.time_zone)::date) AS left_on,
               came.changed_at AS came_at,
               coalesce(came.effective_on, (came.changed_at AT TIME ZONE j.time_zone)::date) AS came_on
        FROM stay AS s
        JOIN registry.outlet AS o ON o.jurisdiction_id = jurisdiction AND o.id = s.object_key::bigint
        JOIN registry.jurisdiction AS j ON j.id = o.jurisdiction_id
        LEFT JOIN registry.history AS gone ON gone.jurisdiction_id = jurisdiction AND gone.object = 'outlet'
            AND gone.object_key = s.object_key AND gone.version = s.last_version + 1
        LEFT JOIN registry.history AS came ON came.jurisdiction_id = jurisdiction AND came.object = 'outlet'
            AND came.object_key = s.object_key AND came.version = s.first_version AND came.version > 1
    )
    SELECT 'one_active_outlet_per_address', format('Outlet %s is registered at that address already.', h.reference),
        'Work with that outlet: its history goes on, whoever operates it.'
    FROM holder AS h WHERE h.left_at IS NULL AND h.status = 'active'
    UNION ALL
    SELECT 'address_keeps_its_history',
        format('Outlet %s at this address was closed on %s, so no other outlet is registered there or moved there.',
            h.reference, h.effective_on),
        'Reopen it if there is selling again: its history goes on.'
    FROM holder AS h WHERE h.left_at IS NULL AND h.status = 'closed'
    UNION ALL
    SELECT 'address_keeps_its_history',
        format('Outlet %s was at this address until %s, and the violations found there are in its record, so no other outlet '
            'is registered there or moved there.', h.reference, h.left_on),
        'Move that outlet back if there is selling there again; a record is not divided.'
    FROM holder AS h
    -- Found during the stay by its day or by when it was recorded: no backdated move takes a violation out of it.
    WHERE h.left_at IS NOT NULL AND (
        EXISTS (SELECT FROM registry.violation AS v
            JOIN registry.inspection AS i ON i.jurisdiction_id = v.jurisdiction_id AND i.outlet_id = v.outlet_id
                AND i.id = v.inspection_id
            WHERE v.jurisdiction_id = jurisdiction AND v.outlet_id = h.id AND v.status <> 'set_aside'
                AND (v.day < h.left_on OR i.recorded_at < h.left_at)
                AND coalesce(v.day >= h.came_on OR i.recorded_at > h.came_at, true))
        OR EXISTS (SELECT FROM registry.outlet_licence_number AS n
            JOIN registry.earlier_record AS r ON r.jurisdiction_id = n.jurisdiction_id
                AND r.licence_number = n.licence_number
            WHERE n.jurisdiction_id = jurisdiction AND n.outlet_id = h.id AND r.kind IN ('violation', 'penalty')
                AND r.standing <> 'set_aside' AND (r.day < h.left_on OR n.recorded_at < h.left_at)
                AND coalesce(r.day >= h.came_on OR n.recorded_at > h.came_at, true)));
END $$;
COMMENT ON FUNCTION registry.who_has_address IS
    'Which other outlets have an address, so that no further one comes to it, with the rule in the words for a user: the active '
    'one there; a closed one there; one that was there and took violations of that time along. A missing postcode or town may '
    'be any. The address that somebody corrects before anything was found there is free again.';
REVOKE ALL ON FUNCTION registry.who_has_address FROM PUBLIC;
GRANT EXECUTE ON FUNCTION registry.who_has_address TO registry_service;

CREATE FUNCTION ops.guard_address(candidate registry.outlet) RETURNS void
    LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE other record;
BEGIN
    -- Of active outlets one_active_outlet_per_address says it, which holds also between two transactions.
    SELECT * INTO other FROM registry.who_has_address(candidate.jurisdiction_id, candidate.id, candidate.street,
        candidate.house_number, candidate.house_number_suffix, candidate.postcode, candidate.locality) AS w
    WHERE w.rule = 'address_keeps_its_history' LIMIT 1;
    IF FOUND THEN
        RAISE EXCEPTION USING ERRCODE = 'RG006', CONSTRAINT = other.rule, MESSAGE = other.message, HINT = other.hint;
    END IF;
END $$;
COMMENT ON FUNCTION ops.guard_address IS
    'History follows the premises: no outlet is registered at, moved to or amended to an address whose history another has.';

CREATE FUNCTION registry.opening_hours_fit(hours jsonb) RETURNS boolean
    LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, pg_temp AS $$
    SELECT CASE WHEN jsonb_typeof(hours) <> 'array' THEN false
        WHEN EXISTS (SELECT FROM jsonb_array_elements(hours) AS e (item)
            WHERE NOT coalesce(jsonb_typeof(e.item) = 'object' AND (e.item ->> 'day') ~ '^[1-7]$'
                AND (e.item ->> 'opens') ~ '^([01][0-9]|2[0-3]):[0-5][0-9]$'
                AND (e.item ->> 'closes') ~ '^([01][0-9]|2[0-3]):[0-5][0-9]$', false)) THEN false
        ELSE (
            -- Minutes of the week; what begins on Sunday may end on Monday, so each is also held against the next week.
            WITH opening AS (
                SELECT e.number, w.opens, w.opens + CASE WHEN w.length > 0 THEN w.length ELSE w.length + 1440 END AS closes
                FROM jsonb_array_elements(hours) WITH ORDINALITY AS e (item, number)
                CROSS JOIN LATERAL (SELECT
                    ((e.item ->> 'day')::integer - 1) * 1440 + left(e.item ->> 'opens', 2)::integer * 60
                        + right(e.item ->> 'opens', 2)::integer AS opens,
                    left(e.item ->> 'closes', 2)::integer * 60 + right(e.item ->> 'closes', 2)::integer
                        - left(e.item ->> 'opens', 2)::integer * 60 - right(e.item ->> 'opens', 2)::integer AS length) AS w)
            SELECT NOT EXISTS (SELECT FROM opening AS a JOIN opening AS b ON b.number <> a.number
                CROSS JOIN (VALUES (0), (10080)) AS week (shift)
                WHERE a.opens < b.closes + week.shift AND b.opens + week.shift < a.closes)) END
$$;
COMMENT ON FUNCTION registry.opening_hours_fit IS
    'Whether opening hours are a list of {day, opens, closes} of which no two overlap; one may end when the next begins.';
ALTER TABLE registry.outlet
    ADD CONSTRAINT opening_hours_do_not_overlap CHECK (registry.opening_hours_fit(opening_hours)),
    ADD CONSTRAINT outlet_is_tolerated_from_a_known_day CHECK (tolerated_from BETWEEN '1900-01-01' AND '2999-12-31');

CREATE FUNCTION ops.prepare_outlet() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    last_visit record;
    home registry.jurisdiction;
    longitude double precision := public.st_x(NEW.place::public.geometry);
    latitude double precision := public.st_y(NEW.place::public.geometry);
    stem text;
    today date;
    turn record;
BEGIN
    SELECT * INTO home FROM registry.jurisdiction WHERE id = NEW.jurisdiction_id;
    today := (clock_timestamp() AT TIME ZONE home.time_zone)::date;
    NEW.name := registry.as_seen(NEW.name);
    NEW.street := registry.as_seen(NEW.street);
    NEW.house_number := registry.as_seen(NEW.house_number);
    NEW.house_number_suffix := registry.as_seen(NEW.house_number_suffix);
    NEW.postcode := registry.as_seen(NEW.postcode);
    NEW.locality := registry.as_seen(NEW.locality);
    IF NEW.act IN ('close', 'reopen', 'move') AND NEW.effective_on > today THEN
        RAISE EXCEPTION USING ERRCODE = 'RG007', CONSTRAINT = 'turn_is_not_in_the_future',
            MESSAGE = format('To %s an outlet on %s is not possible yet; it is %s today.', NEW.act, NEW.effective_on, today),
            HINT = 'Record it when it has happened.';
    END IF;
    IF NEW.act IN ('close', 'reopen', 'move') THEN
        -- When an outlet was registered says nothing about since when it is there; a day it is tolerated from does.
        SELECT h.act, CASE h.act WHEN 'register' THEN OLD.tolerated_from ELSE h.effective_on END AS day INTO turn
        FROM registry.history AS h
        WHERE h.jurisdiction_id = OLD.jurisdiction_id AND h.object = 'outlet' AND h.object_key = OLD.id::text
            AND h.act IN ('register', 'close', 'reopen', 'move') ORDER BY h.version DESC LIMIT 1;
        IF NEW.effective_on < turn.day THEN
            RAISE EXCEPTION USING ERRCODE = 'RG007', CONSTRAINT = 'turns_of_an_outlet_follow_each_other',
                MESSAGE = format('To %s the outlet on %s is not possible: it was %s on %s.', NEW.act, NEW.effective_on,
                    CASE turn.act WHEN 'register' THEN 'first tolerated' WHEN 'close' THEN 'closed' WHEN 'move' THEN 'moved'
                        ELSE 'reopened' END, turn.day),
                HINT = format('Choose %s or a later day.', turn.day);
        END IF;
    END IF;
    IF NEW.act IN ('close', 'move') THEN
        -- A visit without access says nothing about whether there was selling.
        SELECT i.reference, i.local_day AS day INTO last_visit FROM registry.inspection AS i
        WHERE i.jurisdiction_id = OLD.jurisdiction_id AND i.outlet_id = OLD.id AND i.access
            AND NOT EXISTS (SELECT FROM registry.voiding AS w
                WHERE w.jurisdiction_id = i.jurisdiction_id AND w.inspection_id = i.id)
        ORDER BY i.local_day DESC, i.started_at DESC LIMIT 1;
        IF last_visit.day >= NEW.effective_on THEN
            RAISE EXCEPTION USING ERRCODE = 'RG007', CONSTRAINT = CASE NEW.act WHEN 'close'
                    THEN 'closing_follows_the_inspections' ELSE 'moving_follows_the_inspections' END,
                MESSAGE = format('To %s outlet %s on %s is not possible: inspection %s had access on %s.', NEW.act,
                    OLD.reference, NEW.effective_on, last_visit.reference, last_visit.day),
                HINT = CASE WHEN last_visit.day + 1 > today
                    THEN format('Record it tomorrow, with the day %s.', last_visit.day + 1)
                    ELSE format('Choose %s or a later day.', last_visit.day + 1) END;
        END IF;
    END IF;
    IF TG_OP = 'INSERT' THEN
        NEW.number := ops.next_number(NEW.jurisdiction_id, 'outlet');
        stem := home.code || '-' || lpad(NEW.number::text, greatest(3, length(NEW.number::text)), '0');
        NEW.reference := stem || '-' || ops.check_character(stem);
    END IF;
    IF NEW.place IS NOT NULL AND home.west IS NOT NULL
        AND NOT (longitude BETWEEN home.west AND home.east AND latitude BETWEEN home.south AND home.north) THEN
        RAISE EXCEPTION USING ERRCODE = 'RG007', CONSTRAINT = 'place_is_in_the_jurisdiction',
            MESSAGE = CASE WHEN latitude BETWEEN home.west AND home.east AND longitude BETWEEN home.south AND home.north
                THEN format('Longitude %s and latitude %s lie outside %s and look swapped.', longitude, latitude, home.name)
                ELSE format('Longitude %s and latitude %s lie outside %s.', longitude, latitude, home.name) END,
            HINT = format('Longitude is %s to %s and latitude %s to %s there.', home.west, home.east, home.south, home.north);
    END IF;
    IF TG_OP = 'UPDATE' AND (
        (NEW.act <> 'move' AND (NEW.street, NEW.house_number, NEW.house_number_suffix)
            IS DISTINCT FROM (OLD.street, OLD.house_number, OLD.house_number_suffix))
        OR (NEW.act IN ('close', 'reopen') AND (NEW.name, NEW.kind, NEW.postcode, NEW.locality, NEW.place::text,
            NEW.opening_hours, NEW.tolerated_from) IS DISTINCT FROM (OLD.name, OLD.kind, OLD.postcode, OLD.locality,
            OLD.place::text, OLD.opening_hours, OLD.tolerated_from))) THEN
        RAISE EXCEPTION USING ERRCODE = 'RG007', CONSTRAINT = 'act_changes_what_it_names',
            MESSAGE = format('To %s an outlet does not change this about it.', NEW.act),
            HINT = 'Move it to change the address, amend it to change the rest.';
    END IF;
    IF TG_OP = 'INSERT' THEN
        PERFORM ops.guard_address(NEW);
    ELSIF (NEW.street, NEW.house_number, NEW.house_number_suffix, NEW.postcode, NEW.locality)
        IS DISTINCT FROM (OLD.street, OLD.house_number, OLD.house_number_suffix, OLD.postcode, OLD.locality) THEN
        PERFORM ops.guard_address(NEW);
    END IF;
    RETURN NEW;
END $$;

CREATE FUNCTION ops.guard_amendment() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    -- What every act writes, and what PostgreSQL makes of the place afterwards.
    beside text[] := '{version,act,effective_on,reason,changed_by,changed_at,longitude,latitude}';
BEGIN
    IF to_jsonb(NEW) - beside = to_jsonb(OLD) - beside THEN
        RAISE EXCEPTION USING ERRCODE = 'RG007', CONSTRAINT = 'amendment_changes_something',
            MESSAGE = format('Nothing was amended: of the %s everything is recorded so already.', TG_TABLE_NAME),
            HINT = 'Send what is to be different; null takes away what may be left out.';
    END IF;
    RETURN NEW;
END $$;
COMMENT ON FUNCTION ops.guard_amendment IS 'An amendment is recorded when it changes something; a reason alone is none.';

CREATE TABLE ops.gate (
    jurisdiction_id integer NOT NULL,
    what text NOT NULL,
    passed bigint NOT NULL,
    CONSTRAINT gate_key PRIMARY KEY (jurisdiction_id, what)
);
COMMENT ON TABLE ops.gate IS
    'One row per limit that is counted before something is added. Whoever counts passes the gate first: at READ COMMITTED '
    'the second one waits and then counts what the first one added, above it the second one gets 40001 and tries again.';

CREATE FUNCTION ops.pass_gate(jurisdiction integer, gate text) RETURNS void
    LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    INSERT INTO ops.gate AS g (jurisdiction_id, what, passed) VALUES (jurisdiction, gate, 1)
    ON CONFLICT ON CONSTRAINT gate_key DO UPDATE SET passed = g.passed + 1
$$;

CREATE TABLE registry.party (
    jurisdiction_id integer NOT NULL REFERENCES registry.jurisdiction (id),
    id bigint GENERATED ALWAYS AS IDENTITY,
    number bigint NOT NULL,
    reference text NOT NULL,
    kind text NOT NULL CONSTRAINT party_kind_is_known CHECK (kind IN ('natural', 'legal')),
    name text NOT NULL CONSTRAINT party_name_is_not_blank CHECK (btrim(name) <> ''),
    registration_number text
        CONSTRAINT registration_names_its_register CHECK (registration_number ~ '^[A-Za-z][A-Za-z0-9_.-]*: ?[^ :]')
        CONSTRAINT kvk_number_has_eight_digits CHECK (registration_number !~* '^kvk:' OR registration_number ~* '^kvk: ?[0-9]{8}$'),
    status text NOT NULL,
    version integer NOT NULL DEFAULT 1,
    act text NOT NULL,
    effective_on date,
    reason text,
    changed_by bigint NOT NULL,
    changed_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT party_key PRIMARY KEY (jurisdiction_id, id),
    CONSTRAINT party_reference_is_unique UNIQUE (jurisdiction_id, reference),
    CONSTRAINT changed_by_a_person FOREIGN KEY (jurisdiction_id, changed_by)
        REFERENCES registry.person (jurisdiction_id, id)
);
-- However it is written: capitals, blanks, dots, slashes and hyphens make no other number.
CREATE UNIQUE INDEX registration_number_is_unique ON registry.party
    (jurisdiction_id, lower(regexp_replace(registration_number, '[ ./_-]', '', 'g')));
COMMENT ON TABLE registry.party IS 'A natural or legal person outside the authority: operator, owner, manager…';
COMMENT ON COLUMN registry.party.registration_number IS 'Trade register number with its register, like kvk:68750110, as it was given.';

CREATE TABLE registry.party_role (
    jurisdiction_id integer NOT NULL,
    id bigint GENERATED ALWAYS AS IDENTITY,
    outlet_id bigint NOT NULL,
    party_id bigint NOT NULL,
    role text NOT NULL CONSTRAINT party_role_is_known CHECK (role IN ('operator', 'owner', 'beneficial_owner', 'manager')),
    share numeric(7, 4),
    valid_from date NOT NULL,
    ends_on date,
    status text NOT NULL,
    version integer NOT NULL DEFAULT 1,
    act text NOT NULL,
    effective_on date,
    reason text,
    changed_by bigint NOT NULL,
    changed_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT party_role_key PRIMARY KEY (jurisdiction_id, id),
    CONSTRAINT share_belongs_to_a_beneficial_owner CHECK ((role = 'beneficial_owner') = (share IS NOT NULL)),
    CONSTRAINT share_is_a_percentage CHECK (share > 0 AND share <= 100),
    CONSTRAINT role_ends_after_it_begins CHECK (ends_on >= valid_from),
    CONSTRAINT role_has_known_days CHECK (valid_from >= '1900-01-01' AND coalesce(ends_on, valid_from) <= '2999-12-31'),
    CONSTRAINT ended_role_has_an_end CHECK (status = 'current' OR ends_on IS NOT NULL),
    CONSTRAINT same_role_once_at_a_time EXCLUDE USING gist (
        jurisdiction_id WITH =, outlet_id WITH =, party_id WITH =, role WITH =, daterange(valid_from, ends_on) WITH &&),
    CONSTRAINT one_operator_per_outlet_at_a_time EXCLUDE USING gist (
        jurisdiction_id WITH =, outlet_id WITH =, daterange(valid_from, ends_on) WITH &&) WHERE (role = 'operator'),
    CONSTRAINT role_is_at_an_outlet FOREIGN KEY (jurisdiction_id, outlet_id) REFERENCES registry.outlet (jurisdiction_id, id),
    CONSTRAINT role_is_of_a_party FOREIGN KEY (jurisdiction_id, party_id) REFERENCES registry.party (jurisdiction_id, id),
    CONSTRAINT changed_by_a_person FOREIGN KEY (jurisdiction_id, changed_by)
        REFERENCES registry.person (jurisdiction_id, id)
);
CREATE INDEX party_role_of_outlet ON registry.party_role (jurisdiction_id, outlet_id);
COMMENT ON TABLE registry.party_role IS 'Who stands in which relation to an outlet, from valid_from until the day before ends_on.';
COMMENT ON COLUMN registry.party_role.ends_on IS 'First day on which it no longer holds; NULL while it runs.';
COMMENT ON COLUMN registry.party_role.share IS 'Percentage of a beneficial owner.';

CREATE FUNCTION ops.guard_party_role() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    closed record;
    fullest record;
BEGIN
    IF TG_OP = 'UPDATE' AND NEW.ends_on > OLD.ends_on THEN
        RAISE EXCEPTION USING ERRCODE = 'RG007', CONSTRAINT = 'ending_a_role_does_not_prolong_it',
            MESSAGE = format('The role ends on %s already; to end it on %s would prolong it.', OLD.ends_on, NEW.ends_on),
            HINT = format('Choose %s or an earlier day, or begin another role on %s.', OLD.ends_on, OLD.ends_on);
    END IF;
    IF TG_OP = 'INSERT' AND NEW.role IN ('operator', 'manager') THEN
        SELECT o.reference, o.effective_on INTO closed FROM registry.outlet AS o
            WHERE o.jurisdiction_id = NEW.jurisdiction_id AND o.id = NEW.outlet_id AND o.status = 'closed'
                AND o.effective_on <= NEW.valid_from;
        IF FOUND THEN
            RAISE EXCEPTION USING ERRCODE = 'RG002', CONSTRAINT = 'nobody_runs_a_closed_outlet',
                MESSAGE = format('Outlet %s was closed on %s, so nobody becomes its %s on %s.', closed.reference,
                    closed.effective_on, NEW.role, NEW.valid_from),
                HINT = 'Reopen it if there is selling again, or correct the day.';
        END IF;
    END IF;
    IF NEW.role <> 'beneficial_owner' OR NEW.share IS NULL THEN RETURN NEW; END IF;
    IF NEW.ends_on < NEW.valid_from THEN RETURN NEW; END IF; -- role_ends_after_it_begins says it better than daterange does.
    PERFORM ops.pass_gate(NEW.jurisdiction_id, format('shares of outlet %s', NEW.outlet_id));
    -- Shares only grow on a first day, so the fullest day is the first day of one of the overlapping roles.
    SELECT d.day, sum(r.share) AS taken INTO fullest
    FROM (SELECT NEW.valid_from AS day UNION
          SELECT r.valid_from FROM registry.party_role AS r
          WHERE r.jurisdiction_id = NEW.jurisdiction_id AND r.outlet_id = NEW.outlet_id AND r.role = 'beneficial_owner'
              AND daterange(NEW.valid_from, NEW.ends_on) @> r.valid_from) AS d
    JOIN registry.party_role AS r ON r.jurisdiction_id = NEW.jurisdiction_id AND r.outlet_id = NEW.outlet_id
        AND r.role = 'beneficial_owner' AND r.id <> NEW.id AND daterange(r.valid_from, r.ends_on) @> d.day
    GROUP BY d.day ORDER BY taken DESC, d.day LIMIT 1;
    IF fullest.taken + NEW.share > 100 THEN
        RAISE EXCEPTION USING ERRCODE = 'RG004', CONSTRAINT = 'beneficial_shares_are_at_most_the_whole',
            MESSAGE = format('The beneficial shares of the outlet would be %s %% on %s; they are at most 100 %%.',
                trim_scale(fullest.taken + NEW.share), fullest.day),
            HINT = format('%s %% is free from that day on; end another share first, or give a smaller one.',
                trim_scale(greatest(100 - fullest.taken, 0)));
    END IF;
    RETURN NEW;
END $$;
COMMENT ON FUNCTION ops.guard_party_role IS
    'Beneficial shares of one outlet never add up to more than 100 % on any day, an end that a role has comes earlier only, and '
    'nobody begins to run an outlet that is closed.';

CREATE TABLE registry.licence (
    jurisdiction_id integer NOT NULL,
    id bigint GENERATED ALWAYS AS IDENTITY,
    number bigint NOT NULL,
    reference text NOT NULL,
    outlet_id bigint NOT NULL,
    holder_id bigint NOT NULL,
    previous_id bigint,
    valid_from date NOT NULL,
    ends_on date,
    conditions text[] NOT NULL DEFAULT '{}',
    suspended_until date,
    reinstatement_proposed_by bigint,
    action_id bigint,
    status text NOT NULL,
    version integer NOT NULL DEFAULT 1,
    act text NOT NULL,
    effective_on date,
    reason text,
    changed_by bigint NOT NULL,
    changed_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT licence_key PRIMARY KEY (jurisdiction_id, id),
    CONSTRAINT licence_reference_is_unique UNIQUE (jurisdiction_id, reference),
    CONSTRAINT licence_ends_after_it_begins CHECK (ends_on >= valid_from),
    CONSTRAINT licence_has_known_days CHECK (
        valid_from >= '1900-01-01' AND coalesce(ends_on, valid_from) <= '2999-12-31'),
    -- A period without a day overlaps nothing, so one_licence_per_outlet_at_a_time would let any number of them in.
    CONSTRAINT licence_in_force_has_a_day CHECK (status NOT IN ('valid', 'suspended') OR ends_on > valid_from),
    CONSTRAINT what_befalls_a_licence_has_a_reason CHECK (
        act NOT IN ('suspend', 'propose_reinstatement', 'reinstate', 'withdraw', 'transfer', 'succeed', 'lapse', 'take_back')
        OR coalesce(length(btrim(reason)), 0) >= 10),
    CONSTRAINT lapsed_licence_had_a_day CHECK (status <> 'lapsed' OR ends_on > valid_from),
    CONSTRAINT licence_that_was_taken_back_has_no_day CHECK (status <> 'taken_back' OR ends_on = valid_from),
    CONSTRAINT ended_licence_has_an_end CHECK (status IN ('valid', 'suspended') OR ends_on IS NOT NULL),
    CONSTRAINT only_a_suspended_licence_has_a_suspension CHECK (status = 'suspended' OR suspended_until IS NULL),
    CONSTRAINT suspension_and_withdrawal_rest_on_an_action CHECK (
        act NOT IN ('suspend', 'withdraw') OR action_id IS NOT NULL),
    CONSTRAINT one_licence_per_outlet_at_a_time EXCLUDE USING gist (
        jurisdiction_id WITH =, outlet_id WITH =, daterange(valid_from, ends_on) WITH &&),
    CONSTRAINT licence_is_for_an_outlet FOREIGN KEY (jurisdiction_id, outlet_id)
        REFERENCES registry.outlet (jurisdiction_id, id),
    CONSTRAINT licence_has_a_holder FOREIGN KEY (jurisdiction_id, holder_id)
        REFERENCES registry.party (jurisdiction_id, id),
    CONSTRAINT reinstatement_proposed_by_a_person FOREIGN KEY (jurisdiction_id, reinstatement_proposed_by)
        REFERENCES registry.person (jurisdiction_id, id),
    CONSTRAINT licence_follows_a_licence FOREIGN KEY (jurisdiction_id, previous_id)
        REFERENCES registry.licence (jurisdiction_id, id),
    CONSTRAINT changed_by_a_person FOREIGN KEY (jurisdiction_id, changed_by)
        REFERENCES registry.person (jurisdiction_id, id)
);
COMMENT ON TABLE registry.licence IS
    'The permission or declaration of toleration for an outlet, valid from valid_from until the day before ends_on.';
COMMENT ON COLUMN registry.licence.action_id IS 'The issued enforcement action on which a suspension or withdrawal rests.';
COMMENT ON COLUMN registry.licence.reinstatement_proposed_by IS
    'Who proposed to end the suspension before its time; any other act on the licence ends the proposal.';
COMMENT ON COLUMN registry.licence.suspended_until IS 'First day after the suspension, as the action says; NULL when it names no end.';

CREATE FUNCTION ops.licence_maximum(jurisdiction integer, day date) RETURNS integer
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
    RETURN (
        SELECT min(latest.licence_maximum) FROM (
            SELECT DISTINCT ON (p.pack_id) p.licence_maximum FROM registry.policy_pack AS p
            WHERE p.jurisdiction_id = jurisdiction AND p.valid_from <= day
            ORDER BY p.pack_id, p.valid_from DESC) AS latest
    );
COMMENT ON FUNCTION ops.licence_maximum IS
    'The smallest maximum number of licences among the packs that govern on a day, NULL where none states one.';

CREATE FUNCTION registry.recorded_end(jurisdiction integer, licence bigint) RETURNS text
    LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp
    RETURN (SELECT CASE h.act WHEN 'lapse' THEN 'lapsed' WHEN 'transfer' THEN 'transferred' END FROM registry.history AS h
        WHERE h.jurisdiction_id = jurisdiction AND h.object = 'licence' AND h.object_key = licence::text
            AND h.act IN ('lapse', 'transfer', 'take_back')
        ORDER BY h.version DESC LIMIT 1);
COMMENT ON FUNCTION registry.recorded_end IS
    'How it was recorded that a licence ends: lapsed or transferred; NULL without either, or when that was taken back. It says '
    'so, too, while the licence is suspended until that day, and to that status it goes back.';

CREATE FUNCTION registry.end_in_words(jurisdiction integer, licence bigint) RETURNS text
    LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp
    RETURN (SELECT format(CASE registry.recorded_end(jurisdiction, licence) WHEN 'lapsed' THEN 'it lapses on %s'
            WHEN 'transferred' THEN 'it goes to another holder on %s' END, l.ends_on)
        FROM registry.licence AS l WHERE l.jurisdiction_id = jurisdiction AND l.id = licence);
COMMENT ON FUNCTION registry.end_in_words IS 'How and when a licence ends by a lapse or a transfer that was recorded; NULL without one.';

CREATE FUNCTION registry.carried_out(jurisdiction integer, measure bigint, licence bigint) RETURNS boolean
    LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp
    RETURN EXISTS (SELECT FROM registry.licence AS l
        JOIN registry.licence AS s ON s.jurisdiction_id = l.jurisdiction_id AND s.outlet_id = l.outlet_id
        JOIN registry.history AS h ON h.jurisdiction_id = s.jurisdiction_id AND h.object = 'licence'
            AND h.object_key = s.id::text AND h.act IN ('suspend', 'withdraw')
            AND (h.state ->> 'action_id')::bigint = measure
        WHERE l.jurisdiction_id = jurisdiction AND l.id = licence
            AND NOT (s.id <> l.id AND (s.id = l.previous_id OR s.previous_id = l.id)
                AND s.action_id = measure AND s.status IN ('suspended', 'withdrawn')));
COMMENT ON FUNCTION registry.carried_out IS
    'Whether an action has suspended or withdrawn this licence, or another one of its outlet, so that it is done. While it '
    'holds for a licence that this one continues, or that continues this one, it is not: a transfer ends no measure.';

CREATE FUNCTION ops.guard_licence() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    zone text := (SELECT j.time_zone FROM registry.jurisdiction AS j WHERE j.id = NEW.jurisdiction_id);
    today date := (clock_timestamp() AT TIME ZONE zone)::date;
    maximum integer;
    fullest record;
    predecessor registry.licence;
    other registry.licence;
    earlier_end date;
    before record;
    effective date;
    ground record;
    issued date;
    begins date;
BEGIN
    IF TG_OP = 'UPDATE' AND (NEW.outlet_id, NEW.holder_id, NEW.valid_from, NEW.reference)
        IS DISTINCT FROM (OLD.outlet_id, OLD.holder_id, OLD.valid_from, OLD.reference) THEN
        RAISE EXCEPTION USING ERRCODE = 'RG007', CONSTRAINT = 'licence_keeps_its_outlet_and_holder',
            MESSAGE = 'A licence keeps its outlet, its holder and its first day.',
            HINT = 'Transfer it to another holder, or grant a new licence.';
    END IF;
    IF TG_OP = 'UPDATE' AND (
        (NEW.act IN ('suspend', 'reinstate') AND NEW.ends_on IS DISTINCT FROM OLD.ends_on)
        OR (NEW.act <> 'renew' AND NEW.conditions IS DISTINCT FROM OLD.conditions)) THEN
        RAISE EXCEPTION USING ERRCODE = 'RG007', CONSTRAINT = 'act_changes_what_it_names',
            MESSAGE = format('To %s a licence changes neither its end nor its conditions.', NEW.act),
            HINT = 'Renew it to change them.';
    END IF;
    IF NEW.act IN ('grant', 'renew') AND EXISTS (SELECT FROM registry.outlet AS o
        WHERE o.jurisdiction_id = NEW.jurisdiction_id AND o.id = NEW.outlet_id AND o.status = 'closed') THEN
        RAISE EXCEPTION USING ERRCODE = 'RG002', CONSTRAINT = 'licence_is_for_an_active_outlet',
            MESSAGE = format('The outlet is closed, so %s.',
                CASE NEW.act WHEN 'grant' THEN 'no licence was granted' ELSE 'its licence was not renewed' END),
            HINT = 'Reopen the outlet first.';
    END IF;
    IF NEW.act = 'grant' THEN
        -- One officer would undo what two persons decided. A licence that held before all that and is recorded late, where
        -- the registry knew none, has to come in, or it could not be withdrawn.
        SELECT a.reference, a.ends_on, s.begins, o.reference AS outlet INTO ground
        FROM registry.action AS a
        JOIN registry.outlet AS o ON o.jurisdiction_id = a.jurisdiction_id AND o.id = a.outlet_id
        CROSS JOIN LATERAL (SELECT coalesce(a.starts_on, (a.issued_at AT TIME ZONE zone)::date) AS begins) AS s
        WHERE a.jurisdiction_id = NEW.jurisdiction_id AND a.outlet_id = NEW.outlet_id AND a.kind = 'withdrawal'
            AND a.status = 'issued' AND a.ends_on > greatest(today, NEW.valid_from)
            AND coalesce(NEW.ends_on > s.begins, true)
            AND (NEW.valid_from >= s.begins OR EXISTS (SELECT FROM registry.licence AS l
                WHERE l.jurisdiction_id = NEW.jurisdiction_id AND l.outlet_id = NEW.outlet_id
                    AND l.status <> 'taken_back'))
        ORDER BY a.ends_on DESC LIMIT 1;
        IF FOUND THEN
            RAISE EXCEPTION USING ERRCODE = 'RG002', CONSTRAINT = 'withdrawal_runs_its_term',
                MESSAGE = format('Action %s withdraws the licence of outlet %s from %s until %s, so none was granted for those days.',
                    ground.reference, ground.outlet, ground.begins, ground.ends_on),
                HINT = format('From %s on, grant a licence or reinstate the withdrawn one; before that a reviewer has to revoke action %s.',
                    ground.ends_on, ground.reference);
        END IF;
    END IF;
    IF NEW.act = 'renew' AND OLD.ends_on <= today THEN
        RAISE EXCEPTION USING ERRCODE = 'RG002', CONSTRAINT = 'ended_licence_is_not_renewed',
            MESSAGE = format('Licence %s ended on %s; to renew it now would license the days since then.', OLD.reference,
                OLD.ends_on),
            HINT = 'Grant a new licence.';
    END IF;
    IF NEW.act IN ('suspend', 'withdraw') AND OLD.status IN ('lapsed', 'transferred') AND OLD.ends_on <= today THEN
        RAISE EXCEPTION USING ERRCODE = 'RG002', CONSTRAINT = 'ended_licence_carries_no_measure',
            MESSAGE = format('Licence %s %s on %s, so there is nothing left to %s.', OLD.reference,
                CASE OLD.status WHEN 'lapsed' THEN 'lapsed' ELSE 'went to another holder' END, OLD.ends_on, NEW.act),
            HINT = coalesce((SELECT format('It goes on as licence %s; look at that one.', n.reference)
                FROM registry.licence AS n
                WHERE n.jurisdiction_id = OLD.jurisdiction_id AND n.previous_id = OLD.id AND n.status <> 'taken_back'
                LIMIT 1),
                'Look at the licences of the outlet.');
    END IF;
    IF NEW.act = 'suspend' AND registry.carried_out(NEW.jurisdiction_id, NEW.action_id, NEW.id) THEN
        RAISE EXCEPTION USING ERRCODE = 'RG007', CONSTRAINT = 'one_suspension_per_action',
            MESSAGE = 'The action has suspended a licence already.', HINT = 'A further suspension needs an action of its own.';
    END IF;
    IF NEW.act IN ('withdraw', 'transfer', 'lapse') AND NEW.ends_on > OLD.ends_on THEN
        RAISE EXCEPTION USING ERRCODE = 'RG007', CONSTRAINT = 'ending_a_licence_does_not_prolong_it',
            MESSAGE = format('Licence %s ends on %s already; %s would prolong it.', OLD.reference, OLD.ends_on, NEW.ends_on),
            HINT = CASE
                WHEN NEW.act <> 'withdraw' THEN format('Choose a day until %s, or renew it first.', OLD.ends_on)
                WHEN registry.recorded_end(OLD.jurisdiction_id, OLD.id) = 'transferred'
                    THEN 'It goes on as another licence; withdraw that one.'
                ELSE 'Nothing of it is left to withdraw from that day on.' END;
    END IF;
    IF NEW.act = 'lapse' AND NEW.ends_on = NEW.valid_from THEN
        RAISE EXCEPTION USING ERRCODE = 'RG007', CONSTRAINT = 'lapsed_licence_had_a_day',
            MESSAGE = format('Licence %s begins on %s, so it would lapse before its first day is over.', OLD.reference,
                OLD.valid_from),
            HINT = CASE WHEN OLD.valid_from >= today THEN 'Take it back, or choose a day after its first one.'
                ELSE 'Choose a day after its first one.' END;
    END IF;
    IF NEW.act = 'take_back' THEN
        effective := CASE OLD.status WHEN 'valid' THEN OLD.valid_from ELSE OLD.ends_on END;
        IF effective < today THEN
            RAISE EXCEPTION USING ERRCODE = 'RG002', CONSTRAINT = 'taken_back_until_its_day_is_over',
                MESSAGE = format('Licence %s %s on %s; it is %s today, so that is not taken back.', OLD.reference,
                    CASE OLD.status WHEN 'valid' THEN 'began' WHEN 'lapsed' THEN 'lapsed' ELSE 'went to another holder' END,
                    effective, today),
                HINT = CASE OLD.status WHEN 'valid' THEN 'Let it lapse.' WHEN 'lapsed' THEN 'Grant a new licence.'
                    ELSE 'Transfer the licence that continues it.' END;
        END IF;
        IF OLD.status = 'transferred' THEN
            SELECT * INTO other FROM registry.licence AS l
                WHERE l.jurisdiction_id = OLD.jurisdiction_id AND l.previous_id = OLD.id AND l.status <> 'taken_back';
            IF FOUND THEN
                RAISE EXCEPTION USING ERRCODE = 'RG002', CONSTRAINT = 'transfer_is_taken_back_whole',
                    MESSAGE = format('Licence %s goes on as licence %s, which is %s.', OLD.reference, other.reference,
                        other.status),
                    HINT = format('Look at licence %s: only one to which nothing else has happened is taken back.', other.reference);
            END IF;
        END IF;
        IF OLD.status <> 'valid' THEN
            SELECT p.state ->> 'status' AS status, (p.state ->> 'ends_on')::date AS ends_on INTO before
            FROM registry.history AS h
            JOIN registry.history AS p ON p.jurisdiction_id = h.jurisdiction_id AND p.object = h.object
                AND p.object_key = h.object_key AND p.version = h.version - 1
            WHERE h.jurisdiction_id = OLD.jurisdiction_id AND h.object = 'licence' AND h.object_key = OLD.id::text
                AND h.act IN ('lapse', 'transfer')
            ORDER BY h.version DESC LIMIT 1;
            IF before.status = 'suspended' THEN
                RAISE EXCEPTION USING ERRCODE = 'RG002', CONSTRAINT = 'lapse_of_a_suspended_licence_stays',
                    MESSAGE = format('Licence %s was suspended when it lapsed; to take the lapse back would end the suspension.',
                        OLD.reference),
                    HINT = 'Grant a new licence when the suspension is over.';
            END IF;
            NEW.ends_on := before.ends_on;
        END IF;
    END IF;
    IF NEW.act = 'lapse' AND OLD.status = 'suspended' AND NEW.ends_on > today THEN
        RAISE EXCEPTION USING ERRCODE = 'RG002', CONSTRAINT = 'suspended_licence_lapses_on_its_day',
            MESSAGE = format('Licence %s is suspended%s; to record today that it lapses on %s would end the suspension.',
                OLD.reference, coalesce(' until ' || OLD.suspended_until, ''), NEW.ends_on),
            HINT = 'Record the lapse on that day, or when the licence is reinstated.';
    END IF;
    IF NEW.act = 'reinstate'
        AND NEW.status <> coalesce(registry.recorded_end(OLD.jurisdiction_id, OLD.id), 'valid') THEN
        RAISE EXCEPTION USING ERRCODE = 'RG007', CONSTRAINT = 'reinstated_licence_keeps_its_end',
            MESSAGE = format('Licence %s goes back to what it was before: %s.', OLD.reference,
                coalesce(registry.recorded_end(OLD.jurisdiction_id, OLD.id), 'valid')),
            HINT = 'A lapse or a transfer that was recorded stays.';
    END IF;
    IF NEW.act = 'renew' AND (OLD.ends_on IS NULL OR NEW.ends_on <= OLD.ends_on) THEN
        RAISE EXCEPTION USING ERRCODE = 'RG007', CONSTRAINT = 'renewal_prolongs_the_licence',
            MESSAGE = CASE WHEN OLD.ends_on IS NULL
                THEN format('Licence %s has no end, so there is nothing to renew.', OLD.reference)
                ELSE format('Licence %s ends on %s; %s would not prolong it.', OLD.reference, OLD.ends_on, NEW.ends_on) END,
            HINT = CASE WHEN OLD.ends_on IS NULL THEN 'Lapse or withdraw it to end it.'
                ELSE format('Choose a day after %s.', OLD.ends_on) END;
    END IF;
    IF NEW.act IN ('suspend', 'withdraw') THEN
        SELECT * INTO ground FROM registry.action AS a
            WHERE a.jurisdiction_id = NEW.jurisdiction_id AND a.id = NEW.action_id AND a.outlet_id = NEW.outlet_id
                AND a.status = 'issued' AND a.kind = CASE NEW.act WHEN 'suspend' THEN 'suspension' ELSE 'withdrawal' END
            FOR SHARE;
        IF ground.id IS NULL THEN
            RAISE EXCEPTION USING ERRCODE = 'RG007', CONSTRAINT = 'suspension_and_withdrawal_rest_on_an_action',
                MESSAGE = format('No issued action for this outlet orders to %s its licence.', NEW.act),
                HINT = 'Draft the action, have another person issue it, and name it here.';
        END IF;
    END IF;
    IF NEW.act = 'withdraw' THEN
        -- An action without a first day holds from the day of its issue on.
        issued := (ground.issued_at AT TIME ZONE zone)::date;
        IF NEW.valid_from >= ground.ends_on THEN
            RAISE EXCEPTION USING ERRCODE = 'RG007', CONSTRAINT = 'withdrawal_is_about_its_days',
                MESSAGE = format('Action %s withdraws until %s; licence %s begins on %s.', ground.reference, ground.ends_on,
                    NEW.reference, NEW.valid_from),
                HINT = 'Withdraw the licence that is in force in those days.';
        END IF;
        IF ground.starts_on > today THEN
            RAISE EXCEPTION USING ERRCODE = 'RG002', CONSTRAINT = 'withdrawal_begins_with_its_action',
                MESSAGE = format('Action %s withdraws from %s; it is %s today.', ground.reference, ground.starts_on, today),
                HINT = 'Withdraw the licence on that day; until then it holds.';
        END IF;
        -- A licence that begins later, because it continues a transferred one, never begins.
        IF ground.starts_on IS NOT NULL THEN begins := greatest(ground.starts_on, NEW.valid_from); END IF;
        IF NEW.ends_on <> begins OR (begins IS NULL AND (NEW.ends_on < issued OR NEW.ends_on >= ground.ends_on)) THEN
            RAISE EXCEPTION USING ERRCODE = 'RG007', CONSTRAINT = 'withdrawal_begins_with_its_action',
                MESSAGE = format('Action %s withdraws the licence from %s; %s is not what was issued.', ground.reference,
                    coalesce(begins, issued), NEW.ends_on),
                HINT = 'Give that day; for another one, have another action issued.';
        END IF;
    END IF;
    IF NEW.act = 'suspend' THEN
        IF NEW.suspended_until IS DISTINCT FROM ground.ends_on THEN
            RAISE EXCEPTION USING ERRCODE = 'RG007', CONSTRAINT = 'suspension_ends_with_its_action',
                MESSAGE = format('Action %s suspends %s; a suspension %s is not what was issued.', ground.reference,
                    coalesce('until ' || ground.ends_on, 'without an end'),
                    coalesce('until ' || NEW.suspended_until, 'without an end')),
                HINT = 'Leave the end out to take that of the action; for another one, have another action issued.';
        END IF;
        IF ground.starts_on > today THEN
            RAISE EXCEPTION USING ERRCODE = 'RG002', CONSTRAINT = 'suspension_begins_with_its_action',
                MESSAGE = format('Action %s suspends from %s; it is %s today.', ground.reference, ground.starts_on, today),
                HINT = 'Suspend the licence on that day; until then it holds.';
        END IF;
    END IF;
    IF NEW.act = 'propose_reinstatement' THEN
        IF NEW.reinstatement_proposed_by IS DISTINCT FROM ops.context_person() THEN
            RAISE EXCEPTION USING ERRCODE = 'RG003', MESSAGE = 'To reinstate a licence is proposed in one''s own name.';
        END IF;
        IF (NEW.ends_on, NEW.suspended_until, NEW.action_id) IS DISTINCT FROM (OLD.ends_on, OLD.suspended_until, OLD.action_id) THEN
            RAISE EXCEPTION USING ERRCODE = 'RG007', CONSTRAINT = 'act_changes_what_it_names',
                MESSAGE = 'To propose that a licence is reinstated changes nothing else about it.',
                HINT = 'Reinstate it when somebody else has agreed.';
        END IF;
    ELSE
        NEW.reinstatement_proposed_by := NULL;
    END IF;
    IF NEW.act = 'reinstate' AND (OLD.status = 'withdrawn' OR coalesce(OLD.suspended_until > today, true)) THEN
        SELECT * INTO ground FROM registry.action AS a
            WHERE a.jurisdiction_id = OLD.jurisdiction_id AND a.id = OLD.action_id FOR SHARE;
        IF ground.status = 'revoked' THEN
            PERFORM ops.require_another_person(NEW.jurisdiction_id, ground.changed_by, ground.changed_at,
                'reinstated_by_another_person', 'revoked action ' || ground.reference, 'reinstate licence ' || OLD.reference,
                'Ask another officer.');
        END IF;
        -- The sources don't say that a licence which was withdrawn for a term revives by itself, so a person says it.
        IF ground.status IS DISTINCT FROM 'revoked' AND OLD.status = 'withdrawn' AND coalesce(ground.ends_on > today, true) THEN
            RAISE EXCEPTION USING ERRCODE = 'RG002', CONSTRAINT = 'withdrawal_stands_with_its_action',
                MESSAGE = CASE WHEN ground.ends_on IS NULL
                    THEN format('Licence %s was withdrawn on action %s, which is not revoked.', OLD.reference, ground.reference)
                    ELSE format('Licence %s is withdrawn until %s on action %s; it is %s today.', OLD.reference, ground.ends_on,
                        ground.reference, today) END,
                HINT = CASE WHEN ground.ends_on IS NULL
                    THEN 'Have a reviewer revoke the action first, or grant a new licence.'
                    ELSE format('Reinstate it from %s on; before that a reviewer has to revoke the action.', ground.ends_on) END;
        END IF;
        IF OLD.status = 'suspended' AND ground.status IS DISTINCT FROM 'revoked' AND OLD.reinstatement_proposed_by IS NULL THEN
            RAISE EXCEPTION USING ERRCODE = 'RG002', CONSTRAINT = 'early_reinstatement_is_proposed_first',
                MESSAGE = format('Licence %s is suspended %s on action %s; to reinstate it earlier takes two persons.',
                    OLD.reference, coalesce('until ' || OLD.suspended_until, 'without an end'), ground.reference),
                HINT = 'Propose it, and have another officer reinstate the licence.';
        END IF;
        IF OLD.status = 'suspended' AND ground.status IS DISTINCT FROM 'revoked' THEN
            PERFORM ops.require_another_person(NEW.jurisdiction_id, OLD.reinstatement_proposed_by, OLD.changed_at,
                'reinstated_by_another_person',
                format('proposed to reinstate licence %s before its suspension is over', OLD.reference), 'do it',
                'Ask another officer.');
        END IF;
    END IF;
    IF NEW.act = 'reinstate' AND OLD.status = 'withdrawn' THEN
        -- It ends again when it would have ended without the withdrawal; after a term it holds from the day after that on.
        NEW.effective_on := CASE ground.status WHEN 'issued' THEN ground.ends_on END;
        SELECT (h.state ->> 'ends_on')::date INTO NEW.ends_on FROM registry.history AS h
            WHERE h.jurisdiction_id = OLD.jurisdiction_id AND h.object = 'licence' AND h.object_key = OLD.id::text
                AND h.version = OLD.version - 1;
        SELECT * INTO other FROM registry.licence AS l
            WHERE l.jurisdiction_id = NEW.jurisdiction_id AND l.outlet_id = NEW.outlet_id AND l.id <> NEW.id
                AND daterange(l.valid_from, l.ends_on) && daterange(NEW.valid_from, NEW.ends_on)
            ORDER BY l.valid_from LIMIT 1;
        IF FOUND THEN
            RAISE EXCEPTION USING ERRCODE = 'RG006', CONSTRAINT = 'one_licence_per_outlet_at_a_time',
                MESSAGE = format('The outlet has licence %s from %s%s; licence %s would hold again beside it.', other.reference,
                    other.valid_from, coalesce(' until ' || other.ends_on, ', without an end'), OLD.reference),
                HINT = CASE
                    WHEN other.status = 'valid' AND other.valid_from >= today AND other.previous_id IS NULL
                        THEN format('Take licence %s back first, or leave licence %s as it is.', other.reference, OLD.reference)
                    WHEN other.ends_on <= today
                        THEN format('Those days are over and stay with licence %s; grant a new licence.', other.reference)
                    ELSE format('The days of licence %s stay; for other conditions, let it lapse and grant a new one from then on.',
                        other.reference) END;
        END IF;
    END IF;
    IF NEW.act = 'succeed' THEN
        SELECT * INTO predecessor FROM registry.licence AS l
            WHERE l.jurisdiction_id = NEW.jurisdiction_id AND l.id = NEW.previous_id;
        SELECT (h.state ->> 'ends_on')::date INTO earlier_end FROM registry.history AS h
            WHERE h.jurisdiction_id = NEW.jurisdiction_id AND h.object = 'licence'
                AND h.object_key = NEW.previous_id::text AND h.version = predecessor.version - 1;
        IF (predecessor.status, predecessor.outlet_id, predecessor.ends_on, earlier_end)
            IS DISTINCT FROM ('transferred', NEW.outlet_id, NEW.valid_from, NEW.ends_on) THEN
            RAISE EXCEPTION USING ERRCODE = 'RG007', CONSTRAINT = 'succeeding_licence_continues_a_transferred_one',
                MESSAGE = 'A succeeding licence continues a transferred one: same outlet, from the day that one stopped until the day it would have ended.',
                HINT = 'Transfer the licence, or grant a new one.';
        END IF;
        IF predecessor.holder_id = NEW.holder_id THEN
            RAISE EXCEPTION USING ERRCODE = 'RG007', CONSTRAINT = 'transfer_changes_the_holder',
                MESSAGE = format('The party holds licence %s already, so there is nothing to transfer.', predecessor.reference),
                HINT = 'Name the new holder; to give the licence a later end, renew it.';
        END IF;
    END IF;
    -- A transfer adds no licence to any day; granting and prolonging do, and so does undoing a withdrawal or a lapse.
    IF (NEW.act IN ('grant', 'renew') OR NEW.act = 'reinstate' AND OLD.status = 'withdrawn'
            OR NEW.act = 'take_back' AND OLD.status <> 'valid')
        AND coalesce(NEW.ends_on >= NEW.valid_from, true) THEN
        PERFORM ops.pass_gate(NEW.jurisdiction_id, 'licences');
        maximum := ops.licence_maximum(NEW.jurisdiction_id, greatest(today, NEW.valid_from));
        SELECT d.day, count(l.id) AS in_force INTO fullest
        FROM (SELECT NEW.valid_from AS day UNION
              SELECT l.valid_from FROM registry.licence AS l
              WHERE l.jurisdiction_id = NEW.jurisdiction_id AND daterange(NEW.valid_from, NEW.ends_on) @> l.valid_from) AS d
        JOIN registry.licence AS l ON l.jurisdiction_id = NEW.jurisdiction_id AND l.id <> NEW.id
            AND daterange(l.valid_from, l.ends_on) @> d.day
        GROUP BY d.day ORDER BY in_force DESC, d.day LIMIT 1;
        IF coalesce(fullest.in_force, 0) >= maximum THEN
            RAISE EXCEPTION USING ERRCODE = 'RG004', CONSTRAINT = 'licence_maximum',
                MESSAGE = format('The policy allows %s licences; %s are in force on %s.', maximum,
                    coalesce(fullest.in_force, 0), coalesce(fullest.day, NEW.valid_from)),
                HINT = 'A place comes free when a licence ends.';
        END IF;
    END IF;
    RETURN NEW;
END $$;
COMMENT ON FUNCTION ops.guard_licence IS
    'What holds for a licence beside its status: fixed outlet and holder, acts that rest on an action, a suspension on '
    'the days that the action names, which two persons end earlier (one proposes or revokes the action, another '
    'reinstates the licence), a lapse or a transfer of a later day that outlasts a measure, a withdrawal for a term that one '
    'person ends after it and within which none is granted, a grant, a lapse or a transfer that is taken back until its day is '
    'over, unbroken succession, and the maximum number of the policy on every day.';

CREATE TABLE registry.import_batch (
    jurisdiction_id integer NOT NULL REFERENCES registry.jurisdiction (id),
    id bigint GENERATED ALWAYS AS IDENTITY,
    profile text NOT NULL CONSTRAINT import_profile_is_known CHECK (profile IN ('amsterdam', 'generic')),
    file_sha256 bytea NOT NULL CONSTRAINT file_digest_is_sha256 CHECK (octet_length(file_sha256) = 32),
    read_count integer NOT NULL,
    new_count integer NOT NULL,
    changed_count integer NOT NULL,
    unchanged_count integer NOT NULL,
    vanished_count integer,
    rejected_count integer NOT NULL,
    vanished_closed_on date,
    recorded_by bigint NOT NULL,
    recorded_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT import_batch_key PRIMARY KEY (jurisdiction_id, id),
    CONSTRAINT every_row_has_one_outcome CHECK (read_count = new_count + changed_count + unchanged_count + rejected_count),
    CONSTRAINT vanished_is_known_unless_rows_are_rejected CHECK (vanished_count IS NOT NULL OR rejected_count > 0),
    CONSTRAINT only_known_vanished_are_closed CHECK (vanished_closed_on IS NULL OR vanished_count IS NOT NULL),
    CONSTRAINT recorded_by_a_person FOREIGN KEY (jurisdiction_id, recorded_by)
        REFERENCES registry.person (jurisdiction_id, id)
);
COMMENT ON TABLE registry.import_batch IS
    'Every list of outlets that was applied: the digest of the file, what came of its rows, who and when. Append-only.';
COMMENT ON COLUMN registry.import_batch.vanished_count IS 
    'Outlets of the same profile that the list no longer names; NULL where that is not known, because a rejected row may name one.';
COMMENT ON COLUMN registry.import_batch.vanished_closed_on IS 'The day on which the vanished ones were closed, NULL when they were left.';

INSERT INTO ops.legal_act (object, act, from_status, to_status, roles) VALUES
    ('outlet', 'register', 'new', 'active', '{officer}'),
    ('outlet', 'amend', 'active', 'active', '{officer}'),
    ('outlet', 'move', 'active', 'active', '{officer}'),
    ('outlet', 'close', 'active', 'closed', '{officer}'),
    ('outlet', 'reopen', 'closed', 'active', '{officer}'),
    ('party', 'register', 'new', 'active', '{officer}'),
    ('party', 'amend', 'active', 'active', '{officer}'),
    ('party_role', 'begin', 'new', 'current', '{officer}'),
    ('party_role', 'end', 'current', 'ended', '{officer}'),
    ('licence', 'grant', 'new', 'valid', '{officer}'),
    ('licence', 'renew', 'valid', 'valid', '{officer}'),
    ('licence', 'suspend', 'valid', 'suspended', '{officer}'),
    ('licence', 'propose_reinstatement', 'suspended', 'suspended', '{officer}'),
    ('licence', 'suspend', 'transferred', 'suspended', '{officer}'),
    ('licence', 'suspend', 'lapsed', 'suspended', '{officer}'),
    ('licence', 'reinstate', 'suspended', 'valid', '{officer}'),
    ('licence', 'reinstate', 'suspended', 'transferred', '{officer}'),
    ('licence', 'reinstate', 'suspended', 'lapsed', '{officer}'),
    ('licence', 'reinstate', 'withdrawn', 'valid', '{officer}'),
    ('licence', 'reinstate', 'withdrawn', 'transferred', '{officer}'),
    ('licence', 'reinstate', 'withdrawn', 'lapsed', '{officer}'),
    ('licence', 'withdraw', 'valid', 'withdrawn', '{officer}'),
    ('licence', 'withdraw', 'suspended', 'withdrawn', '{officer}'),
    ('licence', 'withdraw', 'transferred', 'withdrawn', '{officer}'),
    ('licence', 'withdraw', 'lapsed', 'withdrawn', '{officer}'),
    ('licence', 'transfer', 'valid', 'transferred', '{officer}'),
    ('licence', 'succeed', 'new', 'valid', '{officer}'),
    ('licence', 'lapse', 'valid', 'lapsed', '{officer}'),
    ('licence', 'lapse', 'suspended', 'lapsed', '{officer}'),
    ('licence', 'take_back', 'valid', 'taken_back', '{officer}'),
    ('licence', 'take_back', 'lapsed', 'valid', '{officer}'),
    ('licence', 'take_back', 'transferred', 'valid', '{officer}');
