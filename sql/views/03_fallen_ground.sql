-- What rested on an action that was revoked since, until the rules are asked again or somebody decides.
CREATE VIEW registry.fallen_ground WITH (security_invoker = true) AS
SELECT DISTINCT ON (g.jurisdiction_id, g.id) g.jurisdiction_id,
       g.id AS recommendation_id,
       coalesce(w.reference, g."case") AS "case",
       g.inspection,
       g.outlet,
       a.reference AS action,
       a.changed_at AS revoked_at,
       a.changed_by AS revoked_by
FROM registry.action AS a
JOIN registry.decision AS d ON d.jurisdiction_id = a.jurisdiction_id AND d.id = a.decision_id
JOIN registry.recommendation AS r ON r.jurisdiction_id = d.jurisdiction_id AND r.id = d.recommendation_id
JOIN registry.violation_ground AS g ON g.jurisdiction_id = r.jurisdiction_id AND g.violation_inspection_id = r.inspection_id
    AND g.violation_criterion IN (SELECT l.line ->> 'criterion' FROM json_array_elements(r.trace -> 'lines') AS l(line))
LEFT JOIN registry.case_file AS w ON w.jurisdiction_id = g.jurisdiction_id AND w.outlet_id = g.outlet_id
    AND w.status = 'open'
WHERE a.status = 'revoked' AND g.violation_status <> 'established' AND g.replaced_by IS NULL
    AND g.recorded_at < a.changed_at
    AND NOT EXISTS (SELECT FROM registry.decision AS e
        WHERE e.jurisdiction_id = g.jurisdiction_id AND e.recommendation_id = g.id AND e.recorded_at > a.changed_at)
    AND registry.ground_stands(g.jurisdiction_id, g.inspection_id, g.trace)
ORDER BY g.jurisdiction_id, g.id, a.changed_at;
COMMENT ON VIEW registry.fallen_ground IS
    'The recommendations that counted a violation which fell with a revoked action and is not established again, each with the '
    'first such action and the case in which the rules can be asked again: the open one of its outlet, else its own.';
