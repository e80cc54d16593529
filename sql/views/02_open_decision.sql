-- The decisions that wait for an action. The ground is written out for the same reason as in open_recommendation.
CREATE VIEW registry.open_decision WITH (security_invoker = true) AS
SELECT d.*, m.missing
FROM registry.decision AS d
CROSS JOIN LATERAL (SELECT array_agg(k.kind ORDER BY k.place) AS missing
                    FROM unnest(d.measures) WITH ORDINALITY AS k(kind, place)
                    WHERE NOT EXISTS (SELECT FROM registry.action AS a
                                      WHERE a.jurisdiction_id = d.jurisdiction_id AND a.decision_id = d.id
                                          AND a.kind = k.kind
                                          AND a.status IN ('draft', 'proposed', 'issued', 'revoked'))) AS m
WHERE m.missing IS NOT NULL
    AND NOT EXISTS (SELECT FROM registry.recommendation AS r
                    JOIN registry.recommendation AS n ON n.jurisdiction_id = r.jurisdiction_id
                        AND n.inspection_id = r.inspection_id AND n.pack_id = r.pack_id AND n.id > r.id
                    WHERE r.jurisdiction_id = d.jurisdiction_id AND r.id = d.recommendation_id)
    AND EXISTS (SELECT FROM registry.recommendation AS r
                JOIN registry.violation AS v ON v.jurisdiction_id = r.jurisdiction_id AND v.inspection_id = r.inspection_id
                WHERE r.jurisdiction_id = d.jurisdiction_id AND r.id = d.recommendation_id AND v.status <> 'set_aside'
                    AND (coalesce(json_array_length(r.trace -> 'lines'), 0) = 0
                        OR v.criterion IN (SELECT l.line ->> 'criterion' FROM json_array_elements(r.trace -> 'lines') AS l(line))));
COMMENT ON VIEW registry.open_decision IS
    'Decisions for measures of which one at least has no action, with the kinds that are missing; a withdrawn draft leaves its decision open, a revoked action does not. '
    'A decision whose recommendation a newer one replaces waits for nothing: the newer one is decided on. Neither does one '
    'whose violations were all set aside since: no action could be issued on it.';
