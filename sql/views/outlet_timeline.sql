-- What happened at an outlet: its own history and that of everything that hangs on the premises.
CREATE VIEW registry.outlet_timeline WITH (security_invoker = true) AS
WITH event AS (
    SELECT h.jurisdiction_id, h.object_key::bigint AS outlet_id, h.changed_at AS at, h.effective_on AS day, h.object,
           h.state ->> 'reference' AS reference, h.act AS what, h.changed_by AS by, h.reason, d.was, d.became
    FROM registry.history AS h
    LEFT JOIN registry.history AS o ON h.act IN ('amend', 'move') AND o.jurisdiction_id = h.jurisdiction_id
        AND o.object = h.object AND o.object_key = h.object_key AND o.version = h.version - 1
    LEFT JOIN LATERAL (
        SELECT string_agg(coalesce(nullif(m.was, ''), '-'), '; ' ORDER BY m.place) AS was,
            string_agg(coalesce(nullif(m.became, ''), '-'), '; ' ORDER BY m.place) AS became
        FROM (VALUES (1, o.state ->> 'name', h.state ->> 'name'), (2, o.state ->> 'kind', h.state ->> 'kind'),
            (3, concat_ws(' ', o.state ->> 'street', concat(o.state ->> 'house_number', o.state ->> 'house_number_suffix'),
                nullif(o.state ->> 'postcode', ''), nullif(o.state ->> 'locality', '')),
                concat_ws(' ', h.state ->> 'street', concat(h.state ->> 'house_number', h.state ->> 'house_number_suffix'),
                    nullif(h.state ->> 'postcode', ''), nullif(h.state ->> 'locality', ''))),
            (4, o.state ->> 'opening_hours', h.state ->> 'opening_hours'),
            (5, o.state ->> 'tolerated_from', h.state ->> 'tolerated_from')) AS m (place, was, became)
        WHERE m.was IS DISTINCT FROM m.became) AS d ON o.version IS NOT NULL
    WHERE h.object = 'outlet'
    UNION ALL
    SELECT h.jurisdiction_id, (h.state ->> 'outlet_id')::bigint, h.changed_at, h.effective_on, h.object,
           CASE h.object
               WHEN 'violation' THEN (SELECT i.reference || ' ' || (h.state ->> 'criterion') FROM registry.inspection AS i
                   WHERE i.jurisdiction_id = h.jurisdiction_id AND i.id = (h.state ->> 'inspection_id')::uuid)
               WHEN 'attribution' THEN (SELECT n.reference FROM registry.nuisance_report AS n
                   WHERE n.jurisdiction_id = h.jurisdiction_id AND n.id = (h.state ->> 'report_id')::uuid)
               WHEN 'party_role' THEN concat_ws(' ', h.state ->> 'role', q.reference)
               ELSE h.state ->> 'reference'
           END, h.act, h.changed_by, h.reason, CASE h.act WHEN 'end' THEN q.name END, CASE h.act WHEN 'begin' THEN q.name END
    FROM registry.history AS h
    LEFT JOIN registry.party AS q ON h.object = 'party_role' AND q.jurisdiction_id = h.jurisdiction_id
        AND q.id = (h.state ->> 'party_id')::bigint
    WHERE h.object IN ('licence', 'party_role', 'violation', 'attribution', 'case_file')
    UNION ALL
    SELECT h.jurisdiction_id, c.outlet_id, h.changed_at, h.effective_on, h.object, h.state ->> 'reference', h.act,
           h.changed_by, h.reason, NULL, NULL
    FROM registry.history AS h
    JOIN registry.case_file AS c ON c.jurisdiction_id = h.jurisdiction_id AND c.id = (h.state ->> 'case_id')::bigint
    WHERE h.object = 'action'
    UNION ALL
    SELECT i.jurisdiction_id, i.outlet_id, i.recorded_at, i.local_day, 'inspection', i.reference, 'log', i.recorded_by, i.note,
           NULL, NULL
    FROM registry.inspection AS i
    UNION ALL
    SELECT w.jurisdiction_id, w.outlet_id, w.recorded_at, NULL, 'inspection', i.reference, 'void', w.recorded_by, w.reason,
           NULL, NULL
    FROM registry.voiding AS w
    JOIN registry.inspection AS i ON i.jurisdiction_id = w.jurisdiction_id AND i.id = w.inspection_id
    UNION ALL
    SELECT f.jurisdiction_id, i.outlet_id, f.recorded_at, NULL, 'finding', i.reference || ' ' || f.criterion, 'correct',
           f.recorded_by, f.reason, f.was, f.became
    FROM registry.corrected_finding AS f
    JOIN registry.inspection AS i ON i.jurisdiction_id = f.jurisdiction_id AND i.id = f.inspection_id
    UNION ALL
    SELECT d.jurisdiction_id, c.outlet_id, d.recorded_at, NULL, 'decision', c.reference, d.choice, d.recorded_by, d.reasons,
           NULL, NULL
    FROM registry.decision AS d JOIN registry.case_file AS c ON c.jurisdiction_id = d.jurisdiction_id AND c.id = d.case_id
    UNION ALL
    SELECT c.jurisdiction_id, c.outlet_id, r.recorded_at, NULL, 'recommendation', c.reference || ' ' || i.reference, 'recompute',
           r.recorded_by, format('recommendation %s by %s: %s', r.id, r.pack_id,
               coalesce(registry.measure_in_words(r.trace), 'a person decides')), NULL, NULL
    FROM registry.case_file AS c
    JOIN registry.recommendation AS r ON r.jurisdiction_id = c.jurisdiction_id AND r.case_id = c.id
    JOIN registry.inspection AS i ON i.jurisdiction_id = r.jurisdiction_id AND i.outlet_id = r.outlet_id AND i.id = r.inspection_id
    WHERE EXISTS (SELECT FROM registry.recommendation AS n WHERE n.jurisdiction_id = r.jurisdiction_id
        AND n.inspection_id = r.inspection_id AND n.pack_id = r.pack_id AND n.id < r.id)
    UNION ALL
    SELECT n.jurisdiction_id, n.outlet_id, e.recorded_at, e.day, 'earlier_record',
           concat_ws(' ', coalesce(e.case_number, e.licence_number), e.criterion), e.kind, e.recorded_by,
           concat_ws('; ', format('of a former system, %s line %s', m.file_name, e.line), coalesce(e.violation, e.notice),
               'imposed: ' || e.imposed, e.measure, e.standing), NULL, NULL
    FROM registry.outlet_licence_number AS n
    JOIN registry.earlier_record AS e ON e.jurisdiction_id = n.jurisdiction_id AND e.licence_number = n.licence_number
    JOIN registry.history_import AS m ON m.jurisdiction_id = e.jurisdiction_id AND m.id = e.import_id
)
SELECT e.jurisdiction_id, e.outlet_id, e.at, e.day, e.object, e.reference, e.what, e.was, e.became, p.name AS by,
       e.reason
FROM event AS e JOIN registry.person AS p ON p.jurisdiction_id = e.jurisdiction_id AND p.id = e.by;
COMMENT ON VIEW registry.outlet_timeline IS
    'Everything that happened at an outlet, with who and why: also who asked the rules again about an inspection, and the '
    'records of a former system, each as of its import, by whom it was imported; of a corrected finding, and of '
    'an outlet that was amended or moved, what it was and what it became; a role with its party, whose name stands under became '
    'when it begins and under was when it ends.';
