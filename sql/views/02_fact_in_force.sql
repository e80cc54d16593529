-- What people have stated about an inspection: the latest of each fact, for one pack or for all.
CREATE VIEW registry.fact_in_force WITH (security_invoker = true) AS
SELECT DISTINCT ON (r.jurisdiction_id, r.inspection_id, k.pack_id, f.kind, f.name, f.criterion)
       r.jurisdiction_id, r.inspection_id, k.pack_id, f.kind, f.name, f.criterion, f.value, f.number
FROM registry.recommendation AS r
JOIN registry.stated_fact AS f ON f.jurisdiction_id = r.jurisdiction_id AND f.recommendation_id = r.id
CROSS JOIN LATERAL (SELECT CASE WHEN f.kind NOT IN ('days', 'individual') THEN r.pack_id END AS pack_id) AS k
ORDER BY r.jurisdiction_id, r.inspection_id, k.pack_id, f.kind, f.name, f.criterion, f.id DESC;
COMMENT ON VIEW registry.fact_in_force IS
    'The latest of each fact that a person stated about an inspection; pack_id is NULL for days and individuals, which hold for '
    'every pack.';
