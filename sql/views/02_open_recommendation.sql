-- The recommendations that wait for a decision. That the ground stands is written out as in registry.ground_stands: a call
-- would run for every recommendation before any join leaves one out.
CREATE VIEW registry.open_recommendation WITH (security_invoker = true) AS
SELECT r.*
FROM registry.recommendation AS r
WHERE NOT EXISTS (SELECT FROM registry.decision AS d
                  WHERE d.jurisdiction_id = r.jurisdiction_id AND d.recommendation_id = r.id)
    AND NOT EXISTS (SELECT FROM registry.recommendation AS n
                    WHERE n.jurisdiction_id = r.jurisdiction_id AND n.inspection_id = r.inspection_id
                        AND n.pack_id = r.pack_id AND n.id > r.id)
    AND EXISTS (SELECT FROM registry.violation AS v
                WHERE v.jurisdiction_id = r.jurisdiction_id AND v.inspection_id = r.inspection_id AND v.status <> 'set_aside'
                    AND (coalesce(json_array_length(r.trace -> 'lines'), 0) = 0
                        OR v.criterion IN (SELECT l.line ->> 'criterion' FROM json_array_elements(r.trace -> 'lines') AS l(line))));
COMMENT ON VIEW registry.open_recommendation IS
    'Recommendations without a decision that no newer one of the same pack about the same inspection replaces, and that '
    'still rest on a violation that stands.';
