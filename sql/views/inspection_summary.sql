-- One row per inspection, as lists show it.
CREATE VIEW registry.inspection_summary WITH (security_invoker = true) AS
SELECT i.jurisdiction_id,
       i.id,
       i.reference,
       o.reference AS outlet,
       o.name AS outlet_name,
       i.kind,
       i.outcome,
       i.local_day AS day,
       i.started_at,
       p.name AS inspector,
       ARRAY(SELECT f.criterion FROM registry.effective_finding AS f
             WHERE f.jurisdiction_id = i.jurisdiction_id AND f.inspection_id = i.id AND f.result = 'fail'
             ORDER BY f.criterion) AS failed,
       EXISTS (SELECT FROM registry.voiding AS w
               WHERE w.jurisdiction_id = i.jurisdiction_id AND w.inspection_id = i.id) AS voided
FROM registry.inspection AS i
JOIN registry.outlet AS o ON o.jurisdiction_id = i.jurisdiction_id AND o.id = i.outlet_id
JOIN registry.person AS p ON p.jurisdiction_id = i.jurisdiction_id AND p.id = i.inspector_id;
COMMENT ON VIEW registry.inspection_summary IS 'One row per inspection with the criteria that failed as it holds now, and whether it was voided.';
