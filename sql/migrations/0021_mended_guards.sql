-- What a hostile reading of the schema found: numbers, roles, cases and records that one person could still bend.

-- 1. Nobody chooses the number of a row ------------------------------------------------------------------------------

-- Where the newest row counts, who chose the largest number would have the last word for ever. So INSERT is granted by column,
-- without the numbers that PostgreSQL gives.
DO $$
DECLARE home regclass; granted text;
BEGIN
    FOR home, granted IN
        SELECT c.oid, string_agg(quote_ident(a.attname), ', ' ORDER BY a.attnum) FILTER (WHERE a.attidentity = '' AND a.attgenerated = '')
        FROM pg_class AS c JOIN pg_attribute AS a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
        WHERE c.relkind = 'r' AND c.relnamespace = 'registry'::regnamespace
            AND has_table_privilege('registry_service', c.oid, 'INSERT')
        GROUP BY c.oid HAVING bool_or(a.attidentity <> '') ORDER BY c.oid LOOP
        EXECUTE format('REVOKE INSERT ON %s FROM registry_service', home);
        EXECUTE format('GRANT INSERT (%s) ON %s TO registry_service', granted, home);
    END LOOP;
END $$;

-- 2. The system person, and who gives roles ---------------------------------------------------------------------------

CREATE UNIQUE INDEX one_system_person_per_authority ON registry.person (jurisdiction_id) WHERE kind = 'system';

CREATE OR REPLACE FUNCTION ops.prepare_person() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF NEW.kind <> 'official' AND EXISTS (SELECT FROM registry.person AS p WHERE p.jurisdiction_id = NEW.jurisdiction_id) THEN
        RAISE EXCEPTION USING ERRCODE = 'RG007', CONSTRAINT = 'system_comes_with_its_authority',
            MESSAGE = 'The system itself is the first person of an authority and is recorded with it, so nobody was appointed.',
            HINT = 'Appoint an official.';
    END IF;
    NEW.pseudonym := ops.pseudonym(NEW.jurisdiction_id, NEW.id);
    RETURN NEW;
END $$;
COMMENT ON FUNCTION ops.prepare_person IS
    'BEFORE INSERT: the pseudonym of a person; the system itself is the first person of its authority, or not there.';

CREATE FUNCTION ops.guard_account() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF EXISTS (SELECT FROM registry.person AS p WHERE p.jurisdiction_id = NEW.jurisdiction_id AND p.id = NEW.person_id
        AND p.kind = 'system') THEN
        RAISE EXCEPTION USING ERRCODE = 'RG007', CONSTRAINT = 'system_does_not_sign_in',
            MESSAGE = 'The system itself has no account and no role, so none was given.', HINT = 'Appoint an official.';
    END IF;
    RETURN NEW;
END $$;
COMMENT ON FUNCTION ops.guard_account IS 'BEFORE INSERT of an account: the system itself signs in nowhere.';

CREATE FUNCTION ops.guard_own_role() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF EXISTS (SELECT FROM registry.person AS p WHERE p.jurisdiction_id = NEW.jurisdiction_id AND p.id = NEW.person_id
        AND p.kind = 'system') THEN
        RAISE EXCEPTION USING ERRCODE = 'RG007', CONSTRAINT = 'system_does_not_sign_in',
            MESSAGE = 'The system itself has no account and no role, so none was given.', HINT = 'Appoint an official.';
    END IF;
    -- But for the very first role of an authority there is nobody else.
    IF NEW.person_id = ops.context_person()
        AND EXISTS (SELECT FROM registry.role_grant AS g WHERE g.jurisdiction_id = NEW.jurisdiction_id) THEN
        RAISE EXCEPTION USING ERRCODE = 'RG003', CONSTRAINT = 'role_is_granted_by_another_person',
            MESSAGE = 'Nobody gives a role to oneself, so none was given.', HINT = 'Ask another administrator.';
    END IF;
    RETURN NEW;
END $$;
COMMENT ON FUNCTION ops.guard_own_role IS
    'BEFORE INSERT of a role: nobody gives one to oneself, but the first of an authority; the system itself has none.';

CREATE TRIGGER guard_2_account BEFORE INSERT ON registry.account FOR EACH ROW EXECUTE FUNCTION ops.guard_account();
CREATE TRIGGER guard_2_own_role BEFORE INSERT ON registry.role_grant FOR EACH ROW EXECUTE FUNCTION ops.guard_own_role();

-- 3. A case is opened again by a revocation ---------------------------------------------------------------------------

CREATE FUNCTION ops.check_reopening() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF NOT EXISTS (SELECT FROM registry.action AS a WHERE a.jurisdiction_id = NEW.jurisdiction_id AND a.case_id = NEW.id
        AND a.status = 'revoked' AND a.act = 'revoke' AND a.changed_by = NEW.changed_by
        AND a.changed_at >= transaction_timestamp()) THEN
        RAISE EXCEPTION USING ERRCODE = 'RG007', CONSTRAINT = 'case_is_reopened_by_a_revocation',
            MESSAGE = format('Case %s was not opened again: no action in it is revoked with that.', NEW.reference),
            HINT = 'Revoke the action; that opens its case again.';
    END IF;
    RETURN NULL;
END $$;
COMMENT ON FUNCTION ops.check_reopening IS
    'AFTER UPDATE, at the end of the transaction: a case is opened again together with the revocation of an action in it.';
CREATE CONSTRAINT TRIGGER check_reopening AFTER UPDATE ON registry.case_file DEFERRABLE INITIALLY DEFERRED
    FOR EACH ROW WHEN (NEW.act = 'reopen') EXECUTE FUNCTION ops.check_reopening();

-- 4. Records of a former system --------------------------------------------------------------------------------------

-- A penalty tells its case anew, so one person alone could set an established violation aside, or move it to another day, with a
-- file of one's own making. Such a row is a proposal; it counts when another person brings the same row in.
ALTER TABLE registry.earlier_record DROP CONSTRAINT earlier_record_kind_is_known,
    ADD CONSTRAINT earlier_record_kind_is_known CHECK (kind IN ('licence', 'visit', 'violation', 'penalty', 'proposal'));
COMMENT ON COLUMN registry.earlier_record.kind IS
    'licence, visit, violation, penalty; or proposal: a penalty that would change what an earlier import says of its case, and counts '
    'for nothing. It does as a penalty, once another person has imported the same row.';
CREATE INDEX earlier_event_of_case ON registry.earlier_record (jurisdiction_id, case_number) WHERE kind IN ('violation', 'penalty');
DROP INDEX registry.earlier_penalty_of_case;

CREATE FUNCTION registry.told_already(home integer, before bigint, licence text, file text, standing text) RETURNS boolean
    LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp
    RETURN EXISTS (SELECT FROM registry.earlier_record AS o
        WHERE o.jurisdiction_id = home AND o.kind IN ('violation', 'penalty') AND o.case_number = file
            AND o.licence_number = licence AND (before IS NULL OR o.id < before)
            AND (o.standing = 'established' OR told_already.standing = 'set_aside' AND o.standing = 'alleged'));
COMMENT ON FUNCTION registry.told_already IS
    'Whether a penalty of a former system would change what an import says of its case at that licence: a violation that is '
    'established, or one that is alleged and would be set aside. before: what has a smaller number; NULL: all.';

CREATE FUNCTION registry.proposed_by_another(home integer, digest bytea, number integer, importer bigint) RETURNS boolean
    LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp
    RETURN EXISTS (SELECT FROM registry.earlier_record AS p JOIN registry.jurisdiction AS j ON j.id = p.jurisdiction_id
        CROSS JOIN LATERAL (SELECT (p.recorded_at AT TIME ZONE j.time_zone)::date AS day) AS d
        WHERE p.jurisdiction_id = home AND p.kind = 'proposal' AND p.row_sha256 = digest AND p.occurrence = number
            AND registry.stands_as(home, p.recorded_by, d.day) <> registry.stands_as(home, importer, d.day));
COMMENT ON FUNCTION registry.proposed_by_another IS
    'Whether somebody else than who imports it, who doesn''t count as one with that person, proposed that row of a former system.';

CREATE FUNCTION ops.check_earlier_records() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    self bigint := ops.context_person();
    barred record;
    alone text;
BEGIN
    IF EXISTS (SELECT FROM registry.conflict_of_interest AS b
        WHERE b.jurisdiction_id = ops.context_jurisdiction() AND b.person_id = self AND b.status = 'standing') THEN
        SELECT b.id, b.starts_on, o.reference INTO barred
        FROM registry.conflict_of_interest AS b
        JOIN registry.jurisdiction AS j ON j.id = b.jurisdiction_id
        JOIN registry.outlet AS o ON o.jurisdiction_id = b.jurisdiction_id AND o.id = b.outlet_id
        JOIN registry.outlet_licence_number AS n ON n.jurisdiction_id = b.jurisdiction_id AND n.outlet_id = b.outlet_id
        JOIN changed AS c ON c.jurisdiction_id = n.jurisdiction_id AND c.licence_number = n.licence_number
        WHERE b.person_id = self AND b.status = 'standing'
            AND b.starts_on <= (clock_timestamp() AT TIME ZONE j.time_zone)::date
        ORDER BY b.starts_on, b.id LIMIT 1;
        IF FOUND THEN
            RAISE EXCEPTION USING ERRCODE = 'RG003', CONSTRAINT = 'barred_by_a_conflict_of_interest',
                MESSAGE = format('You are barred from outlet %s from %s on, so nothing was imported (conflict of interest %s).',
                    barred.reference, barred.starts_on, barred.id),
                HINT = 'Ask a colleague to import the file, or take the rows about that outlet out.';
        END IF;
    END IF;
    SELECT c.case_number INTO alone FROM changed AS c
        WHERE c.kind = 'penalty' AND registry.told_already(c.jurisdiction_id, (SELECT min(f.id) FROM changed AS f), c.licence_number, c.case_number, c.standing)
            -- The digest is what the sender says; the content is compared, too.
            AND NOT (registry.proposed_by_another(c.jurisdiction_id, c.row_sha256, c.occurrence, self)
                AND EXISTS (SELECT FROM registry.earlier_record AS p
                    WHERE p.jurisdiction_id = c.jurisdiction_id AND p.kind = 'proposal' AND p.row_sha256 = c.row_sha256
                        AND p.occurrence = c.occurrence
                        AND to_jsonb(p) - '{id,kind,import_id,line,edition,recorded_by,recorded_at}'::text[]
                            = to_jsonb(c) - '{id,kind,import_id,line,edition,recorded_by,recorded_at}'::text[]))
        ORDER BY c.line LIMIT 1;
    IF alone IS NOT NULL THEN
        RAISE EXCEPTION USING ERRCODE = 'RG003', CONSTRAINT = 'changed_case_is_proposed_by_another_person',
            MESSAGE = format('Case %s of the former system is known already, and nobody else has proposed to change it.', alone),
            HINT = 'Import the row as a proposal; it counts when another officer imports it too.';
    END IF;
    RETURN NULL;
END $$;
COMMENT ON FUNCTION ops.check_earlier_records IS
    'AFTER INSERT of records of a former system: none is about an outlet from which who imports is barred; and what changes an '
    'established violation, or sets an alleged one aside, was proposed by another person.';
CREATE TRIGGER check_earlier_records AFTER INSERT ON registry.earlier_record REFERENCING NEW TABLE AS changed
    FOR EACH STATEMENT EXECUTE FUNCTION ops.check_earlier_records();
CREATE TRIGGER guard_2_conflict BEFORE INSERT ON registry.outlet_licence_number
    FOR EACH ROW EXECUTE FUNCTION ops.guard_conflict('outlet');

-- 5. What the history shows -------------------------------------------------------------------------------------------

CREATE POLICY seen_by_who_decides ON registry.history AS RESTRICTIVE FOR SELECT USING (
    object <> ALL ('{unsealing,contact_hold,contact_erasure}'::text[])
    OR (SELECT ops.context_roles())::text[] && '{officer,reviewer,administrator}');

REVOKE ALL ON FUNCTION ops.guard_account(), ops.guard_own_role(), ops.check_reopening(), ops.check_earlier_records() FROM PUBLIC;

-- 6. No statistics of what people write -------------------------------------------------------------------------------

-- PostgreSQL estimates how many rows a plan gives from values of every authority, past row security, and EXPLAIN shows that. So
-- it keeps none of texts and bytes but those that are one of a few words, a number of the registry's own, or a digest.
DO $$
DECLARE home regclass; name text; place integer;
BEGIN
    FOR home, name IN
        SELECT a.attrelid, a.attname FROM pg_attribute AS a JOIN pg_class AS c ON c.oid = a.attrelid
        WHERE c.relkind = 'r' AND c.relnamespace = 'registry'::regnamespace AND c.relname <> 'jurisdiction'
            AND a.attnum > 0 AND NOT a.attisdropped AND a.attstattarget <> 0
            AND a.atttypid = ANY ('{text,text[],json,jsonb,bytea}'::regtype[])
            AND a.attname <> ALL ('{status,act,kind,outcome,category,result,role,scopes,choice,measure,measures,pack_id,pack_version,'
                'criterion,gate,conduct,ladder_criteria,replaces,beside,measured_unit,currency,ground,standing,profile,form,object,'
                'object_key,reference,licence_number,case_number,hash,row_sha256}'::text[]) LOOP
        EXECUTE format('ALTER TABLE %s ALTER COLUMN %I SET STATISTICS 0', home, name);
    END LOOP;
    FOR home, place IN
        SELECT i.indexrelid, a.attnum FROM pg_index AS i JOIN pg_class AS c ON c.oid = i.indrelid
        JOIN pg_attribute AS a ON a.attrelid = i.indexrelid AND i.indkey[a.attnum - 1] = 0
        WHERE c.relnamespace = 'registry'::regnamespace AND a.attstattarget <> 0 LOOP
        EXECUTE format('ALTER INDEX %s ALTER COLUMN %s SET STATISTICS 0', home, place);
    END LOOP;
END $$;
