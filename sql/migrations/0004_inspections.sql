-- Inspections, their findings and corrections, and the violations that follow from failed findings.

CREATE TABLE registry.inspection (
    jurisdiction_id integer NOT NULL,
    id uuid NOT NULL,
    number bigint NOT NULL,
    reference text NOT NULL,
    outlet_id bigint NOT NULL,
    kind text NOT NULL CONSTRAINT inspection_kind_is_known
        CHECK (kind IN ('unannounced', 'after_report', 'announced', 're_inspection')),
    outcome text NOT NULL CONSTRAINT inspection_outcome_is_known CHECK (outcome IN ('access', 'nobody_there', 'refused')),
    inspector_id bigint NOT NULL CONSTRAINT inspector_is_who_records_it CHECK (inspector_id = recorded_by),
    second_inspector_id bigint CONSTRAINT two_different_inspectors CHECK (second_inspector_id <> inspector_id),
    started_at timestamptz NOT NULL,
    ended_at timestamptz CONSTRAINT inspection_ends_after_it_starts CHECK (ended_at >= started_at)
        CONSTRAINT inspection_lasts_a_day_at_most CHECK (ended_at - started_at <= interval '24 hours'),
    local_day date NOT NULL,
    device_time timestamptz,
    note text,
    content_digest bytea NOT NULL CONSTRAINT digest_is_sha256 CHECK (octet_length(content_digest) = 32),
    recorded_by bigint NOT NULL,
    recorded_at timestamptz NOT NULL DEFAULT now(),
    access boolean NOT NULL GENERATED ALWAYS AS (outcome = 'access') STORED,
    xid xid8 NOT NULL DEFAULT pg_current_xact_id(),
    -- The outlet comes first in the key because ids are made in the order of time: the foreign keys of concurrent
    -- inspections would all read the last page of an index by id, and serializable transactions would fail each other.
    CONSTRAINT inspection_key PRIMARY KEY (jurisdiction_id, outlet_id, id),
    CONSTRAINT inspection_id_is_unique UNIQUE (jurisdiction_id, id),
    CONSTRAINT inspection_id_is_a_uuid_v7 CHECK (substr(id::text, 15, 1) = '7'),
    CONSTRAINT inspection_reference_is_unique UNIQUE (jurisdiction_id, reference),
    CONSTRAINT inspection_is_at_an_outlet FOREIGN KEY (jurisdiction_id, outlet_id)
        REFERENCES registry.outlet (jurisdiction_id, id),
    CONSTRAINT inspection_by_a_person FOREIGN KEY (jurisdiction_id, inspector_id)
        REFERENCES registry.person (jurisdiction_id, id),
    CONSTRAINT second_inspector_is_a_person FOREIGN KEY (jurisdiction_id, second_inspector_id)
        REFERENCES registry.person (jurisdiction_id, id),
    CONSTRAINT recorded_by_a_person FOREIGN KEY (jurisdiction_id, recorded_by)
        REFERENCES registry.person (jurisdiction_id, id)
);
-- Serializable transactions lock the index pages they read. In a B-tree all new rows share the last page, so that every
-- two intakes would collide; the buckets of a hash index lie apart. The planner prefers it for one id, also in the checks
-- of foreign keys. The low fill factor makes many buckets.
CREATE INDEX inspection_by_id ON registry.inspection USING hash (id) WITH (fillfactor = 10);
CREATE INDEX inspection_of_outlet ON registry.inspection USING hash (outlet_id) WITH (fillfactor = 10);
CREATE INDEX inspection_by_time ON registry.inspection (jurisdiction_id, started_at DESC, id DESC);
COMMENT ON TABLE registry.inspection IS 'One dated presence of inspectors at an outlet. Append-only; id is made by the client (UUIDv7).';
COMMENT ON COLUMN registry.inspection.local_day IS 'Calendar day of started_at in the zone of the jurisdiction; a night visit belongs to the day it began.';
COMMENT ON COLUMN registry.inspection.device_time IS 'What the clock of the inspector''s own device said when it was logged.';
COMMENT ON COLUMN registry.inspection.xid IS 'The transaction that logged it: its findings are stored in the same one and can''t come later (ops.record_findings).';
COMMENT ON COLUMN registry.inspection.content_digest IS 'SHA-256 of what was sent; the same inspection sent twice is recognised by it.';

CREATE FUNCTION registry.visit_in_words(pack text, visit registry.inspection) RETURNS text
    LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, pg_temp
    RETURN format(': %s of %s, %s, by %s', (visit).reference, to_char((visit).local_day, 'YYYY-MM-DD'),
        replace((visit).kind, '_', ' '), pack);
COMMENT ON FUNCTION registry.visit_in_words IS
    'What tells one recommendation of a case from another: its inspection, when and of which kind that was, and the pack.';

CREATE FUNCTION ops.prepare_inspection() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    other text;
    zone text;
BEGIN
    SELECT j.time_zone INTO zone FROM registry.jurisdiction AS j WHERE j.id = NEW.jurisdiction_id;
    NEW.local_day := (NEW.started_at AT TIME ZONE zone)::date;
    IF NEW.started_at > clock_timestamp() + interval '5 minutes' OR NEW.ended_at > clock_timestamp() + interval '5 minutes' THEN
        RAISE EXCEPTION USING ERRCODE = 'RG007', CONSTRAINT = 'inspection_is_not_in_the_future',
            MESSAGE = format('The inspection would be at %s; it is %s now.',
                to_char(greatest(NEW.started_at, NEW.ended_at) AT TIME ZONE zone, 'YYYY-MM-DD HH24:MI'),
                to_char(clock_timestamp() AT TIME ZONE zone, 'YYYY-MM-DD HH24:MI')),
            HINT = 'Log it when it has taken place, or correct the time.';
    END IF;
    IF NEW.local_day < ((clock_timestamp() AT TIME ZONE zone)::date - interval '10 years')::date THEN
        RAISE EXCEPTION USING ERRCODE = 'RG007', CONSTRAINT = 'inspection_is_of_the_last_ten_years',
            MESSAGE = format('The inspection would be of %s, more than 10 years ago.', NEW.local_day),
            HINT = 'Correct the time.';
    END IF;
    -- Who had the role and has left was there all the same.
    IF NEW.second_inspector_id IS NOT NULL THEN
        IF NOT EXISTS (SELECT FROM registry.role_grant AS g WHERE g.jurisdiction_id = NEW.jurisdiction_id
            AND g.person_id = NEW.second_inspector_id AND g.role IN ('inspector', 'officer')) THEN
            SELECT p.name INTO other FROM registry.person AS p
                WHERE p.jurisdiction_id = NEW.jurisdiction_id AND p.id = NEW.second_inspector_id;
            IF FOUND THEN -- Of nobody the foreign key says it.
                RAISE EXCEPTION USING ERRCODE = 'RG007', CONSTRAINT = 'second_inspector_inspects',
                    MESSAGE = format('%s never had the role inspector or officer, so is no second inspector.', other),
                    HINT = 'Name who was there as inspector, or leave it out.';
            END IF;
        END IF;
    END IF;
    RETURN NEW;
END $$;

CREATE TABLE registry.finding (
    jurisdiction_id integer NOT NULL,
    outlet_id bigint NOT NULL,
    inspection_id uuid NOT NULL,
    criterion text NOT NULL,
    result text NOT NULL CONSTRAINT finding_result_is_known CHECK (result IN ('pass', 'fail', 'not_checked', 'not_applicable')),
    measured_value numeric CONSTRAINT measured_value_is_not_negative CHECK (measured_value >= 0)
        -- NaN is greater than every number.
        CONSTRAINT measured_value_is_finite CHECK (measured_value < 'Infinity'),
    measured_unit text,
    note text,
    conduct text[] CONSTRAINT conduct_is_of_a_failed_finding
        CHECK (conduct IS NULL
            OR (result = 'fail' AND cardinality(conduct) > 0 AND array_position(conduct, NULL) IS NULL)),
    CONSTRAINT one_finding_per_criterion PRIMARY KEY (jurisdiction_id, outlet_id, inspection_id, criterion),
    CONSTRAINT measured_value_has_a_unit CHECK ((measured_value IS NULL) = (measured_unit IS NULL))
);
COMMENT ON TABLE registry.finding IS
    'What was found for one criterion in one inspection; not_checked is never compliance. Append-only. That its inspection '
    'is there, had access and was logged in the same transaction is checked once per statement by ops.record_findings: a '
    'foreign key would do it once per finding, and neither row can ever change or go.';
COMMENT ON COLUMN registry.finding.conduct IS
    'Conduct that was established with it, by the names that the policy packs give it; NULL where none was stated.';

CREATE INDEX finding_of_inspection ON registry.finding USING hash (inspection_id);

CREATE TABLE registry.correction (
    jurisdiction_id integer NOT NULL,
    id bigint GENERATED ALWAYS AS IDENTITY,
    inspection_id uuid NOT NULL,
    criterion text NOT NULL,
    result text NOT NULL CONSTRAINT finding_result_is_known CHECK (result IN ('pass', 'fail', 'not_checked', 'not_applicable')),
    measured_value numeric CONSTRAINT measured_value_is_not_negative CHECK (measured_value >= 0)
        -- NaN is greater than every number.
        CONSTRAINT measured_value_is_finite CHECK (measured_value < 'Infinity'),
    measured_unit text,
    note text,
    conduct text[] CONSTRAINT conduct_is_of_a_failed_finding
        CHECK (conduct IS NULL
            OR (result = 'fail' AND cardinality(conduct) > 0 AND array_position(conduct, NULL) IS NULL)),
    reason text NOT NULL CONSTRAINT correction_has_a_reason CHECK (length(btrim(reason)) >= 10),
    recorded_by bigint NOT NULL,
    recorded_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT correction_key PRIMARY KEY (jurisdiction_id, id),
    CONSTRAINT measured_value_has_a_unit CHECK ((measured_value IS NULL) = (measured_unit IS NULL)),
    CONSTRAINT correction_belongs_to_an_inspection FOREIGN KEY (jurisdiction_id, inspection_id)
        REFERENCES registry.inspection (jurisdiction_id, id),
    CONSTRAINT recorded_by_a_person FOREIGN KEY (jurisdiction_id, recorded_by)
        REFERENCES registry.person (jurisdiction_id, id)
);
CREATE INDEX correction_of_inspection ON registry.correction (jurisdiction_id, inspection_id, criterion, id DESC);
COMMENT ON TABLE registry.correction IS
    'An appended correction of one finding, with its reason; the latest one for a criterion is what holds. Append-only.';
COMMENT ON COLUMN registry.correction.conduct IS 'As registry.finding.conduct; what the finding had holds no more.';

CREATE TABLE registry.voiding (
    jurisdiction_id integer NOT NULL,
    id bigint GENERATED ALWAYS AS IDENTITY,
    outlet_id bigint NOT NULL,
    inspection_id uuid NOT NULL,
    duplicate_of uuid CONSTRAINT inspection_is_no_duplicate_of_itself CHECK (duplicate_of <> inspection_id),
    reason text NOT NULL CONSTRAINT voiding_needs_reasons CHECK (length(btrim(reason)) >= 10),
    recorded_by bigint NOT NULL,
    recorded_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT voiding_key PRIMARY KEY (jurisdiction_id, id),
    CONSTRAINT inspection_is_voided_once UNIQUE (jurisdiction_id, inspection_id),
    CONSTRAINT voiding_is_of_an_inspection FOREIGN KEY (jurisdiction_id, outlet_id, inspection_id)
        REFERENCES registry.inspection (jurisdiction_id, outlet_id, id),
    CONSTRAINT duplicate_is_of_an_inspection_at_the_same_outlet FOREIGN KEY (jurisdiction_id, outlet_id, duplicate_of)
        REFERENCES registry.inspection (jurisdiction_id, outlet_id, id),
    CONSTRAINT recorded_by_a_person FOREIGN KEY (jurisdiction_id, recorded_by)
        REFERENCES registry.person (jurisdiction_id, id)
);
COMMENT ON TABLE registry.voiding IS
    'An inspection that does not hold as a whole, such as one that was typed twice, with the reason; by somebody who was not '
    'one of its inspectors. What was found stays readable and counts nowhere. Append-only.';
COMMENT ON COLUMN registry.voiding.duplicate_of IS 'The inspection that holds, when the same visit was stored twice.';

CREATE TABLE registry.violation (
    jurisdiction_id integer NOT NULL,
    id bigint GENERATED ALWAYS AS IDENTITY,
    outlet_id bigint NOT NULL,
    inspection_id uuid NOT NULL,
    criterion text NOT NULL,
    day date NOT NULL,
    established_on date,
    action_id bigint,
    status text NOT NULL,
    version integer NOT NULL DEFAULT 1,
    act text NOT NULL,
    effective_on date,
    reason text,
    changed_by bigint NOT NULL,
    changed_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT violation_key PRIMARY KEY (jurisdiction_id, id),
    CONSTRAINT established_violation_rests_on_an_action CHECK (
        status <> 'established' OR (established_on IS NOT NULL AND action_id IS NOT NULL)),
    CONSTRAINT setting_aside_has_a_reason CHECK (status <> 'set_aside' OR btrim(reason) <> ''),
    CONSTRAINT violation_follows_an_inspection FOREIGN KEY (jurisdiction_id, outlet_id, inspection_id)
        REFERENCES registry.inspection (jurisdiction_id, outlet_id, id),
    CONSTRAINT changed_by_a_person FOREIGN KEY (jurisdiction_id, changed_by)
        REFERENCES registry.person (jurisdiction_id, id)
);
CREATE UNIQUE INDEX one_standing_violation_per_finding ON registry.violation (jurisdiction_id, outlet_id, inspection_id, criterion)
    WHERE status <> 'set_aside';
CREATE INDEX violation_of_outlet ON registry.violation USING hash (outlet_id) WITH (fillfactor = 10);
CREATE INDEX violation_of_inspection ON registry.violation USING hash (inspection_id) WITH (fillfactor = 10);
COMMENT ON TABLE registry.violation IS
    'A failed finding: alleged at first, established when the action that rests on it is issued, or set aside.';
COMMENT ON COLUMN registry.violation.day IS 'Local calendar day on which it was found.';

CREATE FUNCTION ops.require_inspection_holds(jurisdiction integer, inspection uuid) RETURNS void
    LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE voided text;
BEGIN
    SELECT i.reference INTO voided FROM registry.voiding AS w
        JOIN registry.inspection AS i ON i.jurisdiction_id = w.jurisdiction_id AND i.id = w.inspection_id
        WHERE w.jurisdiction_id = jurisdiction AND w.inspection_id = inspection;
    IF voided IS NOT NULL THEN
        RAISE EXCEPTION USING ERRCODE = 'RG002', CONSTRAINT = 'inspection_holds',
            MESSAGE = format('Inspection %s is voided, so nothing more follows from it.', voided),
            HINT = 'Look at the inspection; it says who voided it and why.';
    END IF;
END $$;
COMMENT ON FUNCTION ops.require_inspection_holds IS
    'The inspection is not voided: asked when a finding is corrected, a gate is answered, the rules are asked again, a '
    'decision is taken and an action is drafted.';

CREATE FUNCTION ops.guard_correction() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF NOT EXISTS (SELECT FROM registry.inspection AS i
        WHERE i.jurisdiction_id = NEW.jurisdiction_id AND i.id = NEW.inspection_id AND i.access) THEN
        RAISE EXCEPTION USING ERRCODE = 'RG007', CONSTRAINT = 'correction_needs_access',
            MESSAGE = 'The inspection had no access, so there is no finding to correct.';
    END IF;
    IF NOT EXISTS (SELECT FROM registry.finding AS f
        WHERE f.jurisdiction_id = NEW.jurisdiction_id AND f.inspection_id = NEW.inspection_id AND f.criterion = NEW.criterion) THEN
        RAISE EXCEPTION USING ERRCODE = 'RG007', CONSTRAINT = 'correction_is_of_a_finding',
            MESSAGE = format('The inspection has no finding for criterion %s to correct.', NEW.criterion);
    END IF;
    PERFORM ops.require_inspection_holds(NEW.jurisdiction_id, NEW.inspection_id);
    RETURN NEW;
END $$;

CREATE FUNCTION ops.check_allegations() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET enable_seqscan = off AS $$
BEGIN
    IF EXISTS (
        SELECT FROM changed AS v
        JOIN registry.inspection AS i
            ON i.jurisdiction_id = v.jurisdiction_id AND i.outlet_id = v.outlet_id AND i.id = v.inspection_id
        LEFT JOIN registry.finding AS f ON f.jurisdiction_id = v.jurisdiction_id AND f.outlet_id = v.outlet_id
            AND f.inspection_id = v.inspection_id AND f.criterion = v.criterion
        WHERE v.day <> i.local_day OR coalesce(
            (SELECT c.result FROM registry.correction AS c
             WHERE c.jurisdiction_id = v.jurisdiction_id AND c.inspection_id = v.inspection_id AND c.criterion = v.criterion
             ORDER BY c.id DESC LIMIT 1), f.result) IS DISTINCT FROM 'fail'
            OR EXISTS (SELECT FROM registry.voiding AS w
                WHERE w.jurisdiction_id = v.jurisdiction_id AND w.inspection_id = v.inspection_id)) THEN
        RAISE EXCEPTION USING ERRCODE = 'RG007', CONSTRAINT = 'violation_is_a_failed_finding',
            MESSAGE = 'A violation is a failed finding of its inspection, on the day of that inspection, which is not voided.';
    END IF;
    RETURN NULL;
END $$;
COMMENT ON FUNCTION ops.check_allegations IS
    'AFTER INSERT per statement: the findings of the same statement are there by then. It reads by indexes also while the '
    'tables are small: a sequential scan locks the whole table against every other serializable transaction.';

INSERT INTO ops.legal_act (object, act, from_status, to_status, roles) VALUES
    ('violation', 'allege', 'new', 'alleged', '{inspector,officer}'),
    -- What fell with a revoked action, when the rules are asked again while the finding still fails.
    ('violation', 'allege', 'set_aside', 'alleged', '{officer}'),
    ('violation', 'establish', 'alleged', 'established', '{reviewer}'),
    -- On another action of the same decision, when the one is revoked.
    ('violation', 'establish', 'established', 'established', '{reviewer}'),
    -- What was alleged anew after a revocation, when it is decided that nothing follows.
    ('violation', 'let_go', 'alleged', 'set_aside', '{officer}'),
    ('violation', 'set_aside', 'alleged', 'set_aside', '{inspector,officer,reviewer}'),
    ('violation', 'set_aside', 'established', 'set_aside', '{reviewer}');
