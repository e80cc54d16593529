-- Outlets (premises), the parties behind them, and licences.

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
    (jurisdiction_id, upper(street), house_number, upper(house_number_suffix), upper(postcode)) WHERE status = 'active';
CREATE INDEX outlet_place ON registry.outlet USING gist (place);
COMMENT ON TABLE registry.outlet IS
    'One premises where selling is tolerated or licensed. History follows the premises, not the operator.';
COMMENT ON COLUMN registry.outlet.reference IS 'Jurisdiction code, number and an ISO 7064 MOD 37,36 check character: 0363-042-K.';
COMMENT ON COLUMN registry.outlet.opening_hours IS
    'Array of {"day": 1..7 (ISO, Monday is 1), "opens": "HH:MM", "closes": "HH:MM"}, local time; a closing at or before the opening is on the next day.';
COMMENT ON COLUMN registry.outlet.source IS 'Where an imported outlet came from: the profile and the document.';

CREATE FUNCTION ops.prepare_outlet() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    home registry.jurisdiction;
    longitude double precision := public.st_x(NEW.place::public.geometry);
    latitude double precision := public.st_y(NEW.place::public.geometry);
    stem text;
BEGIN
    SELECT * INTO home FROM registry.jurisdiction WHERE id = NEW.jurisdiction_id;
    IF TG_OP = 'INSERT' THEN
        NEW.number := ops.next_number('outlet');
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
    RETURN NEW;
END $$;

CREATE TABLE registry.party (
    jurisdiction_id integer NOT NULL REFERENCES registry.jurisdiction (id),
    id bigint GENERATED ALWAYS AS IDENTITY,
    number bigint NOT NULL,
    reference text NOT NULL,
    kind text NOT NULL CONSTRAINT party_kind_is_known CHECK (kind IN ('natural', 'legal')),
    name text NOT NULL CONSTRAINT party_name_is_not_blank CHECK (btrim(name) <> ''),
    registration_number text CONSTRAINT registration_number_is_not_blank CHECK (btrim(registration_number) <> ''),
    status text NOT NULL,
    version integer NOT NULL DEFAULT 1,
    act text NOT NULL,
    effective_on date,
    reason text,
    changed_by bigint NOT NULL,
    changed_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT party_key PRIMARY KEY (jurisdiction_id, id),
    CONSTRAINT party_reference_is_unique UNIQUE (jurisdiction_id, reference),
    CONSTRAINT registration_number_is_unique UNIQUE (jurisdiction_id, registration_number),
    CONSTRAINT changed_by_a_person FOREIGN KEY (jurisdiction_id, changed_by)
        REFERENCES registry.person (jurisdiction_id, id)
);
COMMENT ON TABLE registry.party IS 'A natural or legal person outside the authority: operator, owner, manager…';
COMMENT ON COLUMN registry.party.registration_number IS 'Trade register number with its register, like kvk:68750110.';

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
    CONSTRAINT same_role_once_at_a_time EXCLUDE USING gist (
        jurisdiction_id WITH =, outlet_id WITH =, party_id WITH =, role WITH =, daterange(valid_from, ends_on) WITH &&),
    CONSTRAINT role_is_at_an_outlet FOREIGN KEY (jurisdiction_id, outlet_id) REFERENCES registry.outlet (jurisdiction_id, id),
    CONSTRAINT role_is_of_a_party FOREIGN KEY (jurisdiction_id, party_id) REFERENCES registry.party (jurisdiction_id, id),
    CONSTRAINT changed_by_a_person FOREIGN KEY (jurisdiction_id, changed_by)
        REFERENCES registry.person (jurisdiction_id, id)
);
CREATE INDEX party_role_of_outlet ON registry.party_role (jurisdiction_id, outlet_id);
COMMENT ON TABLE registry.party_role IS 'Who stands in which relation to an outlet, from valid_from until the day before ends_on.';
COMMENT ON COLUMN registry.party_role.ends_on IS 'First day on which it no longer holds; NULL while it runs.';
COMMENT ON COLUMN registry.party_role.share IS 'Percentage of a beneficial owner.';

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
    CONSTRAINT licence_follows_a_licence FOREIGN KEY (jurisdiction_id, previous_id)
        REFERENCES registry.licence (jurisdiction_id, id),
    CONSTRAINT changed_by_a_person FOREIGN KEY (jurisdiction_id, changed_by)
        REFERENCES registry.person (jurisdiction_id, id)
);
COMMENT ON TABLE registry.licence IS
    'The permission or declaration of toleration for an outlet, valid from valid_from until the day before ends_on.';
COMMENT ON COLUMN registry.licence.action_id IS 'The issued enforcement action on which a suspension or withdrawal rests.';
COMMENT ON COLUMN registry.licence.suspended_until IS 'First day after the suspension; NULL when it has no end yet.';

CREATE FUNCTION ops.guard_licence() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    maximum integer;
    in_force bigint;
    today date := (clock_timestamp() AT TIME ZONE (
        SELECT j.time_zone FROM registry.jurisdiction AS j WHERE j.id = NEW.jurisdiction_id))::date;
BEGIN
    IF TG_OP = 'UPDATE' AND (NEW.outlet_id, NEW.holder_id, NEW.valid_from, NEW.reference)
        IS DISTINCT FROM (OLD.outlet_id, OLD.holder_id, OLD.valid_from, OLD.reference) THEN
        RAISE EXCEPTION USING ERRCODE = 'RG007',
            MESSAGE = 'A licence keeps its outlet, its holder and its first day.',
            HINT = 'Transfer it to another holder, or grant a new licence.';
    END IF;
    IF NEW.act IN ('suspend', 'withdraw') AND NOT EXISTS (
        SELECT FROM registry.action AS a JOIN registry.case_file AS c
            ON c.jurisdiction_id = a.jurisdiction_id AND c.id = a.case_id
        WHERE a.jurisdiction_id = NEW.jurisdiction_id AND a.id = NEW.action_id AND c.outlet_id = NEW.outlet_id
            AND a.status = 'issued' AND a.kind = CASE NEW.act WHEN 'suspend' THEN 'suspension' ELSE 'withdrawal' END) THEN
        RAISE EXCEPTION USING ERRCODE = 'RG007', CONSTRAINT = 'suspension_and_withdrawal_rest_on_an_action',
            MESSAGE = format('No issued action for this outlet orders to %s its licence.', NEW.act),
            HINT = 'Draft the action, have another person issue it, and name it here.';
    END IF;
    IF TG_OP = 'INSERT' AND NEW.act = 'grant' THEN
        -- The lock on the authority's row makes the count exact at every isolation level.
        PERFORM FROM registry.jurisdiction WHERE id = NEW.jurisdiction_id FOR NO KEY UPDATE;
        SELECT min(latest.licence_maximum) INTO maximum FROM (
            SELECT DISTINCT ON (p.pack_id) p.licence_maximum FROM registry.policy_pack AS p
            WHERE p.jurisdiction_id = NEW.jurisdiction_id AND p.valid_from <= greatest(today, NEW.valid_from)
            ORDER BY p.pack_id, p.valid_from DESC) AS latest;
        SELECT count(*) INTO in_force FROM registry.licence AS l
            WHERE l.jurisdiction_id = NEW.jurisdiction_id
                AND daterange(l.valid_from, l.ends_on) && daterange(NEW.valid_from, NEW.ends_on);
        IF in_force >= maximum THEN
            RAISE EXCEPTION USING ERRCODE = 'RG004', CONSTRAINT = 'licence_maximum',
                MESSAGE = format('The policy allows %s licences; %s are in force in that period.', maximum, in_force),
                HINT = 'A place comes free when a licence ends.';
        END IF;
    END IF;
    RETURN NEW;
END $$;

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
    ('licence', 'reinstate', 'suspended', 'valid', '{officer}'),
    ('licence', 'withdraw', 'valid', 'withdrawn', '{officer}'),
    ('licence', 'withdraw', 'suspended', 'withdrawn', '{officer}'),
    ('licence', 'transfer', 'valid', 'transferred', '{officer}'),
    ('licence', 'succeed', 'new', 'valid', '{officer}'),
    ('licence', 'lapse', 'valid', 'lapsed', '{officer}'),
    ('licence', 'lapse', 'suspended', 'lapsed', '{officer}');
