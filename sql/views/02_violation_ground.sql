-- One row per violation and recommendation, about its outlet or another, that rested on it as an earlier one, with what was
-- decided and done on that ground (registry.rests_on).
CREATE VIEW registry.violation_ground WITH (security_invoker = true) AS
SELECT r.jurisdiction_id,
       v.id AS violation_id,
       v.inspection_id AS violation_inspection_id,
       v.criterion AS violation_criterion,
       v.status AS violation_status,
       r.id,
       r.case_id,
       r.inspection_id,
       r.outlet_id,
       r.recorded_at,
       c.reference AS "case",
       c.status AS case_status,
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
       (SELECT jsonb_build_object('id', d.id, 'choice', d.choice, 'measure', d.measure)
        FROM registry.decision AS d
        WHERE d.jurisdiction_id = r.jurisdiction_id AND d.recommendation_id = r.id) AS decision,
       (SELECT coalesce(jsonb_agg(jsonb_build_object('reference', a.reference, 'kind', a.kind, 'status', a.status)
                    ORDER BY a.id), '[]')
        FROM registry.action AS a
        JOIN registry.decision AS d ON d.jurisdiction_id = a.jurisdiction_id AND d.id = a.decision_id
        WHERE a.jurisdiction_id = r.jurisdiction_id AND a.case_id = r.case_id AND d.recommendation_id = r.id) AS actions,
       (SELECT n.id FROM registry.recommendation AS n
        WHERE n.jurisdiction_id = r.jurisdiction_id AND n.inspection_id = r.inspection_id AND n.pack_id = r.pack_id
            AND n.id > r.id ORDER BY n.id LIMIT 1) AS replaced_by
FROM registry.violation AS v
-- Rules that follow the operator count it at other outlets too: those of whoever has operated this one.
CROSS JOIN LATERAL (
    SELECT v.outlet_id
    UNION
    SELECT e.outlet_id FROM registry.party_role AS n
    JOIN registry.party_role AS e ON e.jurisdiction_id = n.jurisdiction_id AND e.party_id = n.party_id
        AND e.role = 'operator'
    WHERE n.jurisdiction_id = v.jurisdiction_id AND n.outlet_id = v.outlet_id AND n.role = 'operator') AS reached
JOIN registry.case_file AS c ON c.jurisdiction_id = v.jurisdiction_id AND c.outlet_id = reached.outlet_id
JOIN registry.recommendation AS r ON r.jurisdiction_id = c.jurisdiction_id AND r.case_id = c.id
    AND r.inspection_id <> v.inspection_id AND registry.rests_on(r.facts, r.trace, v.id::text)
JOIN registry.outlet AS o ON o.jurisdiction_id = r.jurisdiction_id AND o.id = r.outlet_id
JOIN registry.inspection AS i ON i.jurisdiction_id = r.jurisdiction_id AND i.id = r.inspection_id;
COMMENT ON VIEW registry.violation_ground IS
    'One row per violation and recommendation that rested on it, with the decision and the actions that follow from that.';
