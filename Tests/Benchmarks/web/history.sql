-- The history that the measured requests meet, loaded past the guards: it is only history.
-- psql variables: outlets (with an open case), fresh (without one), visits (earlier inspections of each), and the pack.
BEGIN;
SET LOCAL session_replication_role = replica;

CREATE TEMPORARY TABLE home ON COMMIT DROP AS
SELECT j.id AS jurisdiction, a.person_id AS person FROM registry.jurisdiction AS j
JOIN registry.account AS a ON a.jurisdiction_id = j.id WHERE a.login = 'inspector';

-- The pack goes on as one that was adopted before packs were proposed by one person and activated by another.
INSERT INTO registry.policy_pack (jurisdiction_id, pack_id, pack_version, sha256, source_text, bases, base_sha256,
    valid_from, recorded_by, activated_by, activated_at, status, act, converted, changed_by)
SELECT jurisdiction, :'pack_id', :'pack_version', :'sha256', :'source', jsonb_build_array(jsonb_build_object('id', :'base_id',
        'version', :'base_version', 'sha256', :'base_sha256', 'file', :'base_id' || '.yaml', 'text', :'base_source')),
    ARRAY[:'base_sha256'], '2020-01-01', person, person, now(), 'active', 'convert', true, person FROM home;

INSERT INTO registry.outlet (jurisdiction_id, id, number, reference, name, kind, street, house_number, postcode,
    locality, place, tolerated_from, status, act, effective_on, changed_by)
OVERRIDING SYSTEM VALUE
SELECT jurisdiction, n, n, stem || '-' || ops.check_character(stem), 'De Kade ' || n, 'consumption', 'Damrak', n::text,
    '1012LG', 'Amsterdam', public.st_setsrid(public.st_makepoint(4.8 + n * 1e-5, 52.3 + n * 1e-5), 4326), '2015-01-01',
    'active', 'register', '2015-01-01', person
FROM home, generate_series(1, :outlets + :fresh) AS n,
    LATERAL (SELECT '0363-' || lpad(n::text, greatest(3, length(n::text)), '0') AS stem) AS named;

CREATE TEMPORARY TABLE visit ON COMMIT DROP AS
SELECT n AS outlet, v, (lpad(to_hex((extract(epoch FROM at) * 1000)::bigint), 12, '0') || '7' ||
        substr(md5(n || '/' || v), 1, 3) || 'a' || substr(md5(n || '-' || v), 1, 15))::uuid AS id,
    at, row_number() OVER (ORDER BY at, n) AS number
FROM generate_series(1, :outlets + :fresh) AS n, generate_series(1, :visits) AS v,
    LATERAL (SELECT timestamptz '2020-06-01 12:00+00' + v * interval '200 days' + n * interval '1 minute' AS at) AS day;

INSERT INTO registry.inspection (jurisdiction_id, id, number, reference, outlet_id, kind, outcome, inspector_id,
    started_at, local_day, content_digest, recorded_by)
SELECT jurisdiction, id, number, 'I-' || to_char(at, 'YYYY') || '-' || number, outlet, 'unannounced', 'access', person,
    at, at::date, sha256(id::text::bytea), person
FROM home, visit ORDER BY number;

INSERT INTO registry.finding (jurisdiction_id, outlet_id, inspection_id, criterion, result)
SELECT jurisdiction, outlet, id, criterion, CASE criterion WHEN (ARRAY['J', 'O', 'A', 'H'])[1 + v % 4] THEN 'fail' ELSE 'pass' END
FROM home, visit, unnest(ARRAY['A', 'H', 'O', 'J', 'G', 'I']) AS criterion ORDER BY number;

INSERT INTO registry.violation (jurisdiction_id, outlet_id, inspection_id, criterion, day, status, established_on,
    action_id, act, effective_on, changed_by)
SELECT jurisdiction, outlet, id, (ARRAY['J', 'O', 'A', 'H'])[1 + v % 4], at::date,
    CASE v % 2 WHEN 0 THEN 'established' ELSE 'alleged' END, CASE v % 2 WHEN 0 THEN at::date + 14 END,
    CASE v % 2 WHEN 0 THEN 1 END, 'allege', at::date, person
FROM home, visit ORDER BY number;

-- The id of an open case is a million more than that of its outlet.
INSERT INTO registry.case_file (jurisdiction_id, id, number, reference, outlet_id, opened_on, status, act, effective_on,
    changed_by)
OVERRIDING SYSTEM VALUE
SELECT jurisdiction, 1000000 + n, n, 'C-2020-' || lpad(n::text, 4, '0'), n, '2020-12-18', 'open', 'open', '2020-12-18',
    person
FROM home, generate_series(1, :outlets) AS n;

-- Each series goes on after what was loaded.
SELECT setval(pg_get_serial_sequence('registry.outlet', 'id'), :outlets + :fresh),
    setval(pg_get_serial_sequence('registry.case_file', 'id'), 2000000),
    setval(format('ops.number_%s_outlet', jurisdiction), :outlets + :fresh),
    setval(format('ops.number_%s_case_file', jurisdiction), 1000000),
    setval(format('ops.number_%s_inspection', jurisdiction), 1000000)
FROM home;
COMMIT;
VACUUM ANALYZE;
