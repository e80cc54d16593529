-- What people have answered about the gates and circumstances of an inspection and pack: the latest answer to each.
CREATE VIEW registry.answer_in_force WITH (security_invoker = true) AS
SELECT DISTINCT ON (r.jurisdiction_id, r.inspection_id, r.pack_id, a.criterion, a.gate)
       r.jurisdiction_id, r.inspection_id, r.pack_id, a.criterion, a.gate, a.holds, a.reason, p.name AS by,
       a.recorded_at AS at, (a.recorded_at AT TIME ZONE j.time_zone)::date AS day
FROM registry.recommendation AS r
JOIN registry.gate_answer AS a ON a.jurisdiction_id = r.jurisdiction_id AND a.recommendation_id = r.id
JOIN registry.jurisdiction AS j ON j.id = a.jurisdiction_id
JOIN registry.person AS p ON p.jurisdiction_id = a.jurisdiction_id AND p.id = a.recorded_by
ORDER BY r.jurisdiction_id, r.inspection_id, r.pack_id, a.criterion, a.gate, a.id DESC;
COMMENT ON VIEW registry.answer_in_force IS
    'The latest answer to each gate or circumstance of a pack about a criterion of an inspection, with who gave it.';
