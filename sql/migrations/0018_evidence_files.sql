-- Evidence files: photos and documents that belong to an inspection, a nuisance report or a case. The bytes lie in a folder
-- outside the database, each under its SHA-256; here stands which there are, to what they belong, and who has looked.

-- 1. What is taken ----------------------------------------------------------------------------------------------------

CREATE TABLE ops.evidence_limit (
    media_type text NOT NULL,
    bytes bigint NOT NULL CONSTRAINT evidence_limit_allows_something CHECK (bytes BETWEEN 1 AND 1073741824),
    CONSTRAINT one_limit_per_media_type PRIMARY KEY (media_type)
);
COMMENT ON TABLE ops.evidence_limit IS
    'Which types of evidence files are taken, and how large one may be. The service knows the types by their content and takes those '
    'listed here alone. Changed by who runs the server (as registry_owner), and read by each upload.';
INSERT INTO ops.evidence_limit (media_type, bytes) VALUES
    ('image/jpeg', 33554432), ('image/png', 33554432), ('image/heic', 33554432), ('image/webp', 33554432),
    ('application/pdf', 67108864), ('video/mp4', 268435456), ('text/plain', 1048576);
GRANT SELECT ON ops.evidence_limit TO registry_service;

-- 2. The files --------------------------------------------------------------------------------------------------------

CREATE TABLE registry.evidence (
    jurisdiction_id integer NOT NULL REFERENCES registry.jurisdiction (id),
    id bigint GENERATED ALWAYS AS IDENTITY,
    sha256 bytea NOT NULL CONSTRAINT evidence_digest_is_sha256 CHECK (octet_length(sha256) = 32),
    bytes bigint NOT NULL CONSTRAINT evidence_is_not_empty CHECK (bytes > 0),
    media_type text NOT NULL,
    received_by bigint NOT NULL,
    received_at timestamptz NOT NULL DEFAULT now(),
    status text NOT NULL DEFAULT 'kept',
    version integer NOT NULL DEFAULT 1,
    act text NOT NULL DEFAULT 'receive',
    effective_on date,
    reason text,
    changed_by bigint NOT NULL,
    changed_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT evidence_key PRIMARY KEY (jurisdiction_id, id),
    CONSTRAINT received_by_a_person FOREIGN KEY (jurisdiction_id, received_by)
        REFERENCES registry.person (jurisdiction_id, id),
    CONSTRAINT changed_by_a_person FOREIGN KEY (jurisdiction_id, changed_by)
        REFERENCES registry.person (jurisdiction_id, id)
);
CREATE UNIQUE INDEX evidence_is_kept_once ON registry.evidence (jurisdiction_id, sha256) WHERE status = 'kept';
CREATE INDEX evidence_of_digest ON registry.evidence (jurisdiction_id, sha256, id DESC);
COMMENT ON TABLE registry.evidence IS
    'The evidence files of an authority, each known by the SHA-256 of its bytes, which lie outside the database. The same bytes in two '
    'authorities are two files. Destroying one is an act like any other; its row stays, and its hash with it.';
COMMENT ON COLUMN registry.evidence.media_type IS 'By its content, as the service found it; never by a name.';

CREATE TABLE registry.evidence_attachment (
    jurisdiction_id integer NOT NULL,
    id bigint GENERATED ALWAYS AS IDENTITY,
    evidence_id bigint NOT NULL,
    inspection_id uuid,
    report_id uuid,
    case_id bigint,
    description text CONSTRAINT attachment_is_described_in_500_characters
        CHECK (btrim(description) <> '' AND length(description) <= 500),
    attached_by bigint NOT NULL,
    attached_at timestamptz NOT NULL DEFAULT now(),
    status text NOT NULL DEFAULT 'attached',
    version integer NOT NULL DEFAULT 1,
    act text NOT NULL DEFAULT 'attach',
    effective_on date,
    reason text,
    changed_by bigint NOT NULL,
    changed_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT evidence_attachment_key PRIMARY KEY (jurisdiction_id, id),
    CONSTRAINT evidence_belongs_to_one_record CHECK (num_nonnulls(inspection_id, report_id, case_id) = 1),
    CONSTRAINT detaching_has_a_reason CHECK (status <> 'detached' OR length(btrim(reason)) >= 10),
    CONSTRAINT attachment_is_of_a_file FOREIGN KEY (jurisdiction_id, evidence_id)
        REFERENCES registry.evidence (jurisdiction_id, id),
    CONSTRAINT attachment_is_to_an_inspection FOREIGN KEY (jurisdiction_id, inspection_id)
        REFERENCES registry.inspection (jurisdiction_id, id),
    CONSTRAINT attachment_is_to_a_report FOREIGN KEY (jurisdiction_id, report_id)
        REFERENCES registry.nuisance_report (jurisdiction_id, id),
    CONSTRAINT attachment_is_to_a_case FOREIGN KEY (jurisdiction_id, case_id)
        REFERENCES registry.case_file (jurisdiction_id, id),
    CONSTRAINT attached_by_a_person FOREIGN KEY (jurisdiction_id, attached_by)
        REFERENCES registry.person (jurisdiction_id, id),
    CONSTRAINT changed_by_a_person FOREIGN KEY (jurisdiction_id, changed_by)
        REFERENCES registry.person (jurisdiction_id, id)
);
CREATE UNIQUE INDEX evidence_is_attached_once ON registry.evidence_attachment (jurisdiction_id, evidence_id,
    coalesce(inspection_id::text, report_id::text, case_id::text)) WHERE status = 'attached';
CREATE INDEX attachment_of_file ON registry.evidence_attachment (jurisdiction_id, evidence_id);
CREATE INDEX attachment_of_inspection ON registry.evidence_attachment (jurisdiction_id, inspection_id) WHERE inspection_id IS NOT NULL;
CREATE INDEX attachment_of_report ON registry.evidence_attachment (jurisdiction_id, report_id) WHERE report_id IS NOT NULL;
CREATE INDEX attachment_of_case ON registry.evidence_attachment (jurisdiction_id, case_id) WHERE case_id IS NOT NULL;
COMMENT ON TABLE registry.evidence_attachment IS
    'To which inspection, nuisance report or case a file belongs. Detaching is a mark with a reason: the file is not among the '
    'record''s any more, and is kept as long as if it were.';

CREATE TABLE registry.evidence_redaction (
    jurisdiction_id integer NOT NULL,
    id bigint GENERATED ALWAYS AS IDENTITY,
    original_id bigint NOT NULL,
    copy_id bigint NOT NULL CONSTRAINT copy_is_another_file CHECK (copy_id <> original_id),
    recorded_by bigint NOT NULL,
    recorded_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT evidence_redaction_key PRIMARY KEY (jurisdiction_id, id),
    CONSTRAINT file_is_the_copy_of_one_original UNIQUE (jurisdiction_id, copy_id),
    CONSTRAINT copy_has_an_original FOREIGN KEY (jurisdiction_id, original_id)
        REFERENCES registry.evidence (jurisdiction_id, id),
    CONSTRAINT copy_is_a_file FOREIGN KEY (jurisdiction_id, copy_id)
        REFERENCES registry.evidence (jurisdiction_id, id),
    CONSTRAINT recorded_by_a_person FOREIGN KEY (jurisdiction_id, recorded_by)
        REFERENCES registry.person (jurisdiction_id, id)
);
CREATE INDEX copy_of_original ON registry.evidence_redaction (jurisdiction_id, original_id, id DESC);
COMMENT ON TABLE registry.evidence_redaction IS
    'That one file is the redacted copy of another one: without the people in the picture. The newest copy is what colleagues get; '
    'an earlier one may show too much and is read like the original. Append-only.';

CREATE TABLE registry.evidence_view (
    jurisdiction_id integer NOT NULL,
    id bigint GENERATED ALWAYS AS IDENTITY,
    evidence_id bigint NOT NULL,
    purpose text NOT NULL CONSTRAINT view_has_a_purpose CHECK (length(btrim(purpose)) BETWEEN 10 AND 500),
    recorded_by bigint NOT NULL,
    recorded_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT evidence_view_key PRIMARY KEY (jurisdiction_id, id),
    CONSTRAINT view_is_of_a_file FOREIGN KEY (jurisdiction_id, evidence_id)
        REFERENCES registry.evidence (jurisdiction_id, id),
    CONSTRAINT recorded_by_a_person FOREIGN KEY (jurisdiction_id, recorded_by)
        REFERENCES registry.person (jurisdiction_id, id)
);
CREATE INDEX view_of_file ON registry.evidence_view (jurisdiction_id, evidence_id, id DESC);
COMMENT ON TABLE registry.evidence_view IS
    'Each time that an original was handed out: to whom, when and for what, recorded before its first byte. Append-only.';

-- 3. How long ---------------------------------------------------------------------------------------------------------

CREATE TABLE registry.evidence_retention (
    jurisdiction_id integer NOT NULL REFERENCES registry.jurisdiction (id),
    id bigint GENERATED ALWAYS AS IDENTITY,
    outcome text NOT NULL CONSTRAINT evidence_outcome_is_known
        CHECK (outcome IN ('in_open_case', 'case_closed', 'open', 'closed', 'no_case', 'unattached')),
    months integer NOT NULL CONSTRAINT evidence_is_kept_for_months CHECK (months BETWEEN 1 AND 600),
    reason text NOT NULL CONSTRAINT evidence_retention_has_a_reason CHECK (length(btrim(reason)) >= 10),
    recorded_by bigint NOT NULL,
    recorded_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT evidence_retention_key PRIMARY KEY (jurisdiction_id, id),
    CONSTRAINT recorded_by_a_person FOREIGN KEY (jurisdiction_id, recorded_by)
        REFERENCES registry.person (jurisdiction_id, id)
);
COMMENT ON TABLE registry.evidence_retention IS
    'For how many months the authority keeps evidence files after what became of their record; the newest counts. Where there is none, '
    'the default of ops.evidence_months holds, which is this program''s own and no law. Append-only.';
COMMENT ON COLUMN registry.evidence_retention.outcome IS
    'in_open_case: never ends while a case is open. case_closed: since the last case was closed. open and closed: a nuisance report '
    'in no case. no_case: an inspection from which no case came. unattached: belongs to nothing yet.';

CREATE TABLE registry.evidence_hold (
    jurisdiction_id integer NOT NULL,
    id bigint GENERATED ALWAYS AS IDENTITY,
    evidence_id bigint NOT NULL,
    status text NOT NULL,
    version integer NOT NULL DEFAULT 1,
    act text NOT NULL,
    effective_on date,
    reason text CONSTRAINT evidence_hold_has_a_reason CHECK (length(btrim(reason)) >= 10),
    changed_by bigint NOT NULL,
    changed_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT evidence_hold_key PRIMARY KEY (jurisdiction_id, id),
    CONSTRAINT hold_is_on_a_file FOREIGN KEY (jurisdiction_id, evidence_id)
        REFERENCES registry.evidence (jurisdiction_id, id),
    CONSTRAINT changed_by_a_person FOREIGN KEY (jurisdiction_id, changed_by)
        REFERENCES registry.person (jurisdiction_id, id)
);
CREATE UNIQUE INDEX evidence_is_held_once ON registry.evidence_hold (jurisdiction_id, evidence_id) WHERE status = 'held';
COMMENT ON TABLE registry.evidence_hold IS 'That a file is kept beyond its time, an objection or a court needing it.';

CREATE FUNCTION ops.evidence_months(jurisdiction integer, of_outcome text) RETURNS integer
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
    RETURN coalesce((SELECT r.months FROM registry.evidence_retention AS r
            WHERE r.jurisdiction_id = jurisdiction AND r.outcome = of_outcome AND jurisdiction = ops.context_jurisdiction()
            ORDER BY r.id DESC LIMIT 1),
        CASE of_outcome WHEN 'in_open_case' THEN 12 WHEN 'case_closed' THEN 60 WHEN 'open' THEN 24 WHEN 'closed' THEN 12
            WHEN 'no_case' THEN 24 ELSE 1 END);
COMMENT ON FUNCTION ops.evidence_months IS
    'Months for which evidence files are kept after what became of their record: what the authority set, else a default of this '
    'program''s own (in_open_case 12, case_closed 60, open 24, closed 12, no_case 24, unattached 1). No source gives these numbers.';

CREATE FUNCTION ops.local_day(jurisdiction integer) RETURNS date
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
    RETURN (SELECT (clock_timestamp() AT TIME ZONE j.time_zone)::date FROM registry.jurisdiction AS j WHERE j.id = jurisdiction);
COMMENT ON FUNCTION ops.local_day IS 'Today where the authority is.';

CREATE FUNCTION ops.evidence_end(jurisdiction integer, of_file bigint, OUT outcome text, OUT since date, OUT ends_on date)
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    WITH original AS (
        SELECT e.id, e.received_at, j.time_zone FROM registry.evidence AS e
        JOIN registry.jurisdiction AS j ON j.id = e.jurisdiction_id
        WHERE e.jurisdiction_id = jurisdiction AND jurisdiction = ops.staff_jurisdiction()
            AND e.id = coalesce((SELECT r.original_id FROM registry.evidence_redaction AS r
                WHERE r.jurisdiction_id = jurisdiction AND r.copy_id = of_file), of_file)
    ), belongs AS (
        SELECT o.time_zone, a.case_id, a.report_id, a.inspection_id FROM original AS o
        JOIN registry.evidence_attachment AS a ON a.jurisdiction_id = jurisdiction AND a.evidence_id = o.id
    ), files AS (
        SELECT b.inspection_id, b.time_zone, c.status, c.changed_at FROM belongs AS b
        JOIN registry.case_file AS c ON c.jurisdiction_id = jurisdiction AND c.id = b.case_id
        UNION ALL
        SELECT b.inspection_id, b.time_zone, c.status, c.changed_at FROM belongs AS b
        JOIN registry.recommendation AS r ON r.jurisdiction_id = jurisdiction AND r.inspection_id = b.inspection_id
        JOIN registry.case_file AS c ON c.jurisdiction_id = jurisdiction AND c.id = r.case_id
    ), became AS (
        SELECT CASE f.status WHEN 'open' THEN 'in_open_case' ELSE 'case_closed' END AS outcome,
            (CASE f.status WHEN 'open' THEN clock_timestamp() ELSE f.changed_at END AT TIME ZONE f.time_zone)::date AS since
        FROM files AS f
        UNION ALL
        SELECT n.outcome, n.since FROM belongs AS b CROSS JOIN LATERAL ops.contact_outcome(jurisdiction, b.report_id) AS n
        WHERE b.report_id IS NOT NULL
        UNION ALL
        SELECT 'no_case', (i.recorded_at AT TIME ZONE b.time_zone)::date FROM belongs AS b
        JOIN registry.inspection AS i ON i.jurisdiction_id = jurisdiction AND i.id = b.inspection_id
        WHERE NOT EXISTS (SELECT FROM files AS f WHERE f.inspection_id = b.inspection_id)
        UNION ALL
        SELECT 'unattached', (o.received_at AT TIME ZONE o.time_zone)::date FROM original AS o
        WHERE NOT EXISTS (SELECT FROM belongs)
    )
    SELECT b.outcome, b.since, (b.since + make_interval(months => ops.evidence_months(jurisdiction, b.outcome)))::date
    FROM became AS b WHERE b.outcome IS NOT NULL ORDER BY 3 DESC, 1 LIMIT 1
$$;
COMMENT ON FUNCTION ops.evidence_end IS
    'What became of the record to which a file belongs and since when, and the first day on which the file is not kept for it any more. '
    'Of several records the last one counts, also one from which the file was detached: nobody shortens its time so. A copy ends '
    'with its original. Nothing for who only brings reports in.';

-- 4. Guards -----------------------------------------------------------------------------------------------------------

CREATE FUNCTION ops.outlets_of_evidence(jurisdiction integer, of_inspection uuid, of_report uuid, of_case bigint)
    RETURNS SETOF bigint
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT i.outlet_id FROM registry.inspection AS i WHERE i.jurisdiction_id = jurisdiction AND i.id = of_inspection
    UNION SELECT c.outlet_id FROM registry.case_file AS c WHERE c.jurisdiction_id = jurisdiction AND c.id = of_case
    UNION SELECT a.outlet_id FROM registry.attribution AS a WHERE a.jurisdiction_id = jurisdiction AND a.report_id = of_report
$$;
COMMENT ON FUNCTION ops.outlets_of_evidence IS
    'The outlets that a file is about by one record: of a nuisance report those for which it is claimed. For guards only.';

CREATE FUNCTION ops.require_no_conflict(jurisdiction integer, premises bigint[]) RETURNS void
    LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE barred record;
BEGIN
    SELECT b.id, b.starts_on, o.reference INTO barred FROM registry.conflict_of_interest AS b
        JOIN registry.outlet AS o ON o.jurisdiction_id = b.jurisdiction_id AND o.id = b.outlet_id
        WHERE b.jurisdiction_id = jurisdiction AND b.person_id = ops.context_person() AND b.outlet_id = ANY (premises)
            AND b.status = 'standing' AND b.starts_on <= ops.local_day(jurisdiction)
        ORDER BY b.id LIMIT 1;
    IF FOUND THEN
        RAISE EXCEPTION USING ERRCODE = 'RG003', CONSTRAINT = 'barred_by_a_conflict_of_interest',
            MESSAGE = format('You are barred from outlet %s from %s on, so this was not done (conflict of interest %s).',
                barred.reference, barred.starts_on, barred.id),
            HINT = 'Ask a colleague to do it. When the conflict is over, somebody else than you ends it.';
    END IF;
END $$;
COMMENT ON FUNCTION ops.require_no_conflict IS
    'Refuses an act about some outlets to whoever is barred from one of them. For guards only.';

CREATE FUNCTION ops.require_kept_evidence(jurisdiction integer, file bigint) RETURNS void
    LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE found registry.evidence;
BEGIN
    SELECT e.* INTO found FROM registry.evidence AS e WHERE e.jurisdiction_id = jurisdiction AND e.id = file;
    IF found.status = 'destroyed' THEN
        RAISE EXCEPTION USING ERRCODE = 'RG002', CONSTRAINT = 'destroyed_evidence_stays_so',
            MESSAGE = format('The file %s is destroyed, since %s.', left(encode(found.sha256, 'hex'), 12),
                to_char(found.changed_at, 'YYYY-MM-DD')),
            HINT = 'Send the file again, if somebody has it.';
    END IF;
END $$;
COMMENT ON FUNCTION ops.require_kept_evidence IS 'Refuses what is done with a file that is destroyed. For guards only.';

CREATE FUNCTION ops.guard_evidence() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    most bigint;
    kept record;
BEGIN
    IF TG_OP = 'INSERT' THEN
        NEW.received_by := NEW.changed_by;
        NEW.received_at := NEW.changed_at;
        SELECT l.bytes INTO most FROM ops.evidence_limit AS l WHERE l.media_type = NEW.media_type;
        IF most IS NULL THEN
            RAISE EXCEPTION USING ERRCODE = 'RG007', CONSTRAINT = 'evidence_is_of_a_known_type',
                MESSAGE = format('A file of the type %s is not taken.', NEW.media_type),
                HINT = 'Send a photo (JPEG, PNG, HEIC, WebP), a PDF, a video (MP4) or a plain text.';
        END IF;
        IF NEW.bytes > most THEN
            RAISE EXCEPTION USING ERRCODE = 'RG007', CONSTRAINT = 'evidence_is_not_too_large',
                MESSAGE = format('The file has %s bytes; of the type %s one may have %s.', NEW.bytes, NEW.media_type, most),
                HINT = 'Make it smaller and keep the original where it is.';
        END IF;
        RETURN NEW;
    END IF;
    IF EXISTS (SELECT FROM registry.evidence_redaction AS r JOIN registry.evidence AS o
            ON o.jurisdiction_id = r.jurisdiction_id AND o.id = r.original_id
        WHERE r.jurisdiction_id = NEW.jurisdiction_id AND r.copy_id = NEW.id AND o.status = 'kept' AND pg_trigger_depth() < 2) THEN
        RAISE EXCEPTION USING ERRCODE = 'RG002', CONSTRAINT = 'copy_ends_with_its_original',
            MESSAGE = format('The file %s was not destroyed: it is a redacted copy, and its original is kept.',
                left(encode(NEW.sha256, 'hex'), 12)),
            HINT = 'It ends with its original.';
    END IF;
    -- What is attached or held meanwhile is seen: both take the row of the file first.
    IF EXISTS (SELECT FROM registry.evidence_hold AS h WHERE h.jurisdiction_id = NEW.jurisdiction_id AND h.status = 'held'
        AND h.evidence_id IN (SELECT NEW.id UNION ALL SELECT r.copy_id FROM registry.evidence_redaction AS r
            WHERE r.jurisdiction_id = NEW.jurisdiction_id AND r.original_id = NEW.id)) THEN
        RAISE EXCEPTION USING ERRCODE = 'RG002', CONSTRAINT = 'held_evidence_is_not_destroyed',
            MESSAGE = format('The file %s was not destroyed: it, or a copy of it, is held.', left(encode(NEW.sha256, 'hex'), 12)),
            HINT = 'Lift the hold first, with a reason.';
    END IF;
    SELECT * INTO kept FROM ops.evidence_end(NEW.jurisdiction_id, NEW.id);
    IF kept.ends_on IS NULL OR kept.ends_on > ops.local_day(NEW.jurisdiction_id) THEN
        RAISE EXCEPTION USING ERRCODE = 'RG002', CONSTRAINT = 'only_evidence_that_is_over_is_destroyed',
            MESSAGE = format('The file %s was not destroyed: it is kept until %s.', left(encode(NEW.sha256, 'hex'), 12),
                coalesce(kept.ends_on::text, 'somebody of the staff says so')),
            HINT = 'Run the retention again then.';
    END IF;
    UPDATE registry.evidence AS e SET status = 'destroyed', act = 'destroy', version = e.version + 1, reason = NEW.reason,
        effective_on = NULL, changed_by = NEW.changed_by
    FROM registry.evidence_redaction AS r
    WHERE r.jurisdiction_id = NEW.jurisdiction_id AND r.original_id = NEW.id AND e.jurisdiction_id = r.jurisdiction_id
        AND e.id = r.copy_id AND e.status = 'kept';
    RETURN NEW;
END $$;
COMMENT ON FUNCTION ops.guard_evidence IS
    'BEFORE INSERT OR UPDATE: a file of a type and size that is taken; destroyed only when its time is over and nothing holds it, '
    'and its redacted copies with it.';

CREATE FUNCTION ops.guard_evidence_attachment() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    self bigint := ops.context_person();
    roles text[] := ops.context_roles();
    visit registry.inspection;
BEGIN
    IF NEW.inspection_id IS NOT NULL THEN
        SELECT i.* INTO visit FROM registry.inspection AS i
            WHERE i.jurisdiction_id = NEW.jurisdiction_id AND i.id = NEW.inspection_id;
    END IF;
    -- One's own visit is stored whoever made it (0015), and so is what was photographed there.
    IF TG_OP = 'UPDATE' OR self IS DISTINCT FROM visit.inspector_id AND self IS DISTINCT FROM visit.second_inspector_id THEN
        PERFORM ops.require_no_conflict(NEW.jurisdiction_id,
            ARRAY(SELECT ops.outlets_of_evidence(NEW.jurisdiction_id, NEW.inspection_id, NEW.report_id, NEW.case_id)));
    END IF;
    IF TG_OP = 'UPDATE' THEN RETURN NEW; END IF;
    NEW.attached_by := NEW.changed_by;
    NEW.attached_at := NEW.changed_at;
    PERFORM FROM registry.evidence AS e WHERE e.jurisdiction_id = NEW.jurisdiction_id AND e.id = NEW.evidence_id FOR NO KEY UPDATE;
    PERFORM ops.require_kept_evidence(NEW.jurisdiction_id, NEW.evidence_id);
    IF EXISTS (SELECT FROM registry.evidence_redaction AS r
        WHERE r.jurisdiction_id = NEW.jurisdiction_id AND r.copy_id = NEW.evidence_id) THEN
        RAISE EXCEPTION USING ERRCODE = 'RG002', CONSTRAINT = 'copy_belongs_to_its_original',
            MESSAGE = 'The file is a redacted copy of another one, so it was not attached by itself.',
            HINT = 'Attach the original; its copy goes with it.';
    END IF;
    IF 'officer' = ANY (roles) THEN RETURN NEW; END IF;
    IF NEW.inspection_id IS NOT NULL AND self IN (visit.inspector_id, visit.second_inspector_id) THEN RETURN NEW; END IF;
    IF NEW.report_id IS NOT NULL AND EXISTS (SELECT FROM registry.nuisance_report AS n WHERE n.jurisdiction_id = NEW.jurisdiction_id
        AND n.id = NEW.report_id AND n.recorded_by = self) THEN RETURN NEW; END IF;
    RAISE EXCEPTION USING ERRCODE = 'RG003', CONSTRAINT = 'evidence_is_attached_to_ones_own',
        MESSAGE = 'The file was not attached: without the role officer one attaches files to one''s own inspections and to '
            'nuisance reports that one brought in.',
        HINT = 'Ask who was there, or an officer.';
END $$;
COMMENT ON FUNCTION ops.guard_evidence_attachment IS
    'BEFORE INSERT OR UPDATE: officers attach to anything, others to their own inspections and reports; nobody to an outlet from '
    'which a conflict of interest bars, but for one''s own visit; a copy is attached with its original.';

CREATE FUNCTION ops.guard_evidence_use() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    said jsonb := to_jsonb(NEW);
    file bigint := coalesce(said ->> 'original_id', said ->> 'evidence_id')::bigint;
    original bigint;
BEGIN
    PERFORM FROM registry.evidence AS e WHERE e.jurisdiction_id = NEW.jurisdiction_id AND e.id = file FOR NO KEY UPDATE;
    PERFORM ops.require_kept_evidence(NEW.jurisdiction_id, file);
    original := coalesce((SELECT r.original_id FROM registry.evidence_redaction AS r
        WHERE r.jurisdiction_id = NEW.jurisdiction_id AND r.copy_id = file), file);
    PERFORM ops.require_no_conflict(NEW.jurisdiction_id, ARRAY(SELECT o.* FROM registry.evidence_attachment AS a
        CROSS JOIN LATERAL ops.outlets_of_evidence(a.jurisdiction_id, a.inspection_id, a.report_id, a.case_id) AS o
        WHERE a.jurisdiction_id = NEW.jurisdiction_id AND a.evidence_id = original));
    IF TG_TABLE_NAME <> 'evidence_redaction' THEN RETURN NEW; END IF;
    PERFORM FROM registry.evidence AS e WHERE e.jurisdiction_id = NEW.jurisdiction_id AND e.id = NEW.copy_id FOR NO KEY UPDATE;
    PERFORM ops.require_kept_evidence(NEW.jurisdiction_id, NEW.copy_id);
    IF original <> file OR EXISTS (SELECT FROM registry.evidence_redaction AS r
        WHERE r.jurisdiction_id = NEW.jurisdiction_id AND r.original_id = NEW.copy_id) THEN
        RAISE EXCEPTION USING ERRCODE = 'RG002', CONSTRAINT = 'copy_is_of_an_original',
            MESSAGE = 'The copy was not recorded: a redacted copy is of an original, and has no copies itself.',
            HINT = 'Name the original; its newest copy counts.';
    END IF;
    -- Else who records one would take the purpose off an original that others sent, and end it with another file.
    -- An officer, too: what somebody else sent would be read as a copy, without a purpose and without a record.
    IF NOT EXISTS (SELECT FROM registry.evidence AS e
        WHERE e.jurisdiction_id = NEW.jurisdiction_id AND e.id = NEW.copy_id AND e.received_by = ops.context_person()) THEN
        RAISE EXCEPTION USING ERRCODE = 'RG003', CONSTRAINT = 'copy_is_ones_own',
            MESSAGE = 'The copy was not recorded: somebody else sent that file.',
            HINT = 'Save the redacted copy anew and send it yourself: the same bytes stay those of who sent them first.';
    END IF;
    IF EXISTS (SELECT FROM registry.evidence_attachment AS a
        WHERE a.jurisdiction_id = NEW.jurisdiction_id AND a.evidence_id = NEW.copy_id) THEN
        RAISE EXCEPTION USING ERRCODE = 'RG002', CONSTRAINT = 'attached_file_is_no_copy',
            MESSAGE = 'The copy was not recorded: the file is, or was, attached to a record itself, so it is an original.',
            HINT = 'Send the redacted copy as a file of its own.';
    END IF;
    RETURN NEW;
END $$;
COMMENT ON FUNCTION ops.guard_evidence_use IS
    'BEFORE INSERT: what is viewed, held or copied is kept, and about no outlet from which a conflict of interest bars; a copy is of '
    'an original and attached to nothing.';

REVOKE ALL ON FUNCTION ops.evidence_months(integer, text), ops.local_day(integer), ops.evidence_end(integer, bigint),
    ops.outlets_of_evidence(integer, uuid, uuid, bigint), ops.require_no_conflict(integer, bigint[]),
    ops.require_kept_evidence(integer, bigint), ops.guard_evidence(), ops.guard_evidence_attachment(), ops.guard_evidence_use()
    FROM PUBLIC;
GRANT EXECUTE ON FUNCTION ops.evidence_months(integer, text), ops.local_day(integer), ops.evidence_end(integer, bigint)
    TO registry_service;

-- 5. Triggers, legal acts, row security, grants -----------------------------------------------------------------------

DO $$
DECLARE name text; act text; roles text;
BEGIN
    FOREACH name IN ARRAY ARRAY['evidence', 'evidence_attachment', 'evidence_hold'] LOOP
        EXECUTE format('CREATE TRIGGER guard_1_act BEFORE INSERT OR UPDATE ON registry.%I '
                       'FOR EACH ROW EXECUTE FUNCTION ops.guard_act()', name);
        EXECUTE format('CREATE TRIGGER record_insert AFTER INSERT ON registry.%I REFERENCING NEW TABLE AS changed '
                       'FOR EACH STATEMENT EXECUTE FUNCTION ops.record_act()', name);
        EXECUTE format('CREATE TRIGGER record_update AFTER UPDATE ON registry.%I REFERENCING NEW TABLE AS changed '
                       'FOR EACH STATEMENT EXECUTE FUNCTION ops.record_act()', name);
        EXECUTE format('CREATE TRIGGER never_deleted BEFORE DELETE OR TRUNCATE ON registry.%I '
                       'FOR EACH STATEMENT EXECUTE FUNCTION ops.refuse_change()', name);
        EXECUTE format('ALTER TABLE registry.%I ENABLE ALWAYS TRIGGER never_deleted', name);
    END LOOP;
    FOR name, act, roles IN VALUES
        ('evidence_redaction', 'redact', 'inspector,officer'), ('evidence_view', 'view', 'inspector,officer,reviewer'),
        ('evidence_retention', 'set', 'policy,administrator') LOOP
        EXECUTE format('CREATE TRIGGER guard_1_fact BEFORE INSERT ON registry.%I '
                       'FOR EACH ROW EXECUTE FUNCTION ops.guard_fact(%L, %L)', name, act, roles);
        EXECUTE format('CREATE TRIGGER record_insert AFTER INSERT ON registry.%I REFERENCING NEW TABLE AS changed '
                       'FOR EACH STATEMENT EXECUTE FUNCTION ops.record_fact(%L)', name, act);
        EXECUTE format('CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON registry.%I '
                       'FOR EACH STATEMENT EXECUTE FUNCTION ops.refuse_change()', name);
        EXECUTE format('ALTER TABLE registry.%I ENABLE ALWAYS TRIGGER append_only', name);
    END LOOP;
END $$;
CREATE TRIGGER guard_2_evidence BEFORE INSERT OR UPDATE ON registry.evidence
    FOR EACH ROW EXECUTE FUNCTION ops.guard_evidence();
CREATE TRIGGER guard_2_evidence_attachment BEFORE INSERT OR UPDATE ON registry.evidence_attachment
    FOR EACH ROW EXECUTE FUNCTION ops.guard_evidence_attachment();
CREATE TRIGGER guard_2_evidence_use BEFORE INSERT ON registry.evidence_redaction
    FOR EACH ROW EXECUTE FUNCTION ops.guard_evidence_use();
CREATE TRIGGER guard_2_evidence_use BEFORE INSERT ON registry.evidence_view
    FOR EACH ROW EXECUTE FUNCTION ops.guard_evidence_use();
CREATE TRIGGER guard_2_evidence_use BEFORE INSERT OR UPDATE ON registry.evidence_hold
    FOR EACH ROW EXECUTE FUNCTION ops.guard_evidence_use();

INSERT INTO ops.legal_act (object, act, from_status, to_status, roles) VALUES
    ('evidence', 'receive', 'new', 'kept', '{intake,inspector,officer}'),
    ('evidence', 'destroy', 'kept', 'destroyed', '{administrator}'),
    ('evidence_attachment', 'attach', 'new', 'attached', '{intake,inspector,officer}'),
    ('evidence_attachment', 'detach', 'attached', 'detached', '{officer}'),
    ('evidence_hold', 'place', 'new', 'held', '{officer}'),
    ('evidence_hold', 'lift', 'held', 'lifted', '{officer}');

-- Who has the role intake alone sees the files that one brought in oneself.
DO $$
DECLARE name text; who text;
BEGIN
    FOR name, who IN VALUES ('evidence', 'received_by'), ('evidence_attachment', 'attached_by') LOOP
        EXECUTE format('ALTER TABLE registry.%I ENABLE ROW LEVEL SECURITY', name);
        EXECUTE format('CREATE POLICY own_jurisdiction ON registry.%I USING (jurisdiction_id = (SELECT ops.context_jurisdiction())) '
                       'WITH CHECK (jurisdiction_id = (SELECT ops.context_jurisdiction()))', name);
        EXECUTE format('CREATE POLICY own_files_of_intake ON registry.%I AS RESTRICTIVE FOR SELECT USING '
                       '((SELECT ops.staff_jurisdiction()) IS NOT NULL OR %I = (SELECT ops.context_person()))', name, who);
    END LOOP;
    FOREACH name IN ARRAY ARRAY['evidence_redaction', 'evidence_view', 'evidence_retention', 'evidence_hold'] LOOP
        EXECUTE format('ALTER TABLE registry.%I ENABLE ROW LEVEL SECURITY', name);
        EXECUTE format('CREATE POLICY own_jurisdiction ON registry.%I USING (jurisdiction_id = (SELECT ops.staff_jurisdiction())) '
                       'WITH CHECK (jurisdiction_id = (SELECT ops.staff_jurisdiction()))', name);
    END LOOP;
END $$;

GRANT SELECT ON registry.evidence, registry.evidence_attachment, registry.evidence_redaction, registry.evidence_view,
    registry.evidence_retention, registry.evidence_hold TO registry_service;
GRANT INSERT (jurisdiction_id, sha256, bytes, media_type, received_by, status, version, act, effective_on, reason, changed_by)
    ON registry.evidence TO registry_service;
GRANT INSERT (jurisdiction_id, evidence_id, inspection_id, report_id, case_id, description, attached_by, status, version, act,
    effective_on, reason, changed_by) ON registry.evidence_attachment TO registry_service;
GRANT INSERT (jurisdiction_id, original_id, copy_id, recorded_by) ON registry.evidence_redaction TO registry_service;
GRANT INSERT (jurisdiction_id, evidence_id, purpose, recorded_by) ON registry.evidence_view TO registry_service;
GRANT INSERT (jurisdiction_id, outcome, months, reason, recorded_by) ON registry.evidence_retention TO registry_service;
GRANT INSERT (jurisdiction_id, evidence_id, status, version, act, effective_on, reason, changed_by) ON registry.evidence_hold
    TO registry_service;
GRANT UPDATE (status, version, act, effective_on, reason, changed_by, changed_at) ON registry.evidence,
    registry.evidence_attachment, registry.evidence_hold TO registry_service;

-- A plan's estimate would show what people write to everybody (0015).
ALTER TABLE registry.evidence ALTER COLUMN reason SET STATISTICS 0;
ALTER TABLE registry.evidence_attachment ALTER COLUMN reason SET STATISTICS 0, ALTER COLUMN description SET STATISTICS 0;
ALTER TABLE registry.evidence_view ALTER COLUMN purpose SET STATISTICS 0;
ALTER TABLE registry.evidence_retention ALTER COLUMN reason SET STATISTICS 0;
ALTER TABLE registry.evidence_hold ALTER COLUMN reason SET STATISTICS 0;
