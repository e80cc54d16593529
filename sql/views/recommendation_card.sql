-- One row per recommendation with the facts it was given, its trace, and what was decided about it.
CREATE VIEW registry.recommendation_card WITH (security_invoker = true) AS
SELECT r.jurisdiction_id,
       r.case_id,
       r.id,
       c.reference AS "case",
       i.reference AS inspection,
       o.reference AS outlet,
       r.day,
       r.pack_id,
       r.pack_version,
       r.pack_sha256,
       r.measure,
       r.person_decides,
       r.facts,
       r.trace,
       (SELECT jsonb_build_object('id', d.id, 'choice', d.choice, 'measure', d.measure, 'measures', d.measures,
                    'reasons', d.reasons, 'by', q.name,
                    'at', registry.utc(d.recorded_at))
        FROM registry.decision AS d
        JOIN registry.person AS q ON q.jurisdiction_id = d.jurisdiction_id AND q.id = d.recorded_by
        WHERE d.jurisdiction_id = r.jurisdiction_id AND d.recommendation_id = r.id) AS decision,
       (SELECT coalesce(jsonb_agg(jsonb_build_object('gate', a.gate, 'criterion', a.criterion, 'holds', a.holds,
                    'reason', a.reason, 'by', a.by, 'at', registry.utc(a.at)) ORDER BY a.criterion, a.gate), '[]')
        FROM registry.answer_in_force AS a
        WHERE a.jurisdiction_id = r.jurisdiction_id AND a.inspection_id = r.inspection_id
            AND a.pack_id = r.pack_id) AS answers,
       (SELECT coalesce(jsonb_agg(jsonb_build_object('kind', f.kind, 'name', f.name, 'criterion', f.criterion, 'value', f.value,
                    'reason', f.reason, 'by', q.name, 'at', registry.utc(f.recorded_at), 'on', f.day)
                    ORDER BY f.kind, f.name, f.criterion), '[]')
        FROM registry.facts_given(r.jurisdiction_id, r.id) AS f
        JOIN registry.person AS q ON q.jurisdiction_id = r.jurisdiction_id AND q.id = f.recorded_by) AS stated,
       -- Who brought in what it was told of a former system, by file.
       (SELECT coalesce(jsonb_agg(jsonb_build_object('count', m.count, 'by', q.name, 'on', m.day, 'file', m.file_name)
                    ORDER BY m.first), '[]')
        FROM (SELECT count(*), min(e.id) AS first, e.recorded_by, (e.recorded_at AT TIME ZONE j.time_zone)::date AS day, b.file_name
              FROM json_array_elements(coalesce(r.facts -> 'history', '[]')) AS h(past)
              JOIN registry.earlier_record AS e ON e.jurisdiction_id = r.jurisdiction_id AND e.id = -(h.past ->> 'id')::bigint
              JOIN registry.history_import AS b ON b.jurisdiction_id = e.jurisdiction_id AND b.id = e.import_id
              JOIN registry.jurisdiction AS j ON j.id = e.jurisdiction_id
              GROUP BY e.recorded_by, (e.recorded_at AT TIME ZONE j.time_zone)::date, b.file_name) AS m
        JOIN registry.person AS q ON q.jurisdiction_id = r.jurisdiction_id AND q.id = m.recorded_by) AS _imported,
       (SELECT n.id FROM registry.recommendation AS n
        WHERE n.jurisdiction_id = r.jurisdiction_id AND n.inspection_id = r.inspection_id AND n.pack_id = r.pack_id
            AND n.id > r.id ORDER BY n.id LIMIT 1) AS replaced_by,
       registry.ground_stands(r.jurisdiction_id, r.inspection_id, r.trace) AS stands,
       registry.recommendation_standing(r.jurisdiction_id, r.id) AS standing,
       registry.outdated_words(r.jurisdiction_id, r.id) AS outdated,
       p.name AS recorded_by,
       r.recorded_at
FROM registry.recommendation AS r
JOIN registry.case_file AS c ON c.jurisdiction_id = r.jurisdiction_id AND c.id = r.case_id
JOIN registry.outlet AS o ON o.jurisdiction_id = c.jurisdiction_id AND o.id = c.outlet_id
JOIN registry.inspection AS i ON i.jurisdiction_id = r.jurisdiction_id AND i.id = r.inspection_id
JOIN registry.person AS p ON p.jurisdiction_id = r.jurisdiction_id AND p.id = r.recorded_by;
COMMENT ON VIEW registry.recommendation_card IS
    'One row per recommendation: pack and its hash, facts, trace, what people have answered about its inspection and pack, the facts that they had stated when it was made, '
    'the decision about it, a newer one that replaces it, where it stands, in what its facts have changed while it waits (outdated), and whether its ground stands: every violation that '
    'it rests on may have been set aside since.';
