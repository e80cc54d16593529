-- Triggers, row security and grants, the same for every table of a kind.

-- 1. Records with a status: guard, history, outbox. They change only in the columns that the grants below name.
DO $$
DECLARE name text;
BEGIN
    FOREACH name IN ARRAY ARRAY['jurisdiction', 'person', 'role_grant', 'access_token', 'outlet', 'party', 'party_role',
                                'licence', 'violation', 'attribution', 'case_file', 'action'] LOOP
        EXECUTE format('CREATE TRIGGER guard_1_act BEFORE INSERT OR UPDATE ON registry.%I '
                       'FOR EACH ROW EXECUTE FUNCTION ops.guard_act()', name);
        EXECUTE format('CREATE TRIGGER record_insert AFTER INSERT ON registry.%I REFERENCING NEW TABLE AS changed '
                       'FOR EACH STATEMENT EXECUTE FUNCTION ops.record_act()', name);
        EXECUTE format('CREATE TRIGGER record_update AFTER UPDATE ON registry.%I REFERENCING NEW TABLE AS changed '
                       'FOR EACH STATEMENT EXECUTE FUNCTION ops.record_act()', name);
    END LOOP;
END $$;

CREATE TRIGGER guard_2_jurisdiction BEFORE INSERT OR UPDATE ON registry.jurisdiction
    FOR EACH ROW EXECUTE FUNCTION ops.prepare_jurisdiction();
CREATE TRIGGER guard_2_person BEFORE INSERT ON registry.person FOR EACH ROW EXECUTE FUNCTION ops.prepare_person();
CREATE TRIGGER guard_2_access_token BEFORE INSERT OR UPDATE ON registry.access_token
    FOR EACH ROW EXECUTE FUNCTION ops.guard_access_token();
CREATE TRIGGER guard_2_outlet BEFORE INSERT OR UPDATE ON registry.outlet FOR EACH ROW EXECUTE FUNCTION ops.prepare_outlet();
CREATE TRIGGER guard_3_amendment BEFORE UPDATE ON registry.outlet
    FOR EACH ROW WHEN (NEW.act = 'amend') EXECUTE FUNCTION ops.guard_amendment();
CREATE TRIGGER guard_3_amendment BEFORE UPDATE ON registry.party
    FOR EACH ROW WHEN (NEW.act = 'amend') EXECUTE FUNCTION ops.guard_amendment();
CREATE TRIGGER guard_2_reference BEFORE INSERT ON registry.party FOR EACH ROW EXECUTE FUNCTION ops.assign_reference('P');
CREATE TRIGGER guard_2_reference BEFORE INSERT ON registry.licence FOR EACH ROW EXECUTE FUNCTION ops.assign_reference('L');
CREATE TRIGGER guard_3_party_role BEFORE INSERT OR UPDATE ON registry.party_role
    FOR EACH ROW EXECUTE FUNCTION ops.guard_party_role();
CREATE TRIGGER guard_3_licence BEFORE INSERT OR UPDATE ON registry.licence
    FOR EACH ROW EXECUTE FUNCTION ops.guard_licence();
CREATE TRIGGER guard_2_reference BEFORE INSERT ON registry.case_file FOR EACH ROW EXECUTE FUNCTION ops.assign_reference('C');
CREATE TRIGGER guard_3_case_file BEFORE UPDATE ON registry.case_file
    FOR EACH ROW EXECUTE FUNCTION ops.guard_case_file();
CREATE TRIGGER guard_2_reference BEFORE INSERT ON registry.action FOR EACH ROW EXECUTE FUNCTION ops.assign_reference('A');
CREATE TRIGGER guard_3_action BEFORE INSERT OR UPDATE ON registry.action
    FOR EACH ROW EXECUTE FUNCTION ops.guard_action();
CREATE TRIGGER guard_2_violation BEFORE UPDATE ON registry.violation
    FOR EACH ROW EXECUTE FUNCTION ops.guard_violation();

-- 2. Append-only facts: guard with the roles, outbox.
CREATE TRIGGER guard_1_fact BEFORE INSERT ON registry.account
    FOR EACH ROW EXECUTE FUNCTION ops.guard_fact('open', 'administrator');
CREATE TRIGGER guard_1_fact BEFORE INSERT ON registry.policy_pack
    FOR EACH ROW EXECUTE FUNCTION ops.guard_fact('adopt', 'policy');
CREATE TRIGGER guard_1_fact BEFORE INSERT ON registry.import_batch
    FOR EACH ROW EXECUTE FUNCTION ops.guard_fact('import', 'officer');
CREATE TRIGGER guard_1_fact BEFORE INSERT ON registry.inspection
    FOR EACH ROW EXECUTE FUNCTION ops.guard_fact('log', 'inspector,officer');
CREATE TRIGGER guard_2_reference BEFORE INSERT ON registry.inspection FOR EACH ROW EXECUTE FUNCTION ops.assign_reference('I');
CREATE TRIGGER guard_3_inspection BEFORE INSERT ON registry.inspection
    FOR EACH ROW EXECUTE FUNCTION ops.prepare_inspection();
CREATE TRIGGER guard_1_fact BEFORE INSERT ON registry.correction
    FOR EACH ROW EXECUTE FUNCTION ops.guard_fact('correct', 'inspector,officer');
CREATE TRIGGER guard_1_fact BEFORE INSERT ON registry.nuisance_report
    FOR EACH ROW EXECUTE FUNCTION ops.guard_fact('receive', 'intake,officer,inspector');
CREATE TRIGGER guard_2_reference BEFORE INSERT ON registry.nuisance_report
    FOR EACH ROW EXECUTE FUNCTION ops.assign_reference('N');
CREATE TRIGGER guard_3_nuisance_report BEFORE INSERT ON registry.nuisance_report
    FOR EACH ROW EXECUTE FUNCTION ops.prepare_nuisance_report();
CREATE TRIGGER guard_1_fact BEFORE INSERT ON registry.nuisance_standing
    FOR EACH ROW EXECUTE FUNCTION ops.guard_fact('close', 'officer');
CREATE TRIGGER guard_2_nuisance_standing BEFORE INSERT ON registry.nuisance_standing
    FOR EACH ROW EXECUTE FUNCTION ops.guard_nuisance_standing();
CREATE TRIGGER record_insert AFTER INSERT ON registry.nuisance_standing REFERENCING NEW TABLE AS changed
    FOR EACH STATEMENT EXECUTE FUNCTION ops.record_fact();
CREATE TRIGGER guard_2_attribution BEFORE INSERT ON registry.attribution
    FOR EACH ROW EXECUTE FUNCTION ops.guard_attribution();
CREATE TRIGGER guard_1_fact BEFORE INSERT ON registry.recommendation
    FOR EACH ROW EXECUTE FUNCTION ops.guard_fact('recommend', 'inspector,officer');
CREATE TRIGGER guard_1_fact BEFORE INSERT ON registry.decision
    FOR EACH ROW EXECUTE FUNCTION ops.guard_fact('decide', 'officer');
CREATE TRIGGER guard_2_correction BEFORE INSERT ON registry.correction
    FOR EACH ROW EXECUTE FUNCTION ops.guard_correction();
CREATE TRIGGER guard_1_fact BEFORE INSERT ON registry.voiding
    FOR EACH ROW EXECUTE FUNCTION ops.guard_fact('void', 'officer,reviewer');
CREATE TRIGGER guard_2_voiding BEFORE INSERT ON registry.voiding FOR EACH ROW EXECUTE FUNCTION ops.guard_voiding();
CREATE TRIGGER set_aside_with_voiding AFTER INSERT ON registry.voiding
    FOR EACH ROW EXECUTE FUNCTION ops.set_aside_with_voiding();
CREATE TRIGGER guard_2_recommendation BEFORE INSERT ON registry.recommendation
    FOR EACH ROW EXECUTE FUNCTION ops.guard_recommendation();
CREATE TRIGGER guard_3_recommendation BEFORE INSERT ON registry.recommendation
    FOR EACH ROW EXECUTE FUNCTION ops.guard_open_case();
CREATE TRIGGER check_allegations AFTER INSERT ON registry.violation REFERENCING NEW TABLE AS changed
    FOR EACH STATEMENT EXECUTE FUNCTION ops.check_allegations();
CREATE TRIGGER establish_with_action AFTER UPDATE ON registry.action
    FOR EACH ROW WHEN (NEW.act = 'issue' AND OLD.status = 'proposed') EXECUTE FUNCTION ops.establish_with_action();
CREATE TRIGGER let_go_with_decision AFTER INSERT ON registry.decision
    FOR EACH ROW WHEN (NEW.measure = 'none') EXECUTE FUNCTION ops.let_go_with_decision();
CREATE TRIGGER set_aside_with_action AFTER UPDATE ON registry.action
    FOR EACH ROW WHEN (NEW.act = 'revoke' AND OLD.status = 'issued') EXECUTE FUNCTION ops.set_aside_with_action();
CREATE TRIGGER guard_2_decision BEFORE INSERT ON registry.decision FOR EACH ROW EXECUTE FUNCTION ops.guard_decision();

DO $$
DECLARE name text; act text;
BEGIN
    FOR name, act IN VALUES ('account', 'open'), ('policy_pack', 'adopt'), ('import_batch', 'import'), ('inspection', 'log'), ('correction', 'correct'), ('voiding', 'void'),
                            ('nuisance_report', 'receive'), ('recommendation', 'recommend'), ('decision', 'decide') LOOP
        EXECUTE format('CREATE TRIGGER record_insert AFTER INSERT ON registry.%I REFERENCING NEW TABLE AS changed '
                       'FOR EACH STATEMENT EXECUTE FUNCTION ops.record_fact(%L)', name, act);
    END LOOP;
END $$;

-- The findings of an inspection are one entry, in the order of their criteria. They arrive with it or not at all.
CREATE FUNCTION ops.record_findings() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET timezone = 'UTC'
    SET enable_seqscan = off AS $$
DECLARE
    expected bigint := (SELECT count(DISTINCT c.inspection_id) FROM changed AS c);
    recorded bigint;
BEGIN
    INSERT INTO audit.outbox (jurisdiction_id, actor, act, object, object_key, version, digest)
    SELECT i.jurisdiction_id, p.pseudonym, 'log', 'finding', i.id::text, 1, f.digest
    FROM (SELECT c.jurisdiction_id, c.outlet_id, c.inspection_id,
              sha256(convert_to(string_agg(row_to_json(c)::text, E'\n' ORDER BY c.criterion), 'UTF8')) AS digest
          FROM changed AS c GROUP BY c.jurisdiction_id, c.outlet_id, c.inspection_id) AS f
    JOIN registry.inspection AS i ON i.jurisdiction_id = f.jurisdiction_id AND i.outlet_id = f.outlet_id
        AND i.id = f.inspection_id AND i.access
        -- A database that was restored counts its transactions anew, so the number alone does not say "this one".
        AND i.xid = pg_current_xact_id() AND i.recorded_at > transaction_timestamp() - interval '1 minute'
    JOIN registry.person AS p ON p.jurisdiction_id = i.jurisdiction_id AND p.id = i.recorded_by;
    GET DIAGNOSTICS recorded = ROW_COUNT;
    IF recorded <> expected THEN
        RAISE EXCEPTION USING ERRCODE = 'RG007', CONSTRAINT = 'findings_arrive_with_an_inspection_that_had_access',
            MESSAGE = 'Findings are stored with their inspection, in its transaction, and only when it had access.',
            HINT = 'Record a correction with a reason instead.';
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER record_insert AFTER INSERT ON registry.finding REFERENCING NEW TABLE AS changed
    FOR EACH STATEMENT EXECUTE FUNCTION ops.record_findings();

-- 3. Trip wires beside the missing grants.
DO $$
DECLARE name text;
BEGIN
    FOREACH name IN ARRAY ARRAY['registry.account', 'registry.policy_pack', 'registry.import_batch', 'registry.inspection', 'registry.finding',
            'registry.correction', 'registry.voiding', 'registry.nuisance_report',
            'registry.nuisance_standing', 'registry.recommendation', 'registry.decision', 'registry.history', 'audit.outbox', 'ops.idempotency'] LOOP
        EXECUTE format('CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON %s '
                       'FOR EACH STATEMENT EXECUTE FUNCTION ops.refuse_change()', name);
        EXECUTE format('ALTER TABLE %s ENABLE ALWAYS TRIGGER append_only', name);
    END LOOP;
    FOREACH name IN ARRAY ARRAY['registry.jurisdiction', 'registry.person', 'registry.role_grant', 'registry.access_token',
            'registry.outlet', 'registry.party', 'registry.party_role', 'registry.licence', 'registry.violation',
            'registry.attribution', 'registry.case_file', 'registry.action'] LOOP
        EXECUTE format('CREATE TRIGGER never_deleted BEFORE DELETE OR TRUNCATE ON %s '
                       'FOR EACH STATEMENT EXECUTE FUNCTION ops.refuse_change()', name);
        EXECUTE format('ALTER TABLE %s ENABLE ALWAYS TRIGGER never_deleted', name);
    END LOOP;
END $$;

-- 4. Row security: without a signed context there are no rows. It is not forced on the owner, as whom nobody logs in:
-- only the guards above run as the owner, on rows that have passed the caller's own policies.
DO $$
DECLARE
    name text;
    home text;
BEGIN
    FOR name, home IN
        SELECT t, 'ops.staff_jurisdiction()' FROM unnest(ARRAY['registry.role_grant', 'registry.access_token',
            'registry.policy_pack', 'registry.import_batch', 'registry.outlet', 'registry.party', 'registry.party_role',
            'registry.licence', 'registry.inspection', 'registry.finding', 'registry.correction', 'registry.voiding',
            'registry.violation', 'registry.attribution', 'registry.nuisance_standing', 'registry.case_file',
            'registry.recommendation', 'registry.decision', 'registry.action', 'registry.history', 'audit.outbox', 'registry.person', 'registry.account']) AS t
        UNION ALL
        SELECT t, 'ops.context_jurisdiction()' FROM unnest(ARRAY['registry.nuisance_report', 'ops.idempotency']) AS t LOOP
        EXECUTE format('ALTER TABLE %s ENABLE ROW LEVEL SECURITY', name);
        EXECUTE format('CREATE POLICY own_jurisdiction ON %s USING (jurisdiction_id = (SELECT %s)) '
                       'WITH CHECK (jurisdiction_id = (SELECT %s))', name, home, home);
    END LOOP;
END $$;
-- Who has the role intake alone brings reports in and sees nothing but those and oneself.
CREATE POLICY oneself ON registry.person FOR SELECT USING (
    jurisdiction_id = (SELECT ops.context_jurisdiction()) AND id = (SELECT ops.context_person()));
CREATE POLICY oneself ON registry.account FOR SELECT USING (
    jurisdiction_id = (SELECT ops.context_jurisdiction()) AND person_id = (SELECT ops.context_person()));
CREATE POLICY own_reports_of_intake ON registry.nuisance_report AS RESTRICTIVE FOR SELECT USING (
    (SELECT ops.staff_jurisdiction()) IS NOT NULL OR recorded_by = (SELECT ops.context_person()));
CREATE POLICY own_keys ON ops.idempotency AS RESTRICTIVE USING (person_id = (SELECT ops.context_person()))
    WITH CHECK (person_id = (SELECT ops.context_person()));
ALTER TABLE registry.jurisdiction ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_jurisdiction ON registry.jurisdiction USING (id = (SELECT ops.context_jurisdiction()))
    WITH CHECK (id = (SELECT ops.context_jurisdiction()));

-- 5. Grants. The service owns nothing that lasts, deletes nothing, truncates nothing, and updates named columns only. It keeps
-- the right to make temporary tables: an import copies its file into one. They hide nothing from what runs as the owner, where
-- search_path names pg_temp last.
GRANT USAGE ON SCHEMA registry, ops TO registry_service;
GRANT SELECT ON ALL TABLES IN SCHEMA registry TO registry_service;
GRANT INSERT ON registry.jurisdiction, registry.person, registry.account, registry.role_grant, registry.access_token,
    registry.policy_pack, registry.import_batch, registry.outlet, registry.party, registry.party_role, registry.licence,
    registry.correction, registry.voiding, registry.violation,
    registry.attribution, registry.nuisance_standing, registry.case_file, registry.recommendation, registry.decision,
    registry.action TO registry_service;
GRANT INSERT (jurisdiction_id, id, number, reference, category, occurred_at, place, address, description, recorded_by)
    ON registry.nuisance_report TO registry_service;

-- The transaction id of an inspection is PostgreSQL's to write.
GRANT INSERT (jurisdiction_id, id, number, reference, outlet_id, kind, outcome, inspector_id, second_inspector_id, started_at,
    ended_at, local_day, device_time, note, content_digest, recorded_by) ON registry.inspection TO registry_service;
GRANT INSERT (jurisdiction_id, outlet_id, inspection_id, criterion, result, measured_value, measured_unit, note,
    conduct) ON registry.finding TO registry_service;
GRANT SELECT, INSERT ON ops.idempotency TO registry_service;
GRANT SELECT ON ops.legal_act, ops.migration TO registry_service;
GRANT USAGE ON SEQUENCE ops.jurisdiction_id, ops.person_id TO registry_service;

GRANT UPDATE (status, version, act, effective_on, reason, changed_by, changed_at) ON registry.person, registry.role_grant,
    registry.access_token, registry.attribution TO registry_service;
GRANT UPDATE (name, time_zone, languages, west, south, east, north, status, version, act, effective_on, reason, changed_by,
    changed_at) ON registry.jurisdiction TO registry_service;
GRANT UPDATE (name, kind, street, house_number, house_number_suffix, postcode, locality, place, opening_hours,
    tolerated_from, source, status, version, act, effective_on, reason, changed_by, changed_at) ON registry.outlet
    TO registry_service;
GRANT UPDATE (name, registration_number, status, version, act, effective_on, reason, changed_by, changed_at)
    ON registry.party TO registry_service;
GRANT UPDATE (ends_on, status, version, act, effective_on, reason, changed_by, changed_at) ON registry.party_role
    TO registry_service;
GRANT UPDATE (ends_on, conditions, suspended_until, reinstatement_proposed_by, action_id, status, version, act,
    effective_on, reason, changed_by, changed_at) ON registry.licence TO registry_service;
GRANT UPDATE (established_on, action_id, status, version, act, effective_on, reason, changed_by, changed_at)
    ON registry.violation TO registry_service;
GRANT UPDATE (status, version, act, effective_on, reason, changed_by, changed_at) ON registry.case_file TO registry_service;
GRANT UPDATE (kind, starts_on, ends_on, amount, currency, text, proposed_at, issued_by, issued_at, approved_digest, status, version, act,
    effective_on, reason, changed_by, changed_at) ON registry.action TO registry_service;

REVOKE ALL ON ALL FUNCTIONS IN SCHEMA ops FROM PUBLIC;
GRANT EXECUTE ON FUNCTION ops.verified_context(), ops.context_jurisdiction(), ops.staff_jurisdiction(), ops.context_person(), ops.context_roles(),
    ops.authenticate(bytea), ops.sign_out(bytea), ops.check_character(text) TO registry_service;
