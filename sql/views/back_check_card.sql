-- Inspections that are checked again, and what the second visit found. For officers and the role integrity.
CREATE VIEW registry.back_check_card WITH (security_invoker = true) AS
SELECT b.jurisdiction_id, b.id AS number, i.reference AS inspection, o.reference AS outlet, i.local_day AS day,
       p.name AS inspector, d.reference AS draw,
       CASE WHEN b.status = 'due' AND v.id IS NOT NULL THEN 'done' ELSE b.status END AS status,
       s.reference AS checked_by, s.local_day AS checked_on, q.name AS checker,
       (SELECT coalesce(jsonb_agg(jsonb_build_object('criterion', f.criterion, 'first', f.result, 'second', g.result,
                   'agree', f.result = g.result) ORDER BY f.criterion), '[]')
        FROM registry.effective_finding AS f
        JOIN registry.effective_finding AS g ON g.jurisdiction_id = f.jurisdiction_id AND g.inspection_id = s.id
            AND g.criterion = f.criterion AND g.result IN ('pass', 'fail')
        WHERE f.jurisdiction_id = b.jurisdiction_id AND f.inspection_id = i.id AND f.result IN ('pass', 'fail')) AS comparison,
       ARRAY(SELECT x.reference FROM registry.draw AS x
             WHERE x.jurisdiction_id = b.jurisdiction_id AND x.purpose = 'visits' AND x.absent <> '{}'
                 AND o.reference <> ALL (x.outlets) AND o.status = 'active'
                 AND x.recorded_at > b.drawn_at AND (b.status <> 'waived' OR x.recorded_at < b.changed_at)
                 AND (s.recorded_at IS NULL OR x.recorded_at < s.recorded_at)
                 -- While another draw for it runs, none has to take it in.
                 AND NOT EXISTS (SELECT FROM registry.draw AS y
                     WHERE y.jurisdiction_id = x.jurisdiction_id AND y.purpose = 'visits' AND o.reference = ANY (y.outlets)
                         AND y.recorded_at <= x.recorded_at AND y.last_day >= (x.recorded_at AT TIME ZONE j.time_zone)::date
                         AND NOT EXISTS (SELECT FROM registry.draw AS n WHERE n.jurisdiction_id = y.jurisdiction_id
                             AND n.replaces_id = y.id AND n.recorded_at <= x.recorded_at))
             ORDER BY x.id) AS left_out_of,
       b.reason, CASE WHEN b.act <> 'draw' THEN c.name END AS changed_by
FROM registry.back_check AS b
JOIN registry.jurisdiction AS j ON j.id = b.jurisdiction_id
JOIN registry.inspection AS i ON i.jurisdiction_id = b.jurisdiction_id AND i.id = b.inspection_id
JOIN registry.outlet AS o ON o.jurisdiction_id = b.jurisdiction_id AND o.id = b.outlet_id
JOIN registry.person AS p ON p.jurisdiction_id = i.jurisdiction_id AND p.id = i.inspector_id
JOIN registry.draw AS d ON d.jurisdiction_id = b.jurisdiction_id AND d.id = b.draw_id
JOIN registry.person AS c ON c.jurisdiction_id = b.jurisdiction_id AND c.id = b.changed_by
CROSS JOIN LATERAL (SELECT registry.back_check_visit(b.jurisdiction_id, b.id) AS id) AS v
LEFT JOIN registry.inspection AS s ON s.jurisdiction_id = b.jurisdiction_id AND s.id = v.id
LEFT JOIN registry.person AS q ON q.jurisdiction_id = s.jurisdiction_id AND q.id = s.inspector_id;
COMMENT ON VIEW registry.back_check_card IS
    'Inspections that are checked again: by which inspection that was done, and for each criterion that both checked whether they '
    'agree; left_out_of: the draws for visits that did not take it in and for which inspectors were said to be away: whether that was the '
    'reason it doesn''t say. The outlet may have changed between the two.';
