-- One row per draw with its pool, what came out, and what was done otherwise.
CREATE VIEW registry.draw_card WITH (security_invoker = true) AS
SELECT d.jurisdiction_id, d.id, d.reference, d.purpose, d.first_day, d.last_day, d.outlets, d.seats,
       ARRAY(SELECT p.name FROM registry.person AS p
             WHERE p.jurisdiction_id = d.jurisdiction_id AND p.id = ANY (d.absent) ORDER BY p.name, p.id) AS absent,
       CASE WHEN ops.is_replaced(d.jurisdiction_id, d.id) THEN 'replaced' WHEN r.id IS NULL THEN 'waiting' ELSE 'drawn' END AS status,
       d.pool, encode(d.pool_digest, 'hex') AS pool_digest, r.head, encode(r.seed, 'hex') AS seed,
       coalesce(r.drawn, '[]') AS drawn, CASE WHEN r.shown_from < 'infinity' THEN r.shown_from END AS shown_from,
       (SELECT coalesce(jsonb_agg(jsonb_build_object('outlet', o.reference, 'person', p.name, 'pseudonym', p.pseudonym)
                   ORDER BY a.id), '[]')
        FROM registry.assignment AS a
        JOIN registry.outlet AS o ON o.jurisdiction_id = a.jurisdiction_id AND o.id = a.outlet_id
        JOIN registry.person AS p ON p.jurisdiction_id = a.jurisdiction_id AND p.id = a.person_id
        WHERE a.jurisdiction_id = d.jurisdiction_id AND a.draw_id = d.id) AS assignments,
       -- Who sees single assignments alone can't tell what departs from them.
       CASE WHEN (SELECT ops.context_roles())::text[] && '{officer,integrity}' THEN (
           SELECT coalesce(jsonb_agg(jsonb_build_object('inspection', i.reference, 'outlet', o.reference, 'inspector', p.name,
                      'reason', x.reason, 'explainedBy', e.name) ORDER BY i.started_at, i.id), '[]')
           FROM registry.outlet AS o
           JOIN registry.inspection AS i ON i.jurisdiction_id = o.jurisdiction_id AND i.outlet_id = o.id
               AND i.local_day BETWEEN d.first_day AND d.last_day
           JOIN registry.person AS p ON p.jurisdiction_id = i.jurisdiction_id AND p.id = i.inspector_id
           LEFT JOIN registry.departure AS x ON x.jurisdiction_id = d.jurisdiction_id AND x.draw_id = d.id
               AND x.inspection_id = i.id
           LEFT JOIN registry.person AS e ON e.jurisdiction_id = x.jurisdiction_id AND e.id = x.recorded_by
           WHERE o.jurisdiction_id = d.jurisdiction_id AND o.reference = ANY (d.outlets)
               AND registry.is_departure(d.jurisdiction_id, d.id, i.id)) ELSE '[]' END AS departures,
       (SELECT coalesce(jsonb_agg(jsonb_build_object('number', q.id, 'status', q.status, 'why', q.why, 'requestedBy', p.name,
                   'answeredBy', CASE WHEN q.status <> 'requested' THEN c.name END, 'reason', q.reason) ORDER BY q.id), '[]')
        FROM registry.redraw AS q
        JOIN registry.person AS p ON p.jurisdiction_id = q.jurisdiction_id AND p.id = q.requested_by
        JOIN registry.person AS c ON c.jurisdiction_id = q.jurisdiction_id AND c.id = q.changed_by
        WHERE q.jurisdiction_id = d.jurisdiction_id AND q.draw_id = d.id) AS redraws,
       f.reference AS replaces, n.reference AS replaced_by, w.name AS opened_by, d.recorded_at AS opened_at
FROM registry.draw AS d
JOIN registry.person AS w ON w.jurisdiction_id = d.jurisdiction_id AND w.id = d.recorded_by
LEFT JOIN registry.draw_result AS r ON r.jurisdiction_id = d.jurisdiction_id AND r.draw_id = d.id
LEFT JOIN registry.draw AS f ON f.jurisdiction_id = d.jurisdiction_id AND f.id = d.replaces_id
LEFT JOIN registry.draw AS n ON n.jurisdiction_id = d.jurisdiction_id AND n.replaces_id = d.id;
COMMENT ON VIEW registry.draw_card IS
    'One row per draw: pool, head, seed and what is drawn, as deploy/verify-draw.py reads them; who is assigned; the visits that '
    'depart from it, for officers and the role integrity; redraws that were asked for. Inspectors see a draw from shown_from on.';
