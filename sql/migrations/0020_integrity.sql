-- Officials' integrity: a role that stands alone and reads signals, draws by lot, blind back-checks.

-- 1. The role integrity ----------------------------------------------------------------------------------------------

-- Both tables are small; the checks are asked anew of rows that meet the narrower ones already.
ALTER TABLE registry.role_grant DROP CONSTRAINT role_is_known;
ALTER TABLE registry.role_grant ADD CONSTRAINT role_is_known
    CHECK (role IN ('officer', 'reviewer', 'inspector', 'policy', 'administrator', 'intake', 'integrity'));
ALTER TABLE registry.access_token DROP CONSTRAINT scopes_are_roles;
ALTER TABLE registry.access_token ADD CONSTRAINT scopes_are_roles
    CHECK (scopes <@ ARRAY['officer', 'reviewer', 'inspector', 'policy', 'administrator', 'intake', 'integrity']);
CREATE UNIQUE INDEX role_is_proposed_once ON registry.role_grant (jurisdiction_id, person_id, role) WHERE status = 'proposed';

CREATE FUNCTION ops.guard_role_grant() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    who text := (SELECT p.name FROM registry.person AS p WHERE p.jurisdiction_id = NEW.jurisdiction_id AND p.id = NEW.person_id);
    other text;
BEGIN
    -- Of two at once the second sees what the first one gave, or tries again.
    PERFORM ops.pass_gate(NEW.jurisdiction_id, 'roles');
    IF NEW.act = 'grant' AND NEW.role = 'integrity' THEN
        RAISE EXCEPTION USING ERRCODE = 'RG003', CONSTRAINT = 'integrity_role_takes_two_persons',
            MESSAGE = 'The role integrity is proposed by an administrator and confirmed by another person, so it was not granted.',
            HINT = 'Propose it.';
    END IF;
    IF NEW.act = 'propose' AND NEW.role <> 'integrity' THEN
        RAISE EXCEPTION USING ERRCODE = 'RG007', CONSTRAINT = 'only_the_role_integrity_is_proposed',
            MESSAGE = format('The role %s is not proposed; an administrator grants it.', NEW.role), HINT = 'Grant it.';
    END IF;
    IF NEW.status IN ('granted', 'proposed') THEN
        SELECT g.role INTO other FROM registry.role_grant AS g
            WHERE g.jurisdiction_id = NEW.jurisdiction_id AND g.person_id = NEW.person_id AND g.status IN ('granted', 'proposed')
                AND g.role <> NEW.role AND 'integrity' IN (g.role, NEW.role)
            ORDER BY g.role LIMIT 1;
        IF FOUND THEN
            RAISE EXCEPTION USING ERRCODE = 'RG002', CONSTRAINT = 'integrity_stands_alone',
                MESSAGE = format('%s has the role %s or is to get it, and who has the role integrity has no other.', who, other),
                HINT = 'Take that role away first, or choose another person.';
        END IF;
    END IF;
    IF NEW.act = 'confirm' THEN
        PERFORM ops.require_another_person(NEW.jurisdiction_id, OLD.changed_by, OLD.changed_at,
            'role_is_confirmed_by_another_person', 'proposed this role', 'confirm it',
            'Ask an officer, a reviewer or another administrator.');
        PERFORM ops.require_another_person(NEW.jurisdiction_id, NEW.person_id, OLD.changed_at,
            'own_role_is_confirmed_by_another_person', 'would get this role', 'confirm it',
            'Ask an officer, a reviewer or another administrator.');
    END IF;
    RETURN NEW;
END $$;
COMMENT ON FUNCTION ops.guard_role_grant IS
    'BEFORE INSERT OR UPDATE: the role integrity is proposed by one person and confirmed by another, and nobody has it beside '
    'another role.';
CREATE TRIGGER guard_2_role_grant BEFORE INSERT OR UPDATE ON registry.role_grant
    FOR EACH ROW EXECUTE FUNCTION ops.guard_role_grant();

-- 2. Signals -----------------------------------------------------------------------------------------------------------

CREATE TABLE registry.signal_reading (
    jurisdiction_id integer NOT NULL,
    id bigint GENERATED ALWAYS AS IDENTITY,
    kinds text[] NOT NULL CONSTRAINT signals_are_known
        CHECK (cardinality(kinds) > 0 AND kinds <@ ARRAY['finds-nothing', 'below-the-limit', 'tip-off', 'same-pair']),
    first_day date NOT NULL,
    last_day date NOT NULL CONSTRAINT signals_are_of_a_period CHECK (last_day >= first_day),
    recorded_by bigint NOT NULL,
    recorded_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT signal_reading_key PRIMARY KEY (jurisdiction_id, id),
    CONSTRAINT recorded_by_a_person FOREIGN KEY (jurisdiction_id, recorded_by)
        REFERENCES registry.person (jurisdiction_id, id)
);
COMMENT ON TABLE registry.signal_reading IS
    'That somebody read the signals about officials: which, of which days. What they said is worked out for the reading and kept '
    'nowhere. Append-only.';
COMMENT ON COLUMN registry.signal_reading.last_day IS 'Last local day, included.';

-- 3. How it is done in an authority -------------------------------------------------------------------------------------

CREATE TABLE registry.integrity_setting (
    jurisdiction_id integer NOT NULL,
    id bigint GENERATED ALWAYS AS IDENTITY,
    setting text NOT NULL CONSTRAINT integrity_setting_is_known
        CHECK (setting IN ('recent_visit_months', 'back_check_percent', 'sealed_hours')),
    value integer NOT NULL CONSTRAINT integrity_setting_is_in_its_range
        CHECK (value BETWEEN 0 AND CASE setting WHEN 'recent_visit_months' THEN 60 WHEN 'back_check_percent' THEN 100 ELSE 168 END),
    reason text NOT NULL CONSTRAINT integrity_setting_has_a_reason CHECK (length(btrim(reason)) >= 10),
    recorded_by bigint NOT NULL,
    recorded_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT integrity_setting_key PRIMARY KEY (jurisdiction_id, id),
    CONSTRAINT recorded_by_a_person FOREIGN KEY (jurisdiction_id, recorded_by)
        REFERENCES registry.person (jurisdiction_id, id)
);
COMMENT ON TABLE registry.integrity_setting IS
    'How draws and back-checks are made in the authority; the newest counts. Where there is none, the default of '
    'registry.integrity_value holds, which is this program''s own and no law. Append-only.';
COMMENT ON COLUMN registry.integrity_setting.setting IS
    'recent_visit_months: who was at an outlet in so many months before is not drawn for it. back_check_percent: of the '
    'inspections of a month so many are checked again. sealed_hours: so long before its first day an inspector sees an assignment.';

CREATE FUNCTION registry.integrity_value(home integer, name text) RETURNS integer
    LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp
    RETURN coalesce((SELECT s.value FROM registry.integrity_setting AS s WHERE s.jurisdiction_id = home AND s.setting = name
            ORDER BY s.id DESC LIMIT 1),
        CASE name WHEN 'recent_visit_months' THEN 24 WHEN 'back_check_percent' THEN 5 ELSE 2 END);
COMMENT ON FUNCTION registry.integrity_value IS
    'What the authority set, else a default of this program''s own (24 months, 5 percent, 2 hours). No source gives these numbers.';

-- 4. Draws ----------------------------------------------------------------------------------------------------------------

CREATE TABLE registry.draw (
    jurisdiction_id integer NOT NULL,
    id bigint GENERATED ALWAYS AS IDENTITY,
    number bigint NOT NULL,
    reference text NOT NULL,
    purpose text NOT NULL CONSTRAINT draw_purpose_is_known CHECK (purpose IN ('visits', 'back_checks')),
    first_day date NOT NULL,
    last_day date NOT NULL CONSTRAINT draw_is_for_a_month_at_most CHECK (last_day BETWEEN first_day AND first_day + 30),
    outlets text[] NOT NULL DEFAULT '{}',
    seats integer NOT NULL DEFAULT 1 CONSTRAINT draw_has_seats CHECK (seats BETWEEN 1 AND 10000),
    absent bigint[] NOT NULL DEFAULT '{}',
    replaces_id bigint,
    pool text NOT NULL,
    pool_digest bytea NOT NULL CONSTRAINT digest_is_of_the_pool CHECK (pool_digest = sha256(convert_to(pool, 'UTF8'))),
    recorded_by bigint NOT NULL,
    recorded_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT draw_key PRIMARY KEY (jurisdiction_id, id),
    CONSTRAINT draw_reference_is_unique UNIQUE (jurisdiction_id, reference),
    CONSTRAINT draw_is_replaced_once UNIQUE (jurisdiction_id, replaces_id),
    CONSTRAINT draw_replaces_a_draw FOREIGN KEY (jurisdiction_id, replaces_id) REFERENCES registry.draw (jurisdiction_id, id),
    CONSTRAINT recorded_by_a_person FOREIGN KEY (jurisdiction_id, recorded_by)
        REFERENCES registry.person (jurisdiction_id, id)
);
COMMENT ON TABLE registry.draw IS
    'What is drawn by lot, and from whom: fixed, with its digest in the log, before anybody can know the seed. PostgreSQL makes the '
    'pool itself. Append-only.';
COMMENT ON COLUMN registry.draw.purpose IS
    'visits: inspectors are drawn for outlets. back_checks: of the inspections of a month those are drawn that are checked again.';
COMMENT ON COLUMN registry.draw.last_day IS 'Last local day, included.';
COMMENT ON COLUMN registry.draw.outlets IS
    'References, sorted: those that were asked for and those at which a back-check is due, which nobody tells apart here.';
COMMENT ON COLUMN registry.draw.seats IS
    'How many are drawn for each outlet, fewer for one with a back-check where no more can be; of back-checks how many inspections.';
COMMENT ON COLUMN registry.draw.absent IS 'Persons who are away and so not in the pool.';
COMMENT ON COLUMN registry.draw.pool IS
    'The canonical text (tolerance-registry/draw-pool/v2) with its secret; deploy/verify-draw.py says every byte.';

CREATE TABLE registry.draw_result (
    jurisdiction_id integer NOT NULL,
    id bigint GENERATED ALWAYS AS IDENTITY,
    draw_id bigint NOT NULL,
    size bigint NOT NULL,
    head text NOT NULL,
    seed bytea NOT NULL CONSTRAINT seed_is_sha256 CHECK (octet_length(seed) = 32),
    drawn jsonb NOT NULL,
    shown_from timestamptz NOT NULL,
    recorded_by bigint NOT NULL,
    recorded_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT draw_result_key PRIMARY KEY (jurisdiction_id, id),
    CONSTRAINT draw_is_settled_once UNIQUE (jurisdiction_id, draw_id),
    CONSTRAINT result_is_of_a_draw FOREIGN KEY (jurisdiction_id, draw_id) REFERENCES registry.draw (jurisdiction_id, id),
    CONSTRAINT recorded_by_a_person FOREIGN KEY (jurisdiction_id, recorded_by)
        REFERENCES registry.person (jurisdiction_id, id)
);
COMMENT ON TABLE registry.draw_result IS
    'What came out of a draw, under the first signed head that covers the entry about its pool. PostgreSQL works it out; whoever '
    'settles a draw chooses nothing. Append-only.';
COMMENT ON COLUMN registry.draw_result.head IS 'The signed head (C2SP tlog-checkpoint), whose root gives the seed.';
COMMENT ON COLUMN registry.draw_result.drawn IS 'By slot of the pool, in its order: [{"slot", "drawn": [name, …]}, …].';
COMMENT ON COLUMN registry.draw_result.shown_from IS
    'From then on inspectors see the draw and their own assignments; infinity for back-checks, which they never see.';

CREATE TABLE registry.assignment (
    jurisdiction_id integer NOT NULL,
    id bigint GENERATED ALWAYS AS IDENTITY,
    draw_id bigint NOT NULL,
    outlet_id bigint NOT NULL,
    person_id bigint NOT NULL,
    shown_from timestamptz NOT NULL,
    recorded_by bigint NOT NULL,
    recorded_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT assignment_key PRIMARY KEY (jurisdiction_id, id),
    CONSTRAINT nobody_is_drawn_twice_for_an_outlet UNIQUE (jurisdiction_id, draw_id, outlet_id, person_id),
    CONSTRAINT assignment_is_of_a_draw FOREIGN KEY (jurisdiction_id, draw_id) REFERENCES registry.draw (jurisdiction_id, id),
    CONSTRAINT assignment_is_to_an_outlet FOREIGN KEY (jurisdiction_id, outlet_id)
        REFERENCES registry.outlet (jurisdiction_id, id),
    CONSTRAINT assignment_is_of_a_person FOREIGN KEY (jurisdiction_id, person_id)
        REFERENCES registry.person (jurisdiction_id, id),
    CONSTRAINT recorded_by_a_person FOREIGN KEY (jurisdiction_id, recorded_by)
        REFERENCES registry.person (jurisdiction_id, id)
);
CREATE INDEX assignment_of_person ON registry.assignment (jurisdiction_id, person_id, id DESC);
CREATE INDEX assignment_of_outlet ON registry.assignment (jurisdiction_id, outlet_id);
COMMENT ON TABLE registry.assignment IS
    'Who was drawn to visit which outlet, written with the result of a draw. It is the same for a back-check as for any visit. '
    'Append-only.';

CREATE TABLE registry.redraw (
    jurisdiction_id integer NOT NULL,
    id bigint GENERATED ALWAYS AS IDENTITY,
    draw_id bigint NOT NULL,
    absent bigint[] NOT NULL DEFAULT '{}',
    why text NOT NULL CONSTRAINT redraw_has_a_reason CHECK (length(btrim(why)) >= 10),
    requested_by bigint NOT NULL,
    status text NOT NULL,
    version integer NOT NULL DEFAULT 1,
    act text NOT NULL,
    effective_on date,
    reason text,
    changed_by bigint NOT NULL,
    changed_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT redraw_key PRIMARY KEY (jurisdiction_id, id),
    CONSTRAINT redraw_is_of_a_draw FOREIGN KEY (jurisdiction_id, draw_id) REFERENCES registry.draw (jurisdiction_id, id),
    CONSTRAINT requested_by_a_person FOREIGN KEY (jurisdiction_id, requested_by)
        REFERENCES registry.person (jurisdiction_id, id),
    CONSTRAINT changed_by_a_person FOREIGN KEY (jurisdiction_id, changed_by)
        REFERENCES registry.person (jurisdiction_id, id)
);
CREATE UNIQUE INDEX redraw_is_asked_for_once ON registry.redraw (jurisdiction_id, draw_id) WHERE status = 'requested';
COMMENT ON TABLE registry.redraw IS
    'That somebody asks for a draw to be made anew, and why; another person approves it, and then a new draw takes its place. The '
    'former one stays.';
COMMENT ON COLUMN registry.redraw.absent IS 'Persons who are away in the new draw.';

CREATE TABLE registry.departure (
    jurisdiction_id integer NOT NULL,
    id bigint GENERATED ALWAYS AS IDENTITY,
    draw_id bigint NOT NULL,
    inspection_id uuid NOT NULL,
    reason text NOT NULL CONSTRAINT departure_has_a_reason CHECK (length(btrim(reason)) >= 10),
    recorded_by bigint NOT NULL,
    recorded_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT departure_key PRIMARY KEY (jurisdiction_id, id),
    CONSTRAINT departure_is_explained_once UNIQUE (jurisdiction_id, draw_id, inspection_id),
    CONSTRAINT departure_is_from_a_draw FOREIGN KEY (jurisdiction_id, draw_id) REFERENCES registry.draw (jurisdiction_id, id),
    CONSTRAINT departure_is_an_inspection FOREIGN KEY (jurisdiction_id, inspection_id)
        REFERENCES registry.inspection (jurisdiction_id, id),
    CONSTRAINT recorded_by_a_person FOREIGN KEY (jurisdiction_id, recorded_by)
        REFERENCES registry.person (jurisdiction_id, id)
);
COMMENT ON TABLE registry.departure IS
    'Why somebody visited an outlet for which others were drawn. The visit counts all the same. Append-only.';

CREATE TABLE registry.back_check (
    jurisdiction_id integer NOT NULL,
    id bigint GENERATED ALWAYS AS IDENTITY,
    draw_id bigint NOT NULL,
    inspection_id uuid NOT NULL,
    outlet_id bigint NOT NULL,
    drawn_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    status text NOT NULL,
    version integer NOT NULL DEFAULT 1,
    act text NOT NULL,
    effective_on date,
    reason text CONSTRAINT waiver_has_a_reason CHECK (act NOT IN ('propose_waiver', 'keep') OR length(btrim(reason)) >= 10),
    changed_by bigint NOT NULL,
    changed_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT back_check_key PRIMARY KEY (jurisdiction_id, id),
    CONSTRAINT inspection_is_checked_once UNIQUE (jurisdiction_id, inspection_id),
    CONSTRAINT back_check_is_drawn FOREIGN KEY (jurisdiction_id, draw_id) REFERENCES registry.draw (jurisdiction_id, id),
    CONSTRAINT back_check_is_of_an_inspection FOREIGN KEY (jurisdiction_id, outlet_id, inspection_id)
        REFERENCES registry.inspection (jurisdiction_id, outlet_id, id),
    CONSTRAINT changed_by_a_person FOREIGN KEY (jurisdiction_id, changed_by)
        REFERENCES registry.person (jurisdiction_id, id)
);
COMMENT ON TABLE registry.back_check IS
    'An inspection that was drawn to be checked again by somebody who is not told. Nothing refers to it: the next draw for visits '
    'takes its outlet in, and the visit that comes of that is found by outlet, draw and day. Officers and the role integrity alone '
    'see it.';
COMMENT ON COLUMN registry.back_check.reason IS 'Why it is waived, or kept.';

CREATE FUNCTION registry.back_check_visit(home integer, checked bigint) RETURNS uuid
    LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
    SELECT i.id FROM registry.back_check AS b
    JOIN registry.inspection AS f ON f.jurisdiction_id = b.jurisdiction_id AND f.id = b.inspection_id
    JOIN registry.assignment AS a ON a.jurisdiction_id = b.jurisdiction_id AND a.outlet_id = b.outlet_id
    JOIN registry.draw AS d ON d.jurisdiction_id = a.jurisdiction_id AND d.id = a.draw_id AND d.recorded_at > b.drawn_at
    JOIN registry.inspection AS i ON i.jurisdiction_id = b.jurisdiction_id AND i.outlet_id = b.outlet_id AND i.access
        AND a.person_id IN (i.inspector_id, i.second_inspector_id) AND i.local_day BETWEEN d.first_day AND d.last_day
        AND i.id <> f.id
    WHERE b.jurisdiction_id = home AND b.id = checked AND i.started_at > d.recorded_at - interval '1 minute'
        AND NOT EXISTS (SELECT FROM registry.draw AS n WHERE n.jurisdiction_id = d.jurisdiction_id AND n.replaces_id = d.id
            AND n.recorded_at <= i.started_at)
        AND NOT ARRAY[i.inspector_id, i.second_inspector_id] && ARRAY[f.inspector_id, f.second_inspector_id]
        AND NOT EXISTS (SELECT FROM registry.voiding AS w WHERE w.jurisdiction_id = i.jurisdiction_id AND w.inspection_id = i.id)
    ORDER BY i.started_at, i.id LIMIT 1
$$;
COMMENT ON FUNCTION registry.back_check_visit IS
    'The inspection that checks another one again: the first one with access, by somebody who was drawn for the outlet since and '
    'had no part in the first; NULL while there is none.';

CREATE FUNCTION ops.is_replaced(home integer, of_draw bigint) RETURNS boolean
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
    RETURN EXISTS (SELECT FROM registry.draw AS n
        WHERE n.jurisdiction_id = home AND n.replaces_id = of_draw AND home = ops.staff_jurisdiction());
COMMENT ON FUNCTION ops.is_replaced IS
    'Whether another draw took the place of one: told also to who may not see that other one yet.';

CREATE FUNCTION registry.is_departure(home integer, of_draw bigint, visit uuid) RETURNS boolean
    LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
    SELECT EXISTS (SELECT FROM registry.draw AS d
        JOIN registry.assignment AS a ON a.jurisdiction_id = d.jurisdiction_id AND a.draw_id = d.id
        JOIN registry.inspection AS i ON i.jurisdiction_id = a.jurisdiction_id AND i.outlet_id = a.outlet_id
            AND i.local_day BETWEEN d.first_day AND d.last_day
            -- The clocks of two machines differ by a little.
            AND i.started_at > d.recorded_at - interval '1 minute'
        WHERE d.jurisdiction_id = home AND d.id = of_draw AND i.id = visit
            AND NOT EXISTS (SELECT FROM registry.draw AS n WHERE n.jurisdiction_id = d.jurisdiction_id AND n.replaces_id = d.id
                AND n.recorded_at <= i.started_at)
            AND NOT EXISTS (SELECT FROM registry.voiding AS w
                WHERE w.jurisdiction_id = i.jurisdiction_id AND w.inspection_id = i.id)
        GROUP BY i.id, i.inspector_id, i.second_inspector_id
        -- A test per row of a NULL is no departure.
        HAVING NOT bool_or(a.person_id = i.inspector_id OR coalesce(a.person_id = i.second_inspector_id, false)))
$$;
COMMENT ON FUNCTION registry.is_departure IS
    'Whether an inspection was at an outlet and on a day for which a draw that stood then drew others.';

-- 5. The draw itself --------------------------------------------------------------------------------------------------

CREATE FUNCTION ops.drawn_from(pool text, seed bytea) RETURNS jsonb
    LANGUAGE plpgsql IMMUTABLE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    line text[] := string_to_array(pool, E'\n');
    members integer := line[4]::integer;
    place integer := 4 + members + 1;
    slots integer := line[place]::integer;
    part text[];
    names text[];
    barred text[];
    drawn jsonb := '[]';
    block bytea;
    blocks bigint := 0;
    at integer := 32;
    bound integer;
    excess numeric;
    number numeric;
    other integer;
    kept text;
BEGIN
    -- The third program that draws: deploy/verify-draw.py says every step.
    FOR slot IN 1..slots LOOP
        place := place + 1;
        part := string_to_array(line[place], ' ');
        barred := line[place + 1:place + part[3]::integer];
        place := place + part[3]::integer;
        names := line[5:4 + members];
        FOR i IN 1..members - 1 LOOP
            bound := members - i + 1;
            excess := 18446744073709551616 % bound;
            LOOP
                IF at = 32 THEN
                    block := sha256(seed || int8send(blocks));
                    blocks := blocks + 1;
                    at := 0;
                END IF;
                number := ('x' || encode(substr(block, at + 1, 8), 'hex'))::bit(64)::bigint;
                IF number < 0 THEN number := number + 18446744073709551616; END IF;
                at := at + 8;
                EXIT WHEN number < 18446744073709551616 - excess;
            END LOOP;
            other := i + (number % bound)::integer;
            kept := names[i];
            names[i] := names[other];
            names[other] := kept;
        END LOOP;
        drawn := drawn || jsonb_build_object('slot', part[1], 'drawn', to_jsonb(ARRAY(
            SELECT n.name FROM unnest(names) WITH ORDINALITY AS n (name, rank)
            WHERE n.name <> ALL (coalesce(barred, '{}')) ORDER BY n.rank LIMIT part[2]::integer)));
    END LOOP;
    RETURN drawn;
END $$;
COMMENT ON FUNCTION ops.drawn_from IS 'Who is drawn for each slot of a pool under a seed: the same as deploy/verify-draw.py draws.';

CREATE FUNCTION ops.pool_text(draw_reference text, members text[], slots text[], lines text[]) RETURNS text
    LANGUAGE sql VOLATILE SET search_path = pg_catalog, pg_temp AS $$
    -- Two random UUIDs hold 244 bits that nobody chose.
    SELECT array_to_string(ARRAY['tolerance-registry/draw-pool/v2', draw_reference,
            encode(uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid()), 'hex'), cardinality(members)::text]
        || members || cardinality(slots)::text || lines, E'\n') || E'\n'
$$;
COMMENT ON FUNCTION ops.pool_text IS
    'The canonical text of a pool with a new secret, without which nobody can reckon from public heads what will be drawn: its '
    'members, the slots, and the lines of those with who is barred.';

CREATE FUNCTION ops.awaits_back_check(home integer, premises bigint) RETURNS boolean
    LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
    SELECT EXISTS (SELECT FROM registry.back_check AS c WHERE c.jurisdiction_id = home AND c.outlet_id = premises
        -- Who proposes to waive it doesn't put it off.
        AND c.status IN ('due', 'waiver_proposed') AND registry.back_check_visit(home, c.id) IS NULL)
$$;
COMMENT ON FUNCTION ops.awaits_back_check IS
    'Whether a back-check at an outlet is to be made that nobody has made; one that is proposed to be waived is, until it is.';

CREATE FUNCTION ops.barred_from_visit(new_draw registry.draw, premises bigint) RETURNS text[]
    LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    home integer := new_draw.jurisdiction_id;
    recent date := (new_draw.first_day - make_interval(months => registry.integrity_value(home, 'recent_visit_months')))::date;
    last_visit uuid := (SELECT i.id FROM registry.inspection AS i
        WHERE i.jurisdiction_id = home AND i.outlet_id = premises AND NOT EXISTS (SELECT FROM registry.voiding AS w
            WHERE w.jurisdiction_id = home AND w.inspection_id = i.id)
        ORDER BY i.started_at DESC, i.id DESC LIMIT 1);
BEGIN
    RETURN ARRAY(
        SELECT p.pseudonym FROM ops.drawable(home, new_draw.absent) AS p
        WHERE EXISTS (SELECT FROM registry.conflict_of_interest AS b WHERE b.jurisdiction_id = home
                AND b.person_id = p.id AND b.outlet_id = premises AND b.status = 'standing' AND b.starts_on <= new_draw.last_day)
            OR EXISTS (SELECT FROM registry.inspection AS i
                CROSS JOIN LATERAL unnest(ARRAY[i.inspector_id, i.second_inspector_id]) AS v (person)
                WHERE i.jurisdiction_id = home AND i.outlet_id = premises AND v.person IS NOT NULL
                    AND (v.person = p.id OR registry.stands_as(home, v.person, NULL) = p.stands_as)
                    AND NOT EXISTS (SELECT FROM registry.voiding AS w
                        WHERE w.jurisdiction_id = home AND w.inspection_id = i.id)
                    AND (i.local_day >= recent OR i.id = last_visit OR EXISTS (SELECT FROM registry.back_check AS c
                        WHERE c.jurisdiction_id = home AND c.inspection_id = i.id AND c.status <> 'waived')))
        ORDER BY p.pseudonym COLLATE "C");
END $$;
COMMENT ON FUNCTION ops.barred_from_visit IS
    'Who can''t be drawn for an outlet: who was there last or lately, made an inspection that is checked again, or has a conflict of '
    'interest. For the guards of draws.';

CREATE FUNCTION ops.pool_of_visits(new_draw registry.draw) RETURNS text
    LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    home integer := new_draw.jurisdiction_id;
    members text[];
    lines text[] := '{}';
    slot record;
    seats integer;
    left_over integer;
BEGIN
    members := ARRAY(SELECT p.pseudonym FROM ops.drawable(home, new_draw.absent) AS p ORDER BY p.pseudonym COLLATE "C");
    IF members = '{}' THEN
        RAISE EXCEPTION USING ERRCODE = 'RG002', CONSTRAINT = 'somebody_can_be_drawn',
            MESSAGE = 'Nobody can be drawn: there is no inspector, or all are away.', HINT = 'Name fewer who are away.';
    END IF;
    FOR slot IN
        SELECT o.id, o.reference, ops.barred_from_visit(new_draw, o.id) AS barred FROM registry.outlet AS o
        WHERE o.jurisdiction_id = home AND o.reference = ANY (new_draw.outlets)
        ORDER BY o.reference COLLATE "C"
    LOOP
        left_over := cardinality(members) - cardinality(slot.barred);
        seats := new_draw.seats;
        -- However many an officer asks for: a back-check is not left out while one person can make it.
        IF left_over BETWEEN 1 AND seats - 1 AND ops.awaits_back_check(home, slot.id) THEN seats := left_over; END IF;
        IF left_over < seats THEN
            RAISE EXCEPTION USING ERRCODE = 'RG002', CONSTRAINT = 'enough_can_be_drawn',
                MESSAGE = format('For outlet %s %s must be drawn, and of %s inspectors %s can be: the others were there last or in the '
                    'last %s months, or have a conflict of interest.', slot.reference, seats, cardinality(members),
                    left_over, registry.integrity_value(home, 'recent_visit_months')),
                HINT = 'Leave the outlet out, draw fewer, or set fewer months.';
        END IF;
        lines := lines || format('%s %s %s', slot.reference, seats, cardinality(slot.barred)) || slot.barred;
    END LOOP;
    RETURN ops.pool_text(new_draw.reference, members, new_draw.outlets, lines);
END $$;
COMMENT ON FUNCTION ops.pool_of_visits IS
    'The canonical text of the pool of a draw for visits. Barred for an outlet is who was there last or in the months of the '
    'setting, or had a part in an inspection there that is checked again, whoever counts as one with such a person, and who has a '
    'conflict of interest. Where a back-check is due, fewer are drawn if no more can be.';

CREATE FUNCTION ops.drawable(home integer, absent bigint[]) RETURNS TABLE (id bigint, pseudonym text, stands_as bigint)
    LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
    SELECT p.id, p.pseudonym, registry.stands_as(home, p.id, NULL) FROM registry.person AS p
    WHERE p.jurisdiction_id = home AND p.status = 'active' AND p.kind = 'official' AND p.id <> ALL (absent)
        AND EXISTS (SELECT FROM registry.role_grant AS g WHERE g.jurisdiction_id = home AND g.person_id = p.id
            AND g.role = 'inspector' AND g.status = 'granted')
$$;
COMMENT ON FUNCTION ops.drawable IS 'Who can be drawn: the inspectors who are not away.';

CREATE FUNCTION registry.to_check_again(home integer, first_day date, last_day date) RETURNS text[]
    LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
    SELECT ARRAY(SELECT i.reference FROM registry.inspection AS i
        JOIN registry.outlet AS o ON o.jurisdiction_id = i.jurisdiction_id AND o.id = i.outlet_id AND o.status = 'active'
        WHERE i.jurisdiction_id = home AND i.local_day BETWEEN to_check_again.first_day AND to_check_again.last_day AND i.access
            AND NOT EXISTS (SELECT FROM registry.voiding AS w WHERE w.jurisdiction_id = home AND w.inspection_id = i.id)
            AND NOT EXISTS (SELECT FROM registry.back_check AS c WHERE c.jurisdiction_id = home AND c.inspection_id = i.id)
        ORDER BY i.reference COLLATE "C")
$$;
COMMENT ON FUNCTION registry.to_check_again IS
    'The inspections of some days that can be drawn to be checked again: with access, at outlets that are active, that hold.';

CREATE FUNCTION ops.pool_of_back_checks(new_draw registry.draw) RETURNS text
    LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    home integer := new_draw.jurisdiction_id;
    members text[] := registry.to_check_again(home, new_draw.first_day, new_draw.last_day);
BEGIN
    IF members = '{}' THEN
        RAISE EXCEPTION USING ERRCODE = 'RG002', CONSTRAINT = 'something_can_be_checked_again',
            MESSAGE = format('No inspection from %s to %s can be checked again: there is none with access at an active outlet that holds.',
                new_draw.first_day, new_draw.last_day),
            HINT = 'Choose another month.';
    END IF;
    RETURN ops.pool_text(new_draw.reference, members, ARRAY['back-checks'], ARRAY[format('back-checks %s 0', greatest(1,
        ceil(cardinality(members) * registry.integrity_value(home, 'back_check_percent') / 100.0)::integer))]);
END $$;
COMMENT ON FUNCTION ops.pool_of_back_checks IS
    'The canonical text of the pool of a draw of back-checks: the inspections of the month that can be checked again. One at least is drawn, and else the share of the setting, rounded up.';

CREATE FUNCTION ops.guard_draw() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    home integer := NEW.jurisdiction_id;
    today date := (clock_timestamp() AT TIME ZONE (SELECT j.time_zone FROM registry.jurisdiction AS j WHERE j.id = home))::date;
    wrong text;
    drawn text;
BEGIN
    -- Of two at once the second sees what the first one drew, or tries again.
    PERFORM ops.pass_gate(home, 'draws');
    IF NEW.replaces_id IS NULL AND NOT coalesce('officer' = ANY (ops.context_roles()), false) THEN
        PERFORM ops.refuse_role('draw', 'open', ARRAY['officer']);
    END IF;
    IF NEW.purpose = 'back_checks' THEN
        IF NEW.first_day <> date_trunc('month', NEW.first_day)::date
            OR NEW.last_day <> (NEW.first_day + interval '1 month')::date - 1 OR NEW.last_day >= today THEN
            RAISE EXCEPTION USING ERRCODE = 'RG007', CONSTRAINT = 'back_checks_are_of_a_month_that_is_over',
                MESSAGE = format('Back-checks are drawn of a whole month that is over, not of %s to %s.', NEW.first_day, NEW.last_day),
                HINT = 'Name the month that ended last.';
        END IF;
        SELECT d.reference INTO drawn FROM registry.draw AS d
            WHERE d.jurisdiction_id = home AND d.purpose = 'back_checks' AND d.first_day = NEW.first_day;
        IF FOUND THEN
            RAISE EXCEPTION USING ERRCODE = 'RG002', CONSTRAINT = 'back_checks_are_drawn_once_a_month',
                MESSAGE = format('The back-checks of %s are drawn already (%s).', to_char(NEW.first_day, 'YYYY-MM'), drawn),
                HINT = 'Look at that draw; one back-check is waived by two persons.';
        END IF;
        NEW.outlets := '{}';
        NEW.absent := '{}';
        NEW.pool := ops.pool_of_back_checks(NEW);
        NEW.seats := split_part(split_part(NEW.pool, E'\nback-checks ', 2), ' ', 1)::integer;
    ELSE
        -- Days in the wrong order are the constraint's to tell.
        IF NEW.last_day >= NEW.first_day AND (NEW.last_day < today OR (NEW.first_day < today AND NEW.replaces_id IS NULL)) THEN
            RAISE EXCEPTION USING ERRCODE = 'RG007', CONSTRAINT = 'visits_are_drawn_before_their_days',
                MESSAGE = format('Visits are drawn before their days, and %s is over.', NEW.first_day),
                HINT = format('Choose %s or a later day.', today);
        END IF;
        SELECT string_agg(x.reference, ', ' ORDER BY x.reference) INTO wrong FROM unnest(NEW.outlets) AS x (reference)
            WHERE NOT EXISTS (SELECT FROM registry.outlet AS o
                WHERE o.jurisdiction_id = home AND o.reference = x.reference AND o.status = 'active');
        IF wrong IS NOT NULL THEN
            RAISE EXCEPTION USING ERRCODE = 'RG002', CONSTRAINT = 'drawn_outlets_are_active',
                MESSAGE = format('No visit is drawn for %s: it is no active outlet.', wrong), HINT = 'Leave it out.';
        END IF;
        SELECT format('%s is drawn for in %s already, from %s to %s', x.reference, d.reference, d.first_day, d.last_day) INTO drawn
            FROM unnest(NEW.outlets) AS x (reference)
            JOIN registry.draw AS d ON d.jurisdiction_id = home AND d.purpose = 'visits' AND x.reference = ANY (d.outlets)
                AND d.last_day >= today AND d.id IS DISTINCT FROM NEW.replaces_id
                AND NOT EXISTS (SELECT FROM registry.draw AS n WHERE n.jurisdiction_id = home AND n.replaces_id = d.id)
                -- Once those who were drawn have been there, the next visit may be drawn.
                AND NOT EXISTS (SELECT FROM registry.assignment AS a
                    JOIN registry.outlet AS o ON o.jurisdiction_id = home AND o.id = a.outlet_id AND o.reference = x.reference
                    JOIN registry.inspection AS i ON i.jurisdiction_id = home AND i.outlet_id = a.outlet_id AND i.access
                        AND a.person_id IN (i.inspector_id, i.second_inspector_id)
                        AND i.local_day BETWEEN d.first_day AND d.last_day AND i.started_at > d.recorded_at - interval '1 minute'
                    WHERE a.jurisdiction_id = home AND a.draw_id = d.id AND NOT EXISTS (SELECT FROM registry.voiding AS w
                        WHERE w.jurisdiction_id = home AND w.inspection_id = i.id))
            ORDER BY x.reference LIMIT 1;
        IF FOUND THEN
            RAISE EXCEPTION USING ERRCODE = 'RG002', CONSTRAINT = 'nobody_draws_again_alone',
                MESSAGE = format('Outlet %s, so it is not drawn for once more.', drawn),
                HINT = 'Ask for a redraw; another person approves it.';
        END IF;
        NEW.outlets := ARRAY(
            SELECT o.reference FROM registry.outlet AS o WHERE o.jurisdiction_id = home AND o.status = 'active'
                AND (o.reference = ANY (NEW.outlets) OR (ops.awaits_back_check(home, o.id)
                        -- Where nobody is left who may go, a back-check waits and stops no other visit; its card says so.
                        AND (SELECT count(*) FROM ops.drawable(home, NEW.absent))
                            > cardinality(ops.barred_from_visit(NEW, o.id))
                        AND NOT EXISTS (SELECT FROM registry.draw AS d WHERE d.jurisdiction_id = home AND d.purpose = 'visits'
                            AND o.reference = ANY (d.outlets) AND d.last_day >= today AND d.id IS DISTINCT FROM NEW.replaces_id
                            AND NOT EXISTS (SELECT FROM registry.draw AS n
                                WHERE n.jurisdiction_id = home AND n.replaces_id = d.id))))
            ORDER BY o.reference COLLATE "C");
        IF NEW.outlets = '{}' THEN
            RAISE EXCEPTION USING ERRCODE = 'RG007', CONSTRAINT = 'something_is_drawn_for',
                MESSAGE = 'The draw names no outlet to visit.', HINT = 'Name one at least.';
        END IF;
        NEW.pool := ops.pool_of_visits(NEW);
    END IF;
    NEW.pool_digest := sha256(convert_to(NEW.pool, 'UTF8'));
    RETURN NEW;
END $$;
COMMENT ON FUNCTION ops.guard_draw IS
    'BEFORE INSERT: makes the pool from the registry itself. Nobody draws again for an outlet and its days but by a redraw that '
    'another person approved.';

CREATE FUNCTION ops.guard_draw_result() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    drawn registry.draw;
    later text;
BEGIN
    SELECT * INTO drawn FROM registry.draw AS d WHERE d.jurisdiction_id = NEW.jurisdiction_id AND d.id = NEW.draw_id;
    IF NOT FOUND THEN
        RAISE EXCEPTION USING ERRCODE = 'RG007', CONSTRAINT = 'result_is_of_a_draw',
            MESSAGE = 'There is no such draw, so none is settled.', HINT = 'Look at the list of draws.';
    END IF;
    SELECT d.reference INTO later FROM registry.draw AS d
        WHERE d.jurisdiction_id = NEW.jurisdiction_id AND d.replaces_id = NEW.draw_id;
    IF FOUND THEN
        RAISE EXCEPTION USING ERRCODE = 'RG002', CONSTRAINT = 'replaced_draw_is_not_settled',
            MESSAGE = format('Draw %s is not settled: %s took its place.', drawn.reference, later), HINT = 'Settle that one.';
    END IF;
    SELECT c.size, c.note INTO NEW.size, NEW.head FROM audit.outbox AS o
        JOIN audit.log_entry AS e ON e.jurisdiction_id = o.jurisdiction_id AND e.outbox_id = o.id
        CROSS JOIN LATERAL (SELECT k.size, k.note FROM audit.checkpoint AS k WHERE k.size > e.leaf_index
            ORDER BY k.size LIMIT 1) AS c
        WHERE o.jurisdiction_id = NEW.jurisdiction_id AND o.object = 'draw' AND o.object_key = NEW.draw_id::text
        ORDER BY o.id LIMIT 1;
    IF NEW.head IS NULL THEN
        RAISE EXCEPTION USING ERRCODE = 'RG002', CONSTRAINT = 'draw_waits_for_a_signed_head',
            MESSAGE = format('Draw %s is not settled yet: no signed head of the log covers its pool, so nobody knows the seed.',
                drawn.reference),
            HINT = 'Try again in a few seconds; /health/log says how far the log is behind.';
    END IF;
    NEW.seed := sha256(convert_to('draw' || drawn.reference, 'UTF8') || decode(split_part(drawn.pool, E'\n', 3), 'hex')
        || decode(split_part(NEW.head, E'\n', 3), 'base64'));
    NEW.drawn := ops.drawn_from(drawn.pool, NEW.seed);
    NEW.shown_from := CASE drawn.purpose WHEN 'back_checks' THEN 'infinity'
        ELSE (drawn.first_day::timestamp - make_interval(hours => registry.integrity_value(NEW.jurisdiction_id, 'sealed_hours')))
            AT TIME ZONE (SELECT j.time_zone FROM registry.jurisdiction AS j WHERE j.id = NEW.jurisdiction_id) END;
    RETURN NEW;
END $$;
COMMENT ON FUNCTION ops.guard_draw_result IS
    'BEFORE INSERT: the seed is that of the secret of the pool and of the first signed head that covers it, and what is drawn '
    'follows from it.';

CREATE FUNCTION ops.assign_drawn() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    INSERT INTO registry.assignment (jurisdiction_id, draw_id, outlet_id, person_id, shown_from, recorded_by)
    SELECT NEW.jurisdiction_id, NEW.draw_id, o.id, p.id, NEW.shown_from, NEW.recorded_by
    FROM registry.draw AS d
    CROSS JOIN LATERAL jsonb_array_elements(NEW.drawn) WITH ORDINALITY AS s (said, place)
    CROSS JOIN LATERAL jsonb_array_elements_text(s.said -> 'drawn') WITH ORDINALITY AS m (name, rank)
    JOIN registry.outlet AS o ON o.jurisdiction_id = d.jurisdiction_id AND o.reference = s.said ->> 'slot'
    JOIN registry.person AS p ON p.jurisdiction_id = d.jurisdiction_id AND p.pseudonym = m.name
    WHERE d.jurisdiction_id = NEW.jurisdiction_id AND d.id = NEW.draw_id AND d.purpose = 'visits'
    ORDER BY s.place, m.rank;
    INSERT INTO registry.back_check (jurisdiction_id, draw_id, inspection_id, outlet_id, status, act, changed_by)
    SELECT NEW.jurisdiction_id, NEW.draw_id, i.id, i.outlet_id, 'due', 'draw', NEW.recorded_by
    FROM registry.draw AS d
    CROSS JOIN LATERAL jsonb_array_elements(NEW.drawn) AS s (said)
    CROSS JOIN LATERAL jsonb_array_elements_text(s.said -> 'drawn') WITH ORDINALITY AS m (name, rank)
    JOIN registry.inspection AS i ON i.jurisdiction_id = d.jurisdiction_id AND i.reference = m.name
    WHERE d.jurisdiction_id = NEW.jurisdiction_id AND d.id = NEW.draw_id AND d.purpose = 'back_checks'
    ORDER BY m.rank;
    RETURN NULL;
END $$;
COMMENT ON FUNCTION ops.assign_drawn IS 'AFTER INSERT: who is drawn is assigned; which inspections are, is to be checked again.';

CREATE FUNCTION ops.guard_assignment() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF NOT EXISTS (SELECT FROM registry.draw_result AS r
        CROSS JOIN LATERAL jsonb_array_elements(r.drawn) AS s (said)
        JOIN registry.outlet AS o ON o.jurisdiction_id = NEW.jurisdiction_id AND o.id = NEW.outlet_id
            AND o.reference = s.said ->> 'slot'
        JOIN registry.person AS p ON p.jurisdiction_id = NEW.jurisdiction_id AND p.id = NEW.person_id
        WHERE r.jurisdiction_id = NEW.jurisdiction_id AND r.draw_id = NEW.draw_id AND r.shown_from = NEW.shown_from
            AND s.said -> 'drawn' ? p.pseudonym) THEN
        RAISE EXCEPTION USING ERRCODE = 'RG007', CONSTRAINT = 'assignment_is_what_was_drawn',
            MESSAGE = 'That person was not drawn for that outlet, so nothing was assigned.', HINT = 'Settle a draw.';
    END IF;
    RETURN NEW;
END $$;
COMMENT ON FUNCTION ops.guard_assignment IS 'BEFORE INSERT: an assignment is what the result of its draw says.';

CREATE FUNCTION ops.guard_redraw() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    former registry.draw;
    later text;
BEGIN
    SELECT * INTO former FROM registry.draw AS d WHERE d.jurisdiction_id = NEW.jurisdiction_id AND d.id = NEW.draw_id;
    IF TG_OP = 'INSERT' THEN
        NEW.requested_by := NEW.changed_by;
        IF former.purpose = 'back_checks' THEN
            RAISE EXCEPTION USING ERRCODE = 'RG002', CONSTRAINT = 'back_checks_are_not_drawn_anew',
                MESSAGE = format('Draw %s is of back-checks, which are not drawn anew.', former.reference),
                HINT = 'A single back-check is waived by two persons.';
        END IF;
    END IF;
    IF NEW.act <> 'refuse' THEN
        SELECT d.reference INTO later FROM registry.draw AS d
            WHERE d.jurisdiction_id = NEW.jurisdiction_id AND d.replaces_id = NEW.draw_id;
        IF FOUND THEN
            RAISE EXCEPTION USING ERRCODE = 'RG002', CONSTRAINT = 'standing_draw_is_drawn_anew',
                MESSAGE = format('Draw %s is not drawn anew: %s took its place.', former.reference, later),
                HINT = 'Ask for a redraw of that one.';
        END IF;
    END IF;
    PERFORM ops.require_no_conflict(NEW.jurisdiction_id, ARRAY(SELECT o.id FROM registry.outlet AS o
        WHERE o.jurisdiction_id = NEW.jurisdiction_id AND o.reference = ANY (former.outlets)));
    IF TG_OP = 'UPDATE' THEN
        PERFORM ops.require_another_person(NEW.jurisdiction_id, OLD.requested_by, OLD.changed_at,
            'redraw_is_approved_by_another_person', 'asked for this redraw', 'answer',
            'Ask another officer, or somebody with the role integrity.');
    END IF;
    RETURN NEW;
END $$;
COMMENT ON FUNCTION ops.guard_redraw IS
    'BEFORE INSERT OR UPDATE: a draw for visits that stands is drawn anew when another person than who asked approves it; neither '
    'of them is barred from an outlet of the draw.';

CREATE FUNCTION ops.draw_anew() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    INSERT INTO registry.draw (jurisdiction_id, purpose, first_day, last_day, outlets, seats, absent, replaces_id, recorded_by)
    SELECT d.jurisdiction_id, d.purpose, d.first_day, d.last_day, d.outlets, d.seats, NEW.absent, d.id, NEW.changed_by
    FROM registry.draw AS d WHERE d.jurisdiction_id = NEW.jurisdiction_id AND d.id = NEW.draw_id;
    RETURN NULL;
END $$;
COMMENT ON FUNCTION ops.draw_anew IS 'AFTER UPDATE: an approved redraw opens a new draw in the place of the former one.';

CREATE FUNCTION ops.guard_departure() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF NOT registry.is_departure(NEW.jurisdiction_id, NEW.draw_id, NEW.inspection_id) THEN
        RAISE EXCEPTION USING ERRCODE = 'RG002', CONSTRAINT = 'departure_is_from_what_was_drawn',
            MESSAGE = 'That inspection is no departure from that draw: its inspectors were drawn, or it was elsewhere or on another day.',
            HINT = 'Look at the draw; it lists the departures.';
    END IF;
    PERFORM ops.require_no_conflict(NEW.jurisdiction_id, ARRAY(SELECT i.outlet_id FROM registry.inspection AS i
        WHERE i.jurisdiction_id = NEW.jurisdiction_id AND i.id = NEW.inspection_id));
    RETURN NEW;
END $$;
COMMENT ON FUNCTION ops.guard_departure IS
    'BEFORE INSERT: only a departure is explained, and by nobody who is barred from the outlet.';

CREATE FUNCTION ops.guard_back_check() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE visit record;
BEGIN
    IF TG_OP = 'INSERT' THEN
        IF NOT EXISTS (SELECT FROM registry.draw_result AS r
            JOIN registry.draw AS d ON d.jurisdiction_id = r.jurisdiction_id AND d.id = r.draw_id AND d.purpose = 'back_checks'
            JOIN registry.inspection AS i ON i.jurisdiction_id = r.jurisdiction_id AND i.id = NEW.inspection_id
            WHERE r.jurisdiction_id = NEW.jurisdiction_id AND r.draw_id = NEW.draw_id
                AND r.drawn -> 0 -> 'drawn' ? i.reference) THEN
            RAISE EXCEPTION USING ERRCODE = 'RG007', CONSTRAINT = 'back_check_is_what_was_drawn',
                MESSAGE = 'That inspection was not drawn to be checked again.', HINT = 'Settle a draw of back-checks.';
        END IF;
        RETURN NEW;
    END IF;
    PERFORM ops.require_no_conflict(NEW.jurisdiction_id, ARRAY[NEW.outlet_id]);
    IF NEW.act = 'propose_waiver' AND registry.back_check_visit(NEW.jurisdiction_id, NEW.id) IS NOT NULL THEN
        RAISE EXCEPTION USING ERRCODE = 'RG002', CONSTRAINT = 'done_back_check_is_not_waived',
            MESSAGE = format('Back-check %s is done, so it is not waived.', NEW.id), HINT = 'Look at what it says.';
    END IF;
    FOR visit IN SELECT v.person, i.recorded_at FROM registry.inspection AS i
        CROSS JOIN LATERAL unnest(ARRAY[i.inspector_id, i.second_inspector_id]) AS v (person)
        WHERE i.jurisdiction_id = NEW.jurisdiction_id AND i.id = NEW.inspection_id AND v.person IS NOT NULL LOOP
        PERFORM ops.require_another_person(NEW.jurisdiction_id, visit.person, visit.recorded_at,
            'own_visit_is_checked_by_others', 'made the visit that is to be checked', 'say what becomes of the back-check',
            'Leave it to another officer, or to somebody with the role integrity.');
    END LOOP;
    IF NEW.act IN ('waive', 'keep') THEN
        PERFORM ops.require_another_person(NEW.jurisdiction_id, OLD.changed_by, OLD.changed_at,
            'waiver_is_approved_by_another_person', 'proposed to waive this back-check', 'answer',
            'Ask another officer, or somebody with the role integrity.');
    END IF;
    RETURN NEW;
END $$;
COMMENT ON FUNCTION ops.guard_back_check IS
    'BEFORE INSERT OR UPDATE: only what was drawn is checked again, and two persons waive it, neither of whom is barred from the '
    'outlet. Drawing it is by lot, and not theirs to choose.';

-- 6. Numbers, triggers, legal acts, row security, grants -----------------------------------------------------------------

CREATE OR REPLACE FUNCTION ops.prepare_jurisdiction() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE kind text;
BEGIN
    IF NOT EXISTS (SELECT FROM pg_timezone_names WHERE name = NEW.time_zone) THEN
        RAISE EXCEPTION USING ERRCODE = 'RG007', CONSTRAINT = 'time_zone_is_known',
            MESSAGE = format('"%s" is not a time zone that PostgreSQL knows.', NEW.time_zone),
            HINT = 'Write it like Europe/Amsterdam or America/Los_Angeles.';
    END IF;
    IF TG_OP = 'INSERT' THEN
        FOREACH kind IN ARRAY ARRAY['outlet', 'party', 'licence', 'inspection', 'nuisance_report', 'case_file', 'action', 'draw'] LOOP
            EXECUTE format('CREATE SEQUENCE ops.%I', format('number_%s_%s', NEW.id, kind));
        END LOOP;
    END IF;
    RETURN NEW;
END $$;
DO $$
DECLARE home integer;
BEGIN
    FOR home IN SELECT j.id FROM registry.jurisdiction AS j LOOP
        EXECUTE format('CREATE SEQUENCE ops.%I', format('number_%s_draw', home));
    END LOOP;
END $$;

DO $$
DECLARE name text; act text; roles text;
BEGIN
    FOREACH name IN ARRAY ARRAY['redraw', 'back_check'] LOOP
        EXECUTE format('CREATE TRIGGER guard_1_act BEFORE INSERT OR UPDATE ON registry.%I '
                       'FOR EACH ROW EXECUTE FUNCTION ops.guard_act()', name);
        EXECUTE format('CREATE TRIGGER guard_2_%1$s BEFORE INSERT OR UPDATE ON registry.%1$I '
                       'FOR EACH ROW EXECUTE FUNCTION ops.guard_%1$I()', name);
        EXECUTE format('CREATE TRIGGER record_insert AFTER INSERT ON registry.%I REFERENCING NEW TABLE AS changed '
                       'FOR EACH STATEMENT EXECUTE FUNCTION ops.record_act()', name);
        EXECUTE format('CREATE TRIGGER record_update AFTER UPDATE ON registry.%I REFERENCING NEW TABLE AS changed '
                       'FOR EACH STATEMENT EXECUTE FUNCTION ops.record_act()', name);
        EXECUTE format('CREATE TRIGGER never_deleted BEFORE DELETE OR TRUNCATE ON registry.%I '
                       'FOR EACH STATEMENT EXECUTE FUNCTION ops.refuse_change()', name);
        EXECUTE format('ALTER TABLE registry.%I ENABLE ALWAYS TRIGGER never_deleted', name);
    END LOOP;
    FOR name, act, roles IN VALUES
        ('signal_reading', 'read', 'integrity'), ('integrity_setting', 'set', 'policy,administrator'),
        -- A redraw that somebody with the role integrity approves opens a draw; guard_draw keeps any other to officers.
        ('draw', 'open', 'officer,integrity'), ('draw_result', 'settle', 'officer,integrity'),
        ('assignment', 'assign', 'officer,integrity'), ('departure', 'explain', 'inspector,officer') LOOP
        EXECUTE format('CREATE TRIGGER guard_1_fact BEFORE INSERT ON registry.%I '
                       'FOR EACH ROW EXECUTE FUNCTION ops.guard_fact(%L, %L)', name, act, roles);
        EXECUTE format('CREATE TRIGGER record_insert AFTER INSERT ON registry.%I REFERENCING NEW TABLE AS changed '
                       'FOR EACH STATEMENT EXECUTE FUNCTION ops.record_fact(%L)', name, act);
        EXECUTE format('CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON registry.%I '
                       'FOR EACH STATEMENT EXECUTE FUNCTION ops.refuse_change()', name);
        EXECUTE format('ALTER TABLE registry.%I ENABLE ALWAYS TRIGGER append_only', name);
    END LOOP;
    FOREACH name IN ARRAY ARRAY['signal_reading', 'integrity_setting', 'draw', 'draw_result', 'assignment', 'redraw', 'departure',
            'back_check'] LOOP
        EXECUTE format('ALTER TABLE registry.%I ENABLE ROW LEVEL SECURITY', name);
        EXECUTE format('CREATE POLICY own_jurisdiction ON registry.%I USING (jurisdiction_id = (SELECT ops.staff_jurisdiction())) '
                       'WITH CHECK (jurisdiction_id = (SELECT ops.staff_jurisdiction()))', name);
    END LOOP;
END $$;
CREATE TRIGGER guard_2_reference BEFORE INSERT ON registry.draw FOR EACH ROW EXECUTE FUNCTION ops.assign_reference('D');
CREATE TRIGGER guard_3_draw BEFORE INSERT ON registry.draw FOR EACH ROW EXECUTE FUNCTION ops.guard_draw();
CREATE TRIGGER guard_2_draw_result BEFORE INSERT ON registry.draw_result
    FOR EACH ROW EXECUTE FUNCTION ops.guard_draw_result();
CREATE TRIGGER assign_drawn AFTER INSERT ON registry.draw_result FOR EACH ROW EXECUTE FUNCTION ops.assign_drawn();
CREATE TRIGGER guard_2_assignment BEFORE INSERT ON registry.assignment FOR EACH ROW EXECUTE FUNCTION ops.guard_assignment();
CREATE TRIGGER draw_anew AFTER UPDATE ON registry.redraw
    FOR EACH ROW WHEN (NEW.act = 'approve') EXECUTE FUNCTION ops.draw_anew();
CREATE TRIGGER guard_2_departure BEFORE INSERT ON registry.departure FOR EACH ROW EXECUTE FUNCTION ops.guard_departure();

-- What an inspector must not know too early, or at all.
CREATE POLICY sealed ON registry.draw AS RESTRICTIVE FOR SELECT USING (
    (SELECT ops.context_roles())::text[] && '{officer,integrity}' OR purpose = 'visits' AND EXISTS (
        SELECT FROM registry.draw_result AS r WHERE r.jurisdiction_id = draw.jurisdiction_id AND r.draw_id = draw.id
            AND r.shown_from <= now()));
CREATE POLICY sealed ON registry.draw_result AS RESTRICTIVE FOR SELECT USING (
    (SELECT ops.context_roles())::text[] && '{officer,integrity}' OR shown_from <= now());
CREATE POLICY sealed ON registry.assignment AS RESTRICTIVE FOR SELECT USING (
    (SELECT ops.context_roles())::text[] && '{officer,integrity}'
    OR person_id = (SELECT ops.context_person()) AND shown_from <= now());
CREATE POLICY sealed ON registry.redraw AS RESTRICTIVE FOR SELECT USING (
    (SELECT ops.context_roles())::text[] && '{officer,integrity}');
CREATE POLICY sealed ON registry.departure AS RESTRICTIVE FOR SELECT USING (
    (SELECT ops.context_roles())::text[] && '{officer,integrity}' OR recorded_by = (SELECT ops.context_person()));
CREATE POLICY blind ON registry.back_check AS RESTRICTIVE FOR SELECT USING (
    (SELECT ops.context_roles())::text[] && '{officer,integrity}');
CREATE POLICY read_by_integrity ON registry.signal_reading AS RESTRICTIVE FOR SELECT USING (
    (SELECT ops.context_roles())::text[] && '{integrity,administrator}');
CREATE POLICY blind ON registry.history AS RESTRICTIVE FOR SELECT USING (
    object NOT IN ('back_check', 'redraw') OR (SELECT ops.context_roles())::text[] && '{officer,integrity}');

GRANT SELECT ON registry.signal_reading, registry.integrity_setting, registry.draw, registry.draw_result, registry.assignment,
    registry.redraw, registry.departure, registry.back_check TO registry_service;
GRANT INSERT (jurisdiction_id, kinds, first_day, last_day, recorded_by) ON registry.signal_reading TO registry_service;
GRANT INSERT (jurisdiction_id, setting, value, reason, recorded_by) ON registry.integrity_setting TO registry_service;
-- Neither a pool, nor a seed, nor what is drawn: PostgreSQL makes them.
GRANT INSERT (jurisdiction_id, purpose, first_day, last_day, outlets, seats, absent, recorded_by) ON registry.draw
    TO registry_service;
GRANT INSERT (jurisdiction_id, draw_id, recorded_by) ON registry.draw_result TO registry_service;
GRANT INSERT (jurisdiction_id, draw_id, absent, why, requested_by, status, version, act, effective_on, reason, changed_by)
    ON registry.redraw TO registry_service;
GRANT INSERT (jurisdiction_id, draw_id, inspection_id, reason, recorded_by) ON registry.departure TO registry_service;
GRANT UPDATE (status, version, act, effective_on, reason, changed_by, changed_at) ON registry.redraw, registry.back_check
    TO registry_service;

REVOKE ALL ON FUNCTION ops.guard_role_grant(), ops.drawn_from(text, bytea), ops.pool_text(text, text[], text[], text[]),
    ops.awaits_back_check(integer, bigint), ops.pool_of_visits(registry.draw), ops.barred_from_visit(registry.draw, bigint),
    ops.drawable(integer, bigint[]), ops.pool_of_back_checks(registry.draw), ops.guard_draw(), ops.guard_draw_result(),
    ops.assign_drawn(), ops.guard_assignment(), ops.guard_redraw(), ops.draw_anew(), ops.guard_departure(), ops.guard_back_check(),
    ops.is_replaced(integer, bigint) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION ops.is_replaced(integer, bigint) TO registry_service;

-- PostgreSQL estimates how many rows a plan gives from values of every authority, and EXPLAIN shows that.
ALTER TABLE registry.integrity_setting ALTER COLUMN reason SET STATISTICS 0;
ALTER TABLE registry.redraw ALTER COLUMN reason SET STATISTICS 0;
ALTER TABLE registry.redraw ALTER COLUMN why SET STATISTICS 0;
ALTER TABLE registry.departure ALTER COLUMN reason SET STATISTICS 0;
ALTER TABLE registry.back_check ALTER COLUMN reason SET STATISTICS 0;

INSERT INTO ops.legal_act (object, act, from_status, to_status, roles) VALUES
    ('role_grant', 'propose', 'new', 'proposed', '{administrator}'),
    ('role_grant', 'confirm', 'proposed', 'granted', '{officer,reviewer,administrator}'),
    ('role_grant', 'refuse', 'proposed', 'refused', '{officer,reviewer,administrator}'),
    ('role_grant', 'revoke', 'proposed', 'revoked', '{administrator}'),
    ('redraw', 'request', 'new', 'requested', '{officer}'),
    ('redraw', 'approve', 'requested', 'approved', '{officer,integrity}'),
    ('redraw', 'refuse', 'requested', 'refused', '{officer,integrity}'),
    ('back_check', 'draw', 'new', 'due', '{officer,integrity}'),
    ('back_check', 'propose_waiver', 'due', 'waiver_proposed', '{officer,integrity}'),
    ('back_check', 'waive', 'waiver_proposed', 'waived', '{officer,integrity}'),
    ('back_check', 'keep', 'waiver_proposed', 'due', '{officer,integrity}');
