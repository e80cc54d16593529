extension Probe {
    static let all = reading + contexts + oracles + catalogs + rights + shadows

    private static let openOutlets = "ALTER TABLE registry.outlet DISABLE ROW LEVEL SECURITY"
    private static let openParties = "ALTER TABLE registry.party DISABLE ROW LEVEL SECURITY"

    /// Plain reads, in every form that PostgreSQL has for them.
    private static let reading = [
        Probe("select", "SELECT name FROM registry.outlet", wall: openOutlets),
        Probe(
            "select by the other jurisdiction", "SELECT name FROM registry.outlet WHERE jurisdiction_id = {home}",
            wall: openOutlets),
        Probe("a view", "SELECT name FROM registry.outlet_card", wall: openOutlets),
        Probe("an export", "SELECT name FROM registry.export_outlets", wall: openOutlets),
        Probe(
            "the history", "SELECT state FROM registry.history",
            wall: "ALTER TABLE registry.history DISABLE ROW LEVEL SECURITY"),
        Probe("a count", "SELECT 'LEAK' FROM registry.outlet WHERE jurisdiction_id = {home}", wall: openOutlets),
        Probe("copy to standard output", "COPY registry.party TO STDOUT", wall: openParties),
        Probe("copy of a query", "COPY (SELECT name FROM registry.party) TO STDOUT", wall: openParties),
        Probe(
            "a cursor", "BEGIN; DECLARE c CURSOR FOR SELECT name FROM registry.party; FETCH ALL FROM c; COMMIT",
            wall: openParties),
        Probe("for update", "SELECT name FROM registry.party FOR UPDATE", wall: openParties),
        Probe("a prepared statement", "PREPARE p AS SELECT name FROM registry.party; EXECUTE p", wall: openParties),
        Probe(
            "rows that an update returns",
            "UPDATE registry.party SET name = name, version = version + 1, act = 'amend' WHERE "
                + "jurisdiction_id = {home} RETURNING 'LEAK'"),
        Probe("a table function of the whole row", "SELECT row_to_json(p) FROM registry.party AS p", wall: openParties),
        Probe(
            "a lateral join",
            "SELECT o.name FROM registry.jurisdiction AS j, LATERAL (SELECT * FROM "
                + "registry.outlet) AS o",
            wall: openOutlets),
        Probe("table sample", "SELECT name FROM registry.outlet TABLESAMPLE SYSTEM (100)", wall: openOutlets),
        Probe(
            "by the place of a row", "SELECT name FROM registry.outlet WHERE ctid = '(0,1)' OR ctid = '(0,2)'",
            wall: openOutlets),
        Probe(
            "merge",
            "MERGE INTO registry.outlet AS o USING (VALUES ({home})) AS v (id) ON o.jurisdiction_id = "
                + "v.id WHEN MATCHED AND 1 / (o.id - o.id) > 0 THEN DO NOTHING"),
    ]

    /// Contexts that nobody signed.
    private static let contexts = [
        Probe("no context", by: .nobody, "SELECT name FROM registry.outlet", wall: openOutlets),
        Probe(
            "an expired context", by: .nobody, "SET registry.context = '{claim}'; SELECT name FROM registry.outlet",
            wall: openOutlets),
        Probe(
            "a forged context", by: .nobody,
            "SET registry.context = '{home}|1|officer|99999999999|00'; SELECT name FROM registry.outlet",
            wall: openOutlets),
        Probe(
            "a context without its signature", by: .nobody,
            "SET registry.context = '{home}|1|officer|99999999999'; SELECT name FROM registry.outlet", wall: openOutlets
        ),
        Probe(
            "a truncated signature", by: .nobody,
            "SELECT set_config('registry.context', left('{claim}', -10), false) IS NULL; SELECT name "
                + "FROM registry.outlet",
            wall: openOutlets),
        Probe(
            "the own signature under the other jurisdiction",
            "SELECT set_config('registry.context', regexp_replace(current_setting('registry.context'), "
                + "'^\\d+', '{home}'), false) IS NULL; SELECT name FROM registry.outlet",
            wall: openOutlets),
        Probe(
            "more roles than were signed",
            "SELECT set_config('registry.context', replace(current_setting('registry.context'), "
                + "'officer', 'administrator,officer'), false) IS NULL; SELECT name FROM registry.outlet",
            wall: openOutlets),
    ]

    /// What a refusal, a plan or a time tells without showing a row.
    private static let oracles = [
        Probe(
            "a unique key",
            "INSERT INTO registry.account (jurisdiction_id, person_id, login, recorded_by) VALUES "
                + "({home}, 1, 'otto', {officer})",
            twin:
                "INSERT INTO registry.account (jurisdiction_id, person_id, login, recorded_by) VALUES "
                + "({home}, 1, 'nobody', {officer})"),
        Probe(
            "a foreign key",
            "INSERT INTO registry.conflict_of_interest (jurisdiction_id, person_id, outlet_id, "
                + "starts_on, why, changed_by) VALUES ({own}, 1, 1, '2026-01-01', 'For the probe.', "
                + "{officer})",
            twin:
                "INSERT INTO registry.conflict_of_interest (jurisdiction_id, person_id, outlet_id, "
                + "starts_on, why, changed_by) VALUES ({own}, 999999, 999999, '2026-01-01', 'For the "
                + "probe.', {officer})"),
        Probe(
            "a guard that looks things up",
            "INSERT INTO registry.case_file (jurisdiction_id, number, reference, outlet_id, opened_on, "
                + "status, act, changed_by) VALUES ({home}, 0, '', 1, '2026-01-01', 'open', 'open', "
                + "{officer})",
            twin:
                "INSERT INTO registry.case_file (jurisdiction_id, number, reference, outlet_id, "
                + "opened_on, status, act, changed_by) VALUES ({home}, 0, '', 999999, '2026-01-01', "
                + "'open', 'open', {officer})"),
        Probe(
            "on conflict",
            "INSERT INTO registry.outlet (jurisdiction_id, reference, kind, street, house_number, "
                + "status, act, changed_by) VALUES ({home}, '{outlet}', 'consumption', 'a', '1', 'active', "
                + "'register', {officer}) ON CONFLICT DO NOTHING",
            twin:
                "INSERT INTO registry.outlet (jurisdiction_id, reference, kind, street, house_number, "
                + "status, act, changed_by) VALUES ({home}, '9999-999-Z', 'consumption', 'a', '1', "
                + "'active', 'register', {officer}) ON CONFLICT DO NOTHING"),
        Probe(
            "a condition that fails on a row",
            "SELECT 1 FROM registry.party WHERE name LIKE '{canary}%' AND 1 / (length(name) - length(name)) = 1",
            twin: "SELECT 1 FROM registry.party WHERE name LIKE 'nothing%' AND 1 / (length(name) - length(name)) = 1",
            wall: openParties),
        Probe(
            "a cast that shows what it can't read", "SELECT name::integer FROM registry.party", wall: openParties),
        Probe(
            "the estimate of a plan",
            "EXPLAIN (COSTS ON) SELECT FROM registry.party WHERE name = '{canary}' AND kind = 'natural'",
            twin: "EXPLAIN (COSTS ON) SELECT FROM registry.party WHERE name = 'Zebrakonarie' AND kind = 'natural'",
            wall: "ALTER TABLE registry.party ALTER COLUMN name SET STATISTICS 100; ANALYZE registry.party"),
        Probe(
            "what a function of the owner finds",
            "SELECT rule FROM registry.who_has_address({home}, NULL, '{canary}', '9', NULL, '1012LG', 'Amsterdam')",
            twin: "SELECT rule FROM registry.who_has_address({home}, NULL, 'Nowhere', '9', NULL, '1012LG', "
                + "'Amsterdam')"),
        Probe(
            "the subject of an inspection",
            "SELECT outlet FROM ops.inspection_subject('{outlet}', NULL, now(), NULL, now(), 1, NULL, NULL)",
            twin: "SELECT outlet FROM ops.inspection_subject('9999-999-Z', NULL, now(), NULL, now(), 1, NULL, NULL)"),
        Probe(
            "a logged act", "SELECT 'LEAK' FROM ops.logged_act('action', '1')"),
    ]

    /// What the catalogs and statistics tell.
    private static let catalogs = [
        Probe(
            "the most common values",
            "SELECT concat(most_common_vals::text, histogram_bounds::text) FROM pg_stats WHERE schemaname = 'registry'",
            wall: openParties + "; " + openOutlets),
        Probe("the statistics behind it", "SELECT stavalues1::text FROM pg_statistic"),
        Probe("extended statistics", "SELECT most_common_vals::text FROM pg_stats_ext"),
        Probe(
            "PostGIS's extents",
            "SELECT 'LEAK' WHERE public.st_estimatedextent('registry', 'outlet', 'place') IS NOT NULL"),
        Probe(
            "what others are doing",
            "SELECT query FROM pg_stat_activity WHERE query LIKE '%{canary}%' AND pid <> pg_backend_pid()"),
        Probe("the numbers of another authority", "SELECT 'LEAK' || last_value FROM ops.number_{home}_outlet"),
        Probe(
            "the sequences' list",
            "SELECT 'LEAK' FROM pg_sequences WHERE schemaname = 'ops' AND sequencename LIKE 'number%' AND last_value IS NOT NULL"
        ),
        Probe("the key of the contexts", "SELECT 'LEAK' || inner_pad::text FROM ops.context_key"),
        Probe("the outbox", "SELECT 'LEAK' || actor FROM audit.outbox"),
    ]

    /// Rights that the service doesn't have.
    private static let rights = [
        Probe("another role", "SET ROLE registry_owner; SELECT name FROM registry.outlet"),
        Probe("another session", "SET SESSION AUTHORIZATION postgres; SELECT name FROM registry.outlet"),
        Probe("row security off", "SET row_security = off; SELECT name FROM registry.outlet", wall: openOutlets),
        Probe("truncate", "TRUNCATE registry.outlet; SELECT 'LEAK'"),
        Probe("delete", "DELETE FROM registry.outlet WHERE jurisdiction_id = {home} RETURNING 'LEAK'"),
        Probe(
            "a lock on the table", "BEGIN; LOCK TABLE registry.outlet IN ACCESS EXCLUSIVE MODE; SELECT 'LEAK'; ROLLBACK"
        ),
        Probe("a large object", "SELECT 'LEAK' || lo_import('/etc/passwd')"),
        Probe("a file of the server", "SELECT 'LEAK' || pg_read_file('PG_VERSION')"),
        Probe("a program", "COPY (SELECT 1) TO PROGRAM 'echo LEAK'"),
        Probe("a page of the table", "SELECT 'LEAK' || get_raw_page('registry.outlet', 0)::text"),
        Probe("notifications", "LISTEN registry; SELECT pg_notification_queue_usage() > 1"),
        Probe(
            "a function that reads for one",
            "CREATE FUNCTION pg_temp.f(t text) RETURNS boolean LANGUAGE plpgsql COST 0.0001 AS $$ BEGIN "
                + "RAISE NOTICE '%', t; RETURN true; END $$; SELECT 1 FROM registry.party WHERE "
                + "pg_temp.f(name)",
            wall: openParties),
    ]

    /// Things of one's own in the way of the registry's.
    private static let shadows = [
        Probe(
            "a temporary table in the way",
            "CREATE TEMP TABLE context_key AS SELECT 1 AS id, '\\x00'::bytea AS inner_pad, "
                + "'\\x00'::bytea AS outer_pad; SET search_path = pg_temp, pg_catalog; SELECT name FROM "
                + "registry.outlet",
            wall: openOutlets),
        Probe(
            "a function in the way",
            "CREATE FUNCTION pg_temp.staff_jurisdiction() RETURNS integer LANGUAGE sql AS 'SELECT "
                + "{home}'; SET search_path = pg_temp, ops; SELECT name FROM registry.outlet",
            wall: openOutlets),
        Probe(
            "an operator in the way",
            "CREATE FUNCTION pg_temp.yes(integer, integer) RETURNS boolean LANGUAGE sql AS 'SELECT "
                + "true'; CREATE OPERATOR pg_temp.= (LEFTARG = integer, RIGHTARG = integer, FUNCTION = "
                + "pg_temp.yes); SET search_path = pg_temp, pg_catalog; SELECT name FROM registry.outlet",
            wall: openOutlets),
        Probe(
            "a view of one's own",
            "CREATE TEMP VIEW v AS SELECT name FROM registry.outlet; SELECT * FROM v", wall: openOutlets),
        Probe("a rule of one's own", "CREATE RULE r AS ON SELECT TO registry.outlet DO INSTEAD SELECT 'LEAK'"),
    ]
}
