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
    ADD COLUMN rules_end_on date,
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
    ADD COLUMN ladder_criteria text[],
    ADD COLUMN replaces text[] NOT NULL DEFAULT '{}',
    ADD COLUMN beside text[] NOT NULL DEFAULT '{}',
    ADD COLUMN beside_reason text,
    ADD COLUMN end_proposed_day date,
    ADD COLUMN end_proposed_by bigint,
    ADD COLUMN end_proposed_at timestamptz,
    ADD COLUMN end_reason text,
    ADD COLUMN ends_on date,
    ADD COLUMN ended_by bigint,
    ADD COLUMN ended_at timestamptz,
    ADD COLUMN replaced_by bigint,
    ADD COLUMN converted boolean NOT NULL DEFAULT false,
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
UPDATE registry.policy_pack AS p SET status = 'active', act = 'convert', converted = true, version = 2, effective_on = p.valid_from,
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
    ADD CONSTRAINT pack_begins_to_govern_before_its_rules_end CHECK (valid_from < rules_end_on),
    ADD CONSTRAINT rules_of_a_pack_end_after_they_begin CHECK (rules_end_on > begins_on),
    ADD CONSTRAINT check_is_whole CHECK (num_nulls(report, checked_sha256, checked_by, checked_at) IN (0, 4)),
    ADD CONSTRAINT proposal_is_whole CHECK ((proposed_by IS NULL) = (proposed_at IS NULL)),
    ADD CONSTRAINT proposed_pack_says_who_and_from_when CHECK (
        status NOT IN ('proposed', 'active') OR converted OR (proposed_by IS NOT NULL AND valid_from IS NOT NULL)),
    ADD CONSTRAINT proposed_pack_was_checked CHECK (
        status NOT IN ('proposed', 'active') OR converted
        OR (checked_sha256 IS NOT DISTINCT FROM sha256 AND coalesce(report -> 'problems' = '[]', false))),
    ADD CONSTRAINT active_pack_says_who_and_when CHECK (
        (status = 'active') = (activated_by IS NOT NULL AND activated_at IS NOT NULL AND valid_from IS NOT NULL)),
    ADD CONSTRAINT activated_by_another_person CHECK (activated_by <> proposed_by),
    ADD CONSTRAINT withdrawing_a_pack_has_a_reason CHECK (
        act NOT IN ('withdraw', 'withdraw_end') OR coalesce(btrim(reason), '') <> ''),
    ADD CONSTRAINT criteria_with_a_ladder_are_known CHECK (converted OR ladder_criteria IS NOT NULL),
    ADD CONSTRAINT another_pack_is_replaced CHECK (pack_id <> ALL (replaces || beside)),
    ADD CONSTRAINT judging_beside_another_has_a_reason CHECK (
        (beside = '{}') = (beside_reason IS NULL) AND length(btrim(beside_reason)) >= 10),
    ADD CONSTRAINT proposed_end_is_whole CHECK (
        num_nulls(end_proposed_day, end_proposed_by, end_proposed_at, end_reason) IN (0, 4) AND btrim(end_reason) <> ''),
    ADD CONSTRAINT only_an_active_pack_ends CHECK (
        status = 'active' OR num_nonnulls(end_proposed_day, ends_on, ended_by, replaced_by) = 0),
    ADD CONSTRAINT pack_ends_no_earlier_than_it_governs CHECK (ends_on >= valid_from AND end_proposed_day >= valid_from),
    ADD CONSTRAINT end_says_by_whom CHECK (
        num_nonnulls(ended_by, replaced_by) = num_nonnulls(ends_on) AND (ended_by IS NULL) = (ended_at IS NULL)),
    ADD CONSTRAINT confirmed_end_is_the_proposed_one CHECK (
        ended_by IS NULL OR ends_on IS NOT DISTINCT FROM end_proposed_day),
    ADD CONSTRAINT ended_by_another_person CHECK (ended_by <> end_proposed_by),
    ADD CONSTRAINT checked_by_a_person FOREIGN KEY (jurisdiction_id, checked_by)
        REFERENCES registry.person (jurisdiction_id, id),
    ADD CONSTRAINT proposed_by_a_person FOREIGN KEY (jurisdiction_id, proposed_by)
        REFERENCES registry.person (jurisdiction_id, id),
    ADD CONSTRAINT activated_by_a_person FOREIGN KEY (jurisdiction_id, activated_by)
        REFERENCES registry.person (jurisdiction_id, id),
    ADD CONSTRAINT changed_by_a_person FOREIGN KEY (jurisdiction_id, changed_by)
        REFERENCES registry.person (jurisdiction_id, id),
    ADD CONSTRAINT end_proposed_by_a_person FOREIGN KEY (jurisdiction_id, end_proposed_by)
        REFERENCES registry.person (jurisdiction_id, id),
    ADD CONSTRAINT ended_by_a_person FOREIGN KEY (jurisdiction_id, ended_by)
        REFERENCES registry.person (jurisdiction_id, id),
    ADD CONSTRAINT replaced_by_a_pack FOREIGN KEY (jurisdiction_id, replaced_by)
        REFERENCES registry.policy_pack (jurisdiction_id, id);
-- A converted version may have been adopted for several days, so these two leave other statuses, or conversions, out; and
-- a version that was ended before its first day leaves that day to another one.
CREATE UNIQUE INDEX one_adoption_per_pack_and_day ON registry.policy_pack (jurisdiction_id, pack_id, valid_from)
    WHERE status IN ('proposed', 'active') AND (ends_on IS NULL OR ends_on > valid_from);
CREATE UNIQUE INDEX one_record_per_pack_version ON registry.policy_pack (jurisdiction_id, pack_id, pack_version)
    WHERE status <> 'withdrawn' AND NOT converted;

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
    'another. On a day the active version with the latest valid_from that is not after it governs (per pack), unless it '
    'ends_on that day or earlier, or its rules_end_on is that day or earlier: then no version does.';
COMMENT ON COLUMN registry.policy_pack.sha256 IS 'SHA-256 of source_text in UTF-8, in hex; a guard compares them.';
COMMENT ON COLUMN registry.policy_pack.valid_from IS 'First day on which it governs, named by the proposal.';
COMMENT ON COLUMN registry.policy_pack.begins_on IS 'First day on which the rules hold, as the pack itself says; NULL when open.';
COMMENT ON COLUMN registry.policy_pack.rules_end_on IS
    'First day on which the rules hold no more, as the pack itself says; NULL when open. It governs until then at most.';
COMMENT ON COLUMN registry.policy_pack.bases IS
    'The packs that this one builds on, nearest first, each with id, version, sha256, file and text as they were read: '
    'with them the version can be read again, whatever the program ships by then.';
COMMENT ON COLUMN registry.policy_pack.base_sha256 IS 'The hashes of the bases, in their order.';
COMMENT ON COLUMN registry.policy_pack.examples_text IS 'The examples that came along, as YAML; NULL when there are none.';
COMMENT ON COLUMN registry.policy_pack.report IS
    'What the last check found about the text with checked_sha256: "problems" and "choices". An amendment takes it away.';
COMMENT ON COLUMN registry.policy_pack.recorded_by IS 'Who drafted it; of converted ones, who adopted it.';
COMMENT ON COLUMN registry.policy_pack.ladder_criteria IS
    'The criteria for which it has a ladder, as the program read them; NULL of converted ones, which may have one for any.';
COMMENT ON COLUMN registry.policy_pack.replaces IS
    'Named by the proposal: ids of packs of which no version governs any more from this one''s first day on.';
COMMENT ON COLUMN registry.policy_pack.beside IS
    'Ids of the packs that have a ladder for the same criteria on the same days and govern beside it, for beside_reason. '
    'The guard writes them as the proposal is made.';
COMMENT ON COLUMN registry.policy_pack.end_proposed_day IS
    'From which day on it is to govern no more, as one person proposes for end_reason; another confirms it or not.';
COMMENT ON COLUMN registry.policy_pack.ends_on IS
    'First day on which neither it nor an earlier version governs; a later version may begin on that day. Written by the '
    'guards: confirmed by ended_by, or when the pack replaced_by was activated. Equal to valid_from: it never governs.';
COMMENT ON COLUMN registry.policy_pack.replaced_by IS 'The version (id) of another pack whose activation ended this one.';
COMMENT ON COLUMN registry.policy_pack.converted IS 'Adopted by one person before there were proposals.';
COMMENT ON COLUMN registry.policy_pack.proposed_by IS 'Who proposed it; NULL of those adopted before there were proposals.';

-- 3. The acts and their guard ------------------------------------------------------------------------------------

INSERT INTO ops.legal_act (object, act, from_status, to_status, roles) VALUES
    ('policy_pack', 'draft', 'new', 'draft', '{policy}'),
    ('policy_pack', 'amend', 'draft', 'draft', '{policy}'),
    ('policy_pack', 'check', 'draft', 'draft', '{policy}'),
    ('policy_pack', 'propose', 'draft', 'proposed', '{policy}'),
    ('policy_pack', 'activate', 'proposed', 'active', '{policy,reviewer}'),
    ('policy_pack', 'withdraw', 'draft', 'withdrawn', '{policy}'),
    ('policy_pack', 'withdraw', 'proposed', 'withdrawn', '{policy}'),
    ('policy_pack', 'propose_end', 'active', 'active', '{policy}'),
    ('policy_pack', 'withdraw_end', 'active', 'active', '{policy}'),
    ('policy_pack', 'end', 'active', 'active', '{policy,reviewer}'),
    ('policy_pack', 'replace', 'active', 'active', '{policy,reviewer}');

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
                NEW.activated_by, NEW.activated_at, NEW.valid_from, NEW.beside_reason, NEW.end_proposed_day,
                NEW.end_proposed_by, NEW.end_proposed_at, NEW.end_reason, NEW.ends_on, NEW.ended_by, NEW.ended_at,
                NEW.replaced_by) > 0 OR NEW.replaces || NEW.beside <> '{}' OR NEW.converted THEN
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
    ELSIF (NEW.sha256, NEW.source_text, NEW.title, NEW.file_name, NEW.begins_on, NEW.rules_end_on, NEW.bases, NEW.base_sha256,
            NEW.examples_text, NEW.licence_maximum, NEW.ladder_criteria)
        IS DISTINCT FROM (OLD.sha256, OLD.source_text, OLD.title, OLD.file_name, OLD.begins_on, OLD.rules_end_on, OLD.bases, OLD.base_sha256,
            OLD.examples_text, OLD.licence_maximum, OLD.ladder_criteria) THEN
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
    ELSIF (NEW.proposed_by, NEW.proposed_at, NEW.valid_from, NEW.replaces, NEW.beside, NEW.beside_reason)
        IS DISTINCT FROM (OLD.proposed_by, OLD.proposed_at, OLD.valid_from, OLD.replaces, OLD.beside, OLD.beside_reason) THEN
        RAISE EXCEPTION USING ERRCODE = 'RG007', CONSTRAINT = 'proposal_stands_as_it_was_made',
            MESSAGE = format('Who proposed policy pack %s, when, from which day, and what it names does not change.', name),
            HINT = 'Withdraw it, draft it anew and propose that.';
    END IF;
    IF NEW.act = 'activate' THEN
        PERFORM ops.require_another_person(NEW.jurisdiction_id, OLD.proposed_by, OLD.proposed_at, 'activated_by_another_person',
            'proposed policy pack ' || name, 'activate it', 'Ask a reviewer, or another person with the role policy.');
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

-- 4. Beside which other packs it governs, and when it ends ------------------------------------------------------

CREATE FUNCTION ops.next_first_day(pack registry.policy_pack) RETURNS date
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
    RETURN (SELECT min(n.valid_from) FROM registry.policy_pack AS n
        WHERE n.jurisdiction_id = pack.jurisdiction_id AND n.pack_id = pack.pack_id AND n.status = 'active'
            AND n.valid_from > pack.valid_from);
COMMENT ON FUNCTION ops.next_first_day IS 'The first day of the active version of the same pack that follows; NULL when none does.';

CREATE FUNCTION ops.packs_on_common_days(pack registry.policy_pack)
    RETURNS TABLE (pack_id text, pack_version text, status text, first_day date, end_day date, beside text[], criteria text[])
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
    BEGIN ATOMIC
        SELECT o.pack_id, o.pack_version, o.status, o.valid_from, o.end_day, o.beside, o.criteria
        FROM (SELECT k.*, least(k.ends_on, k.rules_end_on, ops.next_first_day(k)) AS end_day,
                  ARRAY(SELECT c FROM unnest(pack.ladder_criteria) AS c
                        WHERE k.ladder_criteria IS NULL OR c = ANY (k.ladder_criteria) ORDER BY c) AS criteria
              FROM registry.policy_pack AS k
              WHERE k.jurisdiction_id = pack.jurisdiction_id AND k.pack_id <> pack.pack_id
                  AND k.status IN ('proposed', 'active')) AS o
        WHERE (o.end_day IS NULL OR o.end_day > greatest(o.valid_from, pack.valid_from))
            AND (o.valid_from < least(ops.next_first_day(pack), pack.rules_end_on)) IS NOT FALSE
        ORDER BY o.pack_id, o.valid_from;
    END;
COMMENT ON FUNCTION ops.packs_on_common_days IS
    'The versions of other packs that govern, or are proposed to govern, on a day on which this one would, each with its first '
    'day, the first day on which it governs no more (NULL when open), and the criteria for which both have a ladder.';

CREATE FUNCTION ops.refuse_common_criteria(pack registry.policy_pack, named text[], hint text) RETURNS void
    LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    others text;
    ids text;
BEGIN
    SELECT string_agg(format('%s %s (%s from %s%s) has a ladder for %s', o.pack_id, o.pack_version, o.status, o.first_day,
               CASE WHEN o.end_day IS NOT NULL THEN ' until ' || o.end_day ELSE '' END, array_to_string(o.criteria, ', ')), '; '),
           array_to_string(array_agg(DISTINCT o.pack_id), ' and ')
        INTO others, ids
        FROM ops.packs_on_common_days(pack) AS o
        WHERE o.criteria <> '{}' AND o.pack_id <> ALL (named)
            -- What another person activated since, and what two persons have agreed to have beside it, waits for nobody.
            AND (pack.act = 'propose' OR o.status = 'active' AND pack.pack_id <> ALL (o.beside));
    IF others IS NOT NULL THEN
        RAISE EXCEPTION USING ERRCODE = 'RG006', CONSTRAINT = 'one_pack_per_criterion',
            MESSAGE = format('Policy pack %s %s would judge from %s on what another pack judges: %s.', pack.pack_id,
                             pack.pack_version, pack.valid_from, others),
            HINT = replace(hint, '{packs}', ids);
    END IF;
END $$;
COMMENT ON FUNCTION ops.refuse_common_criteria IS
    'Refuses two measures for one violation that nobody asked for: another pack that is not named has a ladder for the same '
    'criteria on the same days.';

CREATE FUNCTION ops.refuse_a_day_before_the_end(pack registry.policy_pack) RETURNS void
    LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    ended record;
BEGIN
    SELECT e.pack_version, e.ends_on INTO ended FROM registry.policy_pack AS e
        WHERE e.jurisdiction_id = pack.jurisdiction_id AND e.pack_id = pack.pack_id AND e.status = 'active'
            AND e.valid_from <= pack.valid_from AND e.ends_on > pack.valid_from LIMIT 1;
    IF FOUND THEN
        RAISE EXCEPTION USING ERRCODE = 'RG002', CONSTRAINT = 'pack_begins_again_after_its_end',
            MESSAGE = format('Policy pack %s ends on %s with version %s; version %s would govern from %s.', pack.pack_id,
                             ended.ends_on, ended.pack_version, pack.pack_version, pack.valid_from),
            HINT = format('Propose it from %s or a later day.', ended.ends_on);
    END IF;
END $$;
COMMENT ON FUNCTION ops.refuse_a_day_before_the_end IS
    'Two persons signed that no version governs from a day on: a version that begins before that day would undo it.';

CREATE FUNCTION ops.refuse_another_end(pack registry.policy_pack) RETURNS void
    LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    ended record;
BEGIN
    SELECT k.pack_id, k.pack_version, k.ends_on INTO ended FROM registry.policy_pack AS k
        WHERE k.jurisdiction_id = pack.jurisdiction_id AND k.pack_id = ANY (pack.replaces) AND k.status = 'active'
            AND k.ended_by IS NOT NULL AND k.ends_on > greatest(k.valid_from, pack.valid_from)
            AND (ops.next_first_day(k) <= pack.valid_from) IS NOT TRUE
        ORDER BY k.ends_on DESC LIMIT 1;
    IF FOUND THEN
        RAISE EXCEPTION USING ERRCODE = 'RG002', CONSTRAINT = 'confirmed_end_stays',
            MESSAGE = format('Policy pack %s %s ends on %s, as two persons signed; %s %s would replace it from %s.', ended.pack_id,
                             ended.pack_version, ended.ends_on, pack.pack_id, pack.pack_version, pack.valid_from),
            HINT = CASE pack.act WHEN 'activate' THEN 'Have it withdrawn, drafted anew and proposed' ELSE 'Propose it' END
                || format(' from %s or a later day.', ended.ends_on);
    END IF;
END $$;
COMMENT ON FUNCTION ops.refuse_another_end IS
    'A pack whose end two persons signed ends on that day: another pack can''t replace it earlier.';

CREATE FUNCTION ops.guard_pack_beginning() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    absent text;
BEGIN
    -- What comes next reads the other packs: whoever proposes or activates one at the same time waits.
    PERFORM ops.pass_gate(NEW.jurisdiction_id, 'policy_packs');
    PERFORM ops.refuse_a_day_before_the_end(NEW);
    PERFORM ops.refuse_another_end(NEW);
    IF NEW.act = 'activate' THEN
        PERFORM ops.refuse_common_criteria(NEW, NEW.replaces || NEW.beside,
            'Have it withdrawn, drafted anew and proposed with the word that it replaces {packs} or judges beside it.');
        RETURN NEW;
    END IF;
    SELECT r.id INTO absent FROM unnest(NEW.replaces) AS r(id)
        WHERE r.id NOT IN (SELECT o.pack_id FROM ops.packs_on_common_days(NEW) AS o) LIMIT 1;
    IF absent IS NOT NULL THEN
        RAISE EXCEPTION USING ERRCODE = 'RG007', CONSTRAINT = 'replaced_pack_governs',
            MESSAGE = format('Policy pack %s can''t be replaced from %s on: no version of it governs then or is proposed to.',
                             absent, NEW.valid_from),
            HINT = 'Look at the list of packs.';
    END IF;
    IF NEW.beside_reason IS NULL THEN
        PERFORM ops.refuse_common_criteria(NEW, NEW.replaces, format(
            'Say that it replaces {packs}, which then ends on %s, or give the reason why both judge and one violation gets '
            'two measures.', NEW.valid_from));
    END IF;
    NEW.beside := ARRAY(SELECT DISTINCT o.pack_id FROM ops.packs_on_common_days(NEW) AS o
        WHERE NEW.beside_reason IS NOT NULL AND o.criteria <> '{}' AND o.pack_id <> ALL (NEW.replaces));
    IF NEW.beside = '{}' AND NEW.beside_reason IS NOT NULL THEN
        RAISE EXCEPTION USING ERRCODE = 'RG007', CONSTRAINT = 'judging_beside_another_has_a_reason',
            MESSAGE = format('Beside policy pack %s %s no other one judges the same criteria from %s on.', NEW.pack_id,
                             NEW.pack_version, NEW.valid_from),
            HINT = 'Leave the reason out.';
    END IF;
    RETURN NEW;
END $$;
COMMENT ON FUNCTION ops.guard_pack_beginning IS
    'BEFORE a pack is proposed or activated: no other pack judges the same criteria on the same days, unless the proposal '
    'names it.';

CREATE FUNCTION ops.refuse_a_version_after_the_end(pack registry.policy_pack, day date) RETURNS void
    LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    later record;
BEGIN
    SELECT n.pack_version, n.valid_from, n.ends_on INTO later FROM registry.policy_pack AS n
        WHERE n.jurisdiction_id = pack.jurisdiction_id AND n.pack_id = pack.pack_id AND n.status = 'active'
            AND n.valid_from > pack.valid_from
            AND (n.valid_from < day OR n.ends_on IS NULL OR n.ends_on > greatest(day, n.valid_from))
        ORDER BY n.valid_from DESC LIMIT 1;
    IF FOUND AND later.ends_on <= day THEN
        RAISE EXCEPTION USING ERRCODE = 'RG006', CONSTRAINT = 'pack_ends_once',
            MESSAGE = format('Policy pack %s ended on %s already, with its version %s.', pack.pack_id, later.ends_on,
                             later.pack_version),
            HINT = 'A later version may govern from that day on.';
    END IF;
    IF FOUND THEN
        RAISE EXCEPTION USING ERRCODE = 'RG002', CONSTRAINT = 'last_version_ends_first',
            MESSAGE = format('Policy pack %s %s can''t end on %s: version %s governs from %s on.', pack.pack_id,
                             pack.pack_version, day, later.pack_version, later.valid_from),
            HINT = format('End version %s first; from %s on it then never governs.', later.pack_version, later.valid_from);
    END IF;
END $$;

CREATE FUNCTION ops.guard_pack_end() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    person bigint := ops.context_person();
    name text := NEW.pack_id || ' ' || NEW.pack_version;
BEGIN
    IF NEW.act = 'replace' THEN
        -- Nothing but the trigger below changes packs from within a trigger, and the service makes no triggers.
        IF pg_trigger_depth() < 2 THEN
            RAISE EXCEPTION USING ERRCODE = 'RG007', CONSTRAINT = 'ended_by_the_activation_of_another_pack',
                MESSAGE = format('Policy pack %s is replaced by the activation of another pack and by nothing else.', name),
                HINT = 'Propose its end, or a pack that replaces it.';
        END IF;
        RETURN NEW;
    END IF;
    IF NEW.act IN ('propose_end', 'end', 'withdraw_end') AND OLD.ends_on IS NOT NULL THEN
        RAISE EXCEPTION USING ERRCODE = 'RG006', CONSTRAINT = 'pack_ends_once',
            MESSAGE = format('Policy pack %s ends on %s already.', name, OLD.ends_on),
            HINT = 'A later version may govern from that day on.';
    END IF;
    IF NEW.act IN ('end', 'withdraw_end') AND OLD.end_proposed_day IS NULL THEN
        RAISE EXCEPTION USING ERRCODE = 'RG002', CONSTRAINT = 'proposed_end_is_whole',
            MESSAGE = format('No end of policy pack %s is proposed.', name), HINT = 'Propose it first.';
    END IF;
    IF NEW.act = 'propose_end' THEN
        IF OLD.end_proposed_day IS NOT NULL THEN
            RAISE EXCEPTION USING ERRCODE = 'RG002', CONSTRAINT = 'proposed_end_is_whole',
                MESSAGE = format('The end of policy pack %s on %s is proposed already.', name, OLD.end_proposed_day),
                HINT = 'Have another person confirm it, or withdraw it first.';
        END IF;
        IF NEW.end_proposed_by IS DISTINCT FROM person THEN
            RAISE EXCEPTION USING ERRCODE = 'RG003', MESSAGE = 'The end of a policy pack is proposed in one''s own name.';
        END IF;
        IF NEW.end_proposed_day < OLD.valid_from THEN
            RAISE EXCEPTION USING ERRCODE = 'RG007', CONSTRAINT = 'pack_ends_no_earlier_than_it_governs',
                MESSAGE = format('Policy pack %s governs from %s; it can''t end on %s.', name, OLD.valid_from,
                                 NEW.end_proposed_day),
                HINT = 'Choose that day or a later one.';
        END IF;
        PERFORM ops.refuse_a_version_after_the_end(OLD, NEW.end_proposed_day);
        NEW.end_proposed_at := clock_timestamp();
    ELSIF NEW.act = 'withdraw_end' THEN
        NEW.end_proposed_day := NULL;
        NEW.end_proposed_by := NULL;
        NEW.end_proposed_at := NULL;
        NEW.end_reason := NULL;
    ELSIF (NEW.end_proposed_day, NEW.end_proposed_by, NEW.end_proposed_at, NEW.end_reason)
        IS DISTINCT FROM (OLD.end_proposed_day, OLD.end_proposed_by, OLD.end_proposed_at, OLD.end_reason) THEN
        RAISE EXCEPTION USING ERRCODE = 'RG007', CONSTRAINT = 'end_stands_as_it_was_proposed',
            MESSAGE = format('Who proposed the end of policy pack %s, when, why, and from which day does not change.', name),
            HINT = 'Withdraw the proposal of the end and make another one.';
    END IF;
    -- The service can't write these columns; so neither could a slip of ours.
    NEW.ends_on := OLD.ends_on;
    NEW.ended_by := OLD.ended_by;
    NEW.ended_at := OLD.ended_at;
    NEW.replaced_by := OLD.replaced_by;
    IF NEW.act = 'end' THEN
        PERFORM ops.require_another_person(NEW.jurisdiction_id, OLD.end_proposed_by, OLD.end_proposed_at, 'ended_by_another_person',
            'proposed the end of policy pack ' || name, 'confirm it', 'Ask a reviewer, or another person with the role policy.');
        PERFORM ops.refuse_a_version_after_the_end(OLD, OLD.end_proposed_day);
        NEW.ends_on := OLD.end_proposed_day;
        NEW.ended_by := person;
        NEW.ended_at := clock_timestamp();
    END IF;
    RETURN NEW;
END $$;
COMMENT ON FUNCTION ops.guard_pack_end IS
    'BEFORE UPDATE: an end is proposed by one person and confirmed by another, once, for the last version of the pack; or it '
    'comes with the activation of a pack that replaces it.';

CREATE FUNCTION ops.end_replaced_packs() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    UPDATE registry.policy_pack AS k SET act = 'replace', ends_on = greatest(k.valid_from, NEW.valid_from),
        replaced_by = NEW.id, end_proposed_day = NULL, end_proposed_by = NULL, end_proposed_at = NULL, end_reason = NULL,
        effective_on = greatest(k.valid_from, NEW.valid_from), reason = NULL,
        version = k.version + 1, changed_by = NEW.changed_by
    WHERE k.jurisdiction_id = NEW.jurisdiction_id AND k.pack_id = ANY (NEW.replaces) AND k.status = 'active'
        AND (k.ends_on IS NULL OR k.ends_on > greatest(k.valid_from, NEW.valid_from))
        AND (ops.next_first_day(k) <= NEW.valid_from) IS NOT TRUE;
    RETURN NULL;
END $$;
COMMENT ON FUNCTION ops.end_replaced_packs IS
    'AFTER the activation of a pack that replaces others: each of their versions that would govern from its first day on ends, '
    'on that day or, where it would begin later, before it governs. Versions that another one follows by then stay.';

CREATE TRIGGER guard_3_pack_beginning BEFORE UPDATE ON registry.policy_pack
    FOR EACH ROW WHEN (NEW.act IN ('propose', 'activate')) EXECUTE FUNCTION ops.guard_pack_beginning();
CREATE TRIGGER guard_4_pack_end BEFORE UPDATE ON registry.policy_pack
    FOR EACH ROW EXECUTE FUNCTION ops.guard_pack_end();
CREATE TRIGGER end_replaced_packs AFTER UPDATE ON registry.policy_pack
    FOR EACH ROW WHEN (NEW.act = 'activate' AND NEW.replaces <> '{}') EXECUTE FUNCTION ops.end_replaced_packs();

GRANT UPDATE (sha256, source_text, title, file_name, begins_on, rules_end_on, bases, base_sha256, examples_text, licence_maximum, report,
    checked_sha256, valid_from, proposed_by, activated_by, ladder_criteria, replaces, beside_reason, end_proposed_day,
    end_proposed_by, end_reason, status, version, act, effective_on, reason, changed_by, changed_at)
    ON registry.policy_pack TO registry_service;
REVOKE ALL ON FUNCTION ops.check_pack_text(registry.policy_pack), ops.guard_policy_pack(),
    ops.next_first_day(registry.policy_pack), ops.packs_on_common_days(registry.policy_pack),
    ops.refuse_common_criteria(registry.policy_pack, text[], text), ops.refuse_a_day_before_the_end(registry.policy_pack),
    ops.refuse_another_end(registry.policy_pack),
    ops.refuse_a_version_after_the_end(registry.policy_pack, date), ops.guard_pack_beginning(), ops.guard_pack_end(),
    ops.end_replaced_packs() FROM PUBLIC;

-- 5. Only active versions govern, until they end ---------------------------------------------------------------------------------

CREATE OR REPLACE FUNCTION ops.licence_maximum(jurisdiction integer, day date) RETURNS integer
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
    RETURN (
        SELECT min(latest.licence_maximum) FROM (
            SELECT DISTINCT ON (p.pack_id) p.licence_maximum, least(p.ends_on, p.rules_end_on) AS end_day
            FROM registry.policy_pack AS p
            WHERE p.jurisdiction_id = jurisdiction AND p.status = 'active' AND p.valid_from <= day
            ORDER BY p.pack_id, p.valid_from DESC, p.ends_on DESC NULLS FIRST) AS latest
        WHERE latest.end_day IS NULL OR latest.end_day > day
    );

CREATE OR REPLACE FUNCTION ops.guard_recommendation() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF NOT EXISTS (SELECT FROM registry.policy_pack AS p WHERE p.jurisdiction_id = NEW.jurisdiction_id
        AND p.status = 'active' AND (p.pack_id, p.pack_version, p.sha256) = (NEW.pack_id, NEW.pack_version, NEW.pack_sha256)
        AND (least(p.ends_on, p.rules_end_on) > NEW.day) IS NOT FALSE) THEN
        RAISE EXCEPTION USING ERRCODE = 'RG007', CONSTRAINT = 'recommendation_rests_on_an_active_pack',
            MESSAGE = format('The pack %s %s is not active with that text.', NEW.pack_id, NEW.pack_version);
    END IF;
    -- An intake always runs this, so it reads the other table only to say no.
    IF EXISTS (SELECT FROM registry.voiding AS w
        WHERE w.jurisdiction_id = NEW.jurisdiction_id AND w.inspection_id = NEW.inspection_id) THEN
        PERFORM ops.require_inspection_holds(NEW.jurisdiction_id, NEW.inspection_id);
    END IF;
    RETURN NEW;
END $$;
