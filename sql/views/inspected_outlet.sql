-- An outlet as an inspection finds it: its closing day, its open case, the time zone in which its days are counted.
--
-- It runs with its owner's rights and asks for the signed context once, like past_violation.
CREATE VIEW registry.inspected_outlet WITH (security_barrier = true) AS
SELECT o.jurisdiction_id, o.id, o.reference, j.time_zone, CASE o.status WHEN 'closed' THEN o.effective_on END AS closed_on,
    c.id AS open_case, c.reference AS open_case_reference
FROM registry.outlet AS o
JOIN registry.jurisdiction AS j ON j.id = o.jurisdiction_id
LEFT JOIN registry.case_file AS c ON c.jurisdiction_id = o.jurisdiction_id AND c.outlet_id = o.id AND c.status = 'open'
WHERE o.jurisdiction_id = (SELECT ops.context_jurisdiction());
COMMENT ON VIEW registry.inspected_outlet IS
    'An outlet with its closing day, its open case and the time zone in which its days are counted; own jurisdiction only.';
