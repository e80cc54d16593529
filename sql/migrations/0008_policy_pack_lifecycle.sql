-- Policy packs get a life of their own: drafted, checked, proposed by one person, activated by another.
--
-- Until now a row of registry.policy_pack was an adoption by one person, append-only. From now on it is a version of a
-- pack with a status, like every other record. What was adopted before is converted below and goes on governing. An older
-- program still reads, logs and decides on this form; only its adopting is refused, since it names no act.
-- ALTER TABLE locks the table for as long as this takes: an authority has tens of rows in it, and the checks read those.

-- 1. The table ---------------------------------------------------------------------------------------------------

DROP TRIGGER append_only ON registry.policy_pack;
DROP TRIGGER guard_1_fact ON registry.policy_pack;
DROP TRIGGER record_insert ON registry.policy_pack;

ALTER TABLE registry.policy_pack
    ALTER COLUMN valid_from DROP NOT NULL,
    ADD COLUMN title text NOT NULL DEFAULT '',
    ADD COLUMN file_name text NOT NULL DEFAULT 'pack.yaml',
    ADD COLUMN begins_on date,
    ADD COLUMN bases jsonb NOT NULL DEFAULT '[]',
    ADD COLUMN base_sha256 text[] NOT NULL DEFAULT '{}',
    ADD COLUMN examples_text text,
    ADD COLUMN report jsonb,
    ADD COLUMN checked_sha256 text,
    ADD COLUMN checked_by bigint,
    ADD COLUMN checked_at timestamptz,
    ADD COLUMN proposed_by bigint,
    ADD COLUMN proposed_at timestamptz,
    ADD COLUMN activated_by bigint,
    ADD COLUMN activated_at timestamptz,
    ADD COLUMN status text,
    ADD COLUMN version integer NOT NULL DEFAULT 1,
    ADD COLUMN act text,
    ADD COLUMN effective_on date,
    ADD COLUMN reason text,
    ADD COLUMN changed_by bigint,
    ADD COLUMN changed_at timestamptz NOT NULL DEFAULT now();

-- 2. What was adopted before -------------------------------------------------------------------------------------

-- Version 1 of each is the adoption, whose digest in the outbox is that of its first columns; version 2 is this conversion,
-- in the name of the authority's system person, where it has one.
UPDATE registry.policy_pack AS p SET status = 'active', act = 'convert', version = 2, effective_on = p.valid_from,
    reason = 'Adopted by one person before packs were proposed and activated by two.',
    activated_by = p.recorded_by, activated_at = p.recorded_at, changed_at = clock_timestamp(),
    changed_by = coalesce((SELECT min(s.id) FROM registry.person AS s
        WHERE s.jurisdiction_id = p.jurisdiction_id AND s.kind = 'system'), p.recorded_by);

ALTER TABLE registry.policy_pack
    ALTER COLUMN status SET NOT NULL,
    ALTER COLUMN act SET NOT NULL,
    ALTER COLUMN changed_by SET NOT NULL,
    DROP CONSTRAINT one_adoption_per_pack_and_day,
    ADD CONSTRAINT pack_governs_no_earlier_than_it_begins CHECK (valid_from >= begins_on),
    ADD CONSTRAINT check_is_whole CHECK (num_nulls(report, checked_sha256, checked_by, checked_at) IN (0, 4)),
    ADD CONSTRAINT proposal_is_whole CHECK ((proposed_by IS NULL) = (proposed_at IS NULL)),
    ADD CONSTRAINT proposed_pack_says_who_and_from_when CHECK (
        status NOT IN ('proposed', 'active') OR act = 'convert' OR (proposed_by IS NOT NULL AND valid_from IS NOT NULL)),
    ADD CONSTRAINT proposed_pack_was_checked CHECK (
        status NOT IN ('proposed', 'active') OR act = 'convert'
        OR (checked_sha256 IS NOT DISTINCT FROM sha256 AND coalesce(report -> 'problems' = '[]', false))),
    ADD CONSTRAINT active_pack_says_who_and_when CHECK (
        (status = 'active') = (activated_by IS NOT NULL AND activated_at IS NOT NULL AND valid_from IS NOT NULL)),
    ADD CONSTRAINT activated_by_another_person CHECK (activated_by <> proposed_by),
    ADD CONSTRAINT withdrawing_a_pack_has_a_reason CHECK (act <> 'withdraw' OR coalesce(btrim(reason), '') <> ''),
    ADD CONSTRAINT checked_by_a_person FOREIGN KEY (jurisdiction_id, checked_by)
        REFERENCES registry.person (jurisdiction_id, id),
    ADD CONSTRAINT proposed_by_a_person FOREIGN KEY (jurisdiction_id, proposed_by)
        REFERENCES registry.person (jurisdiction_id, id),
    ADD CONSTRAINT activated_by_a_person FOREIGN KEY (jurisdiction_id, activated_by)
        REFERENCES registry.person (jurisdiction_id, id),
    ADD CONSTRAINT changed_by_a_person FOREIGN KEY (jurisdiction_id, changed_by)
        REFERENCES registry.person (jurisdiction_id, id);
-- A converted version may have been adopted for several days, so these two leave other statuses, or conversions, out.
CREATE UNIQUE INDEX one_adoption_per_pack_and_day ON registry.policy_pack (jurisdiction_id, pack_id, valid_from)
    WHERE status IN ('proposed', 'active');
CREATE UNIQUE INDEX one_record_per_pack_version ON registry.policy_pack (jurisdiction_id, pack_id, pack_version)
    WHERE status <> 'withdrawn' AND act <> 'convert';

WITH recorded AS (
    INSERT INTO registry.history
        (jurisdiction_id, object, object_key, version, act, effective_on, reason, changed_by, changed_at, state)
    SELECT c.jurisdiction_id, 'policy_pack', c.id::text, c.version, c.act, c.effective_on, c.reason, c.changed_by,
           c.changed_at, to_jsonb(c)
    FROM registry.policy_pack AS c
    RETURNING jurisdiction_id, object, object_key, version, act, changed_by, state)
INSERT INTO audit.outbox (jurisdiction_id, actor, act, object, object_key, version, digest)
SELECT r.jurisdiction_id, ops.pseudonym(r.jurisdiction_id, r.changed_by), r.act, r.object, r.object_key, r.version,
       sha256(convert_to(r.state::text, 'UTF8'))
FROM recorded AS r;

COMMENT ON TABLE registry.policy_pack IS
    'The versions of policy packs of an authority, with their text: drafted, checked, proposed by one person, activated by '
    'another. On a day the active version with the latest valid_from that is not after it governs (per pack).';
COMMENT ON COLUMN registry.policy_pack.sha256 IS 'SHA-256 of source_text in UTF-8, in hex; a guard compares them.';
COMMENT ON COLUMN registry.policy_pack.valid_from IS 'First day on which it governs, named by the proposal.';
COMMENT ON COLUMN registry.policy_pack.begins_on IS 'First day on which the rules hold, as the pack itself says; NULL when open.';
COMMENT ON COLUMN registry.policy_pack.bases IS
    'The packs that this one builds on, nearest first, each with id, version, sha256, file and text as they were read: '
    'with them the version can be read again, whatever the program ships by then.';
COMMENT ON COLUMN registry.policy_pack.base_sha256 IS 'The hashes of the bases, in their order.';
COMMENT ON COLUMN registry.policy_pack.examples_text IS 'The examples that came along, as YAML; NULL when there are none.';
COMMENT ON COLUMN registry.policy_pack.report IS
    'What the last check found about the text with checked_sha256: "problems" and "choices". An amendment takes it away.';
COMMENT ON COLUMN registry.policy_pack.recorded_by IS 'Who drafted it; of converted ones, who adopted it.';
COMMENT ON COLUMN registry.policy_pack.proposed_by IS 'Who proposed it; NULL of those adopted before there were proposals.';

-- 3. The acts and their guard ------------------------------------------------------------------------------------

INSERT INTO ops.legal_act (object, act, from_status, to_status, roles) VALUES
    ('policy_pack', 'draft', 'new', 'draft', '{policy}'),
    ('policy_pack', 'amend', 'draft', 'draft', '{policy}'),
    ('policy_pack', 'check', 'draft', 'draft', '{policy}'),
    ('policy_pack', 'propose', 'draft', 'proposed', '{policy}'),
    ('policy_pack', 'activate', 'proposed', 'active', '{policy,reviewer}'),
    ('policy_pack', 'withdraw', 'draft', 'withdrawn', '{policy}'),
    ('policy_pack', 'withdraw', 'proposed', 'withdrawn', '{policy}');

CREATE FUNCTION ops.check_pack_text(pack registry.policy_pack) RETURNS void
    LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    base jsonb;
    here text;
BEGIN
    IF pack.sha256 <> encode(sha256(convert_to(pack.source_text, 'UTF8')), 'hex') THEN
        RAISE EXCEPTION USING ERRCODE = 'RG007', CONSTRAINT = 'sha256_is_of_the_text',
            MESSAGE = format('The text of policy pack %s %s does not have the SHA-256 %s.', pack.pack_id, pack.pack_version,
                             pack.sha256);
    END IF;
    IF pack.base_sha256 IS DISTINCT FROM
        ARRAY(SELECT b.base ->> 'sha256' FROM jsonb_array_elements(pack.bases) WITH ORDINALITY AS b(base, place) ORDER BY place)
    THEN
        RAISE EXCEPTION USING ERRCODE = 'RG007', CONSTRAINT = 'bases_have_their_hashes',
            MESSAGE = format('The bases of policy pack %s %s do not have the hashes that it names.', pack.pack_id,
                             pack.pack_version);
    END IF;
    FOR base IN SELECT * FROM jsonb_array_elements(pack.bases) LOOP
        SELECT p.sha256 INTO here FROM registry.policy_pack AS p
            WHERE p.jurisdiction_id = pack.jurisdiction_id AND p.pack_id = base ->> 'id'
                AND p.pack_version = base ->> 'version' AND p.status = 'active' ORDER BY p.id DESC LIMIT 1;
        IF (base ->> 'sha256') IS DISTINCT FROM encode(sha256(convert_to(base ->> 'text', 'UTF8')), 'hex')
            OR here <> base ->> 'sha256'
        THEN
            RAISE EXCEPTION USING ERRCODE = 'RG007', CONSTRAINT = 'bases_have_their_hashes',
                MESSAGE = format('Policy pack %s %s builds on %s %s with another text than the one that is active here.',
                                 pack.pack_id, pack.pack_version, base ->> 'id', base ->> 'version');
        END IF;
    END LOOP;
END $$;
COMMENT ON FUNCTION ops.check_pack_text IS
    'The text has its hash, the bases have theirs, and a base that is active in this authority is that very text.';

CREATE FUNCTION ops.guard_policy_pack() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    person bigint := ops.context_person();
    name text := NEW.pack_id || ' ' || NEW.pack_version;
    present text;
    found integer;
BEGIN
    IF TG_OP = 'INSERT' THEN
        IF NEW.recorded_by IS DISTINCT FROM person THEN
            RAISE EXCEPTION USING ERRCODE = 'RG003', MESSAGE = 'A policy pack is drafted in one''s own name.';
        END IF;
        IF num_nonnulls(NEW.report, NEW.checked_sha256, NEW.checked_by, NEW.checked_at, NEW.proposed_by, NEW.proposed_at,
                NEW.activated_by, NEW.activated_at, NEW.valid_from) > 0 THEN
            RAISE EXCEPTION USING ERRCODE = 'RG007', CONSTRAINT = 'draft_is_neither_checked_nor_proposed',
                MESSAGE = format('Policy pack %s is only a draft yet: it has no check, no proposal and no first day.', name);
        END IF;
        SELECT p.status INTO present FROM registry.policy_pack AS p WHERE p.jurisdiction_id = NEW.jurisdiction_id
            AND p.pack_id = NEW.pack_id AND p.pack_version = NEW.pack_version AND p.status <> 'withdrawn' LIMIT 1;
        IF present IS NOT NULL THEN
            RAISE EXCEPTION USING ERRCODE = 'RG006', CONSTRAINT = 'one_record_per_pack_version',
                MESSAGE = format('Version %s of policy pack %s is there already; it is %s.', NEW.pack_version, NEW.pack_id,
                                 present),
                HINT = CASE present WHEN 'draft' THEN 'Amend the draft, or withdraw it first.'
                    WHEN 'proposed' THEN 'Have another person activate it, or withdraw it first.'
                    ELSE 'A change of the rules is a new version: give it another version.' END;
        END IF;
        PERFORM ops.check_pack_text(NEW);
        NEW.recorded_at := clock_timestamp();
        RETURN NEW;
    END IF;
    IF (NEW.pack_id, NEW.pack_version, NEW.recorded_by, NEW.recorded_at)
        IS DISTINCT FROM (OLD.pack_id, OLD.pack_version, OLD.recorded_by, OLD.recorded_at) THEN
        RAISE EXCEPTION USING ERRCODE = 'RG007', CONSTRAINT = 'pack_keeps_its_name',
            MESSAGE = format('Policy pack %s %s keeps its id, its version and who drafted it.', OLD.pack_id, OLD.pack_version),
            HINT = 'Draft the other version as a record of its own.';
    END IF;
    IF NEW.act = 'amend' THEN
        PERFORM ops.check_pack_text(NEW);
        NEW.report := NULL;
        NEW.checked_sha256 := NULL;
        NEW.checked_by := NULL;
        NEW.checked_at := NULL;
    ELSIF (NEW.sha256, NEW.source_text, NEW.title, NEW.file_name, NEW.begins_on, NEW.bases, NEW.base_sha256,
            NEW.examples_text, NEW.licence_maximum)
        IS DISTINCT FROM (OLD.sha256, OLD.source_text, OLD.title, OLD.file_name, OLD.begins_on, OLD.bases, OLD.base_sha256,
            OLD.examples_text, OLD.licence_maximum) THEN
        RAISE EXCEPTION USING ERRCODE = 'RG007', CONSTRAINT = 'pack_changes_only_as_a_draft',
            MESSAGE = format('The text of policy pack %s changes only by amending it while it is a draft; it is %s.', name,
                             OLD.status),
            HINT = CASE OLD.status WHEN 'draft' THEN 'Amend it.' WHEN 'proposed' THEN 'Withdraw it and draft it anew.'
                ELSE 'A change of the rules is a new version.' END;
    END IF;
    IF NEW.act = 'check' THEN
        IF NEW.report ->> 'sha256' IS DISTINCT FROM OLD.sha256 OR NEW.checked_sha256 IS DISTINCT FROM OLD.sha256
            OR coalesce(jsonb_typeof(NEW.report -> 'problems') <> 'array', true)
            OR coalesce(jsonb_typeof(NEW.report -> 'choices') <> 'array', true) THEN
            RAISE EXCEPTION USING ERRCODE = 'RG007', CONSTRAINT = 'check_is_of_the_very_text',
                MESSAGE = format('The report is not about the text of policy pack %s, which has SHA-256 %s.', name, OLD.sha256),
                HINT = 'Check it again.';
        END IF;
        NEW.checked_by := person;
        NEW.checked_at := clock_timestamp();
    ELSIF NEW.act <> 'amend' AND (NEW.report, NEW.checked_sha256, NEW.checked_by, NEW.checked_at)
        IS DISTINCT FROM (OLD.report, OLD.checked_sha256, OLD.checked_by, OLD.checked_at) THEN
        RAISE EXCEPTION USING ERRCODE = 'RG007', CONSTRAINT = 'report_comes_from_a_check',
            MESSAGE = format('The report about policy pack %s comes from a check and from nothing else.', name),
            HINT = 'Check it again.';
    END IF;
    IF NEW.act = 'propose' THEN
        IF OLD.checked_sha256 IS DISTINCT FROM OLD.sha256 THEN
            RAISE EXCEPTION USING ERRCODE = 'RG002', CONSTRAINT = 'proposed_pack_was_checked',
                MESSAGE = format('Policy pack %s was not checked as it is now.', name), HINT = 'Check it first.';
        END IF;
        found := jsonb_array_length(OLD.report -> 'problems');
        IF found > 0 THEN
            RAISE EXCEPTION USING ERRCODE = 'RG002', CONSTRAINT = 'proposed_pack_was_checked',
                MESSAGE = format('The check of policy pack %s found %s.', name,
                                 CASE found WHEN 1 THEN '1 problem' ELSE found || ' problems' END),
                HINT = 'Look at the report, amend the draft and check it again.';
        END IF;
        IF NEW.proposed_by IS DISTINCT FROM person THEN
            RAISE EXCEPTION USING ERRCODE = 'RG003', MESSAGE = 'A policy pack is proposed in one''s own name.';
        END IF;
        IF NEW.valid_from IS NULL THEN
            RAISE EXCEPTION USING ERRCODE = 'RG007', CONSTRAINT = 'proposed_pack_says_who_and_from_when',
                MESSAGE = format('The proposal of policy pack %s names no first day.', name),
                HINT = 'Name the day from which it governs.';
        END IF;
        NEW.proposed_at := clock_timestamp();
    ELSIF (NEW.proposed_by, NEW.proposed_at, NEW.valid_from)
        IS DISTINCT FROM (OLD.proposed_by, OLD.proposed_at, OLD.valid_from) THEN
        RAISE EXCEPTION USING ERRCODE = 'RG007', CONSTRAINT = 'proposal_stands_as_it_was_made',
            MESSAGE = format('Who proposed policy pack %s, when, and from which day does not change.', name),
            HINT = 'Withdraw it, draft it anew and propose that.';
    END IF;
    IF NEW.act = 'activate' THEN
        IF person = OLD.proposed_by THEN
            RAISE EXCEPTION USING ERRCODE = 'RG003', CONSTRAINT = 'activated_by_another_person',
                MESSAGE = format('You proposed policy pack %s, so someone else must activate it.', name),
                HINT = 'Ask a reviewer, or another person with the role policy.';
        END IF;
        IF NEW.activated_by IS DISTINCT FROM person THEN
            RAISE EXCEPTION USING ERRCODE = 'RG003', MESSAGE = 'A policy pack is activated in one''s own name.';
        END IF;
        PERFORM ops.check_pack_text(NEW);
        NEW.activated_at := clock_timestamp();
    ELSIF (NEW.activated_by, NEW.activated_at) IS DISTINCT FROM (OLD.activated_by, OLD.activated_at) THEN
        RAISE EXCEPTION USING ERRCODE = 'RG007', CONSTRAINT = 'active_pack_says_who_and_when',
            MESSAGE = 'Who activated a policy pack and when does not change.';
    END IF;
    RETURN NEW;
END $$;
COMMENT ON FUNCTION ops.guard_policy_pack IS
    'BEFORE INSERT OR UPDATE, after guard_act: the text has its hash, changes only as a draft, is checked at that hash '
    'before it is proposed, and is activated by another person.';

CREATE TRIGGER guard_1_act BEFORE INSERT OR UPDATE ON registry.policy_pack
    FOR EACH ROW EXECUTE FUNCTION ops.guard_act();
CREATE TRIGGER guard_2_policy_pack BEFORE INSERT OR UPDATE ON registry.policy_pack
    FOR EACH ROW EXECUTE FUNCTION ops.guard_policy_pack();
CREATE TRIGGER record_insert AFTER INSERT ON registry.policy_pack REFERENCING NEW TABLE AS changed
    FOR EACH STATEMENT EXECUTE FUNCTION ops.record_act();
CREATE TRIGGER record_update AFTER UPDATE ON registry.policy_pack REFERENCING NEW TABLE AS changed
    FOR EACH STATEMENT EXECUTE FUNCTION ops.record_act();
CREATE TRIGGER never_deleted BEFORE DELETE OR TRUNCATE ON registry.policy_pack
    FOR EACH STATEMENT EXECUTE FUNCTION ops.refuse_change();
ALTER TABLE registry.policy_pack ENABLE ALWAYS TRIGGER never_deleted;

GRANT UPDATE (sha256, source_text, title, file_name, begins_on, bases, base_sha256, examples_text, licence_maximum, report,
    checked_sha256, valid_from, proposed_by, activated_by, status, version, act, effective_on, reason, changed_by, changed_at)
    ON registry.policy_pack TO registry_service;
REVOKE ALL ON FUNCTION ops.check_pack_text(registry.policy_pack), ops.guard_policy_pack() FROM PUBLIC;

-- 4. Only active versions govern ---------------------------------------------------------------------------------

CREATE OR REPLACE FUNCTION ops.licence_maximum(jurisdiction integer, day date) RETURNS integer
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
    RETURN (
        SELECT min(latest.licence_maximum) FROM (
            SELECT DISTINCT ON (p.pack_id) p.licence_maximum FROM registry.policy_pack AS p
            WHERE p.jurisdiction_id = jurisdiction AND p.status = 'active' AND p.valid_from <= day
            ORDER BY p.pack_id, p.valid_from DESC) AS latest
    );

CREATE OR REPLACE FUNCTION ops.guard_recommendation() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF NOT EXISTS (SELECT FROM registry.policy_pack AS p WHERE p.jurisdiction_id = NEW.jurisdiction_id
        AND p.status = 'active' AND (p.pack_id, p.pack_version, p.sha256) = (NEW.pack_id, NEW.pack_version, NEW.pack_sha256)) THEN
        RAISE EXCEPTION USING ERRCODE = 'RG007', CONSTRAINT = 'recommendation_rests_on_an_active_pack',
            MESSAGE = format('The pack %s %s is not active with that text.', NEW.pack_id, NEW.pack_version);
    END IF;
    RETURN NEW;
END $$;
