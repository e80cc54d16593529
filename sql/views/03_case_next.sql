-- What comes next in an open case, and who can do it.
CREATE VIEW registry.case_next WITH (security_invoker = true) AS
SELECT c.jurisdiction_id,
       c.id AS case_id,
       coalesce(
           (SELECT n.next FROM registry.action_next AS n
            WHERE n.jurisdiction_id = c.jurisdiction_id AND n.case_id = c.id ORDER BY n.action_id LIMIT 1),
           (SELECT CASE WHEN registry.changed_since(d.jurisdiction_id, d.id) IS NULL
                   THEN jsonb_strip_nulls(jsonb_build_object('act', 'draft', 'reference', c.reference, 'role', 'officer',
                       'decision', CASE WHEN count(*) OVER () > 1 THEN d.id END, 'measure', d.missing[1]))
                   ELSE jsonb_build_object('act', 'recompute', 'reference', c.reference, 'role', 'officer', 'inspection',
                       (SELECT i.reference FROM registry.recommendation AS r
                        JOIN registry.inspection AS i ON i.jurisdiction_id = r.jurisdiction_id AND i.id = r.inspection_id
                        WHERE r.jurisdiction_id = d.jurisdiction_id AND r.id = d.recommendation_id)) END
            FROM registry.open_decision AS d WHERE d.jurisdiction_id = c.jurisdiction_id AND d.case_id = c.id
            ORDER BY d.id LIMIT 1),
           (SELECT jsonb_strip_nulls(jsonb_build_object('act', 'decide', 'reference', c.reference, 'role', 'officer',
                       'recommendation', CASE WHEN min(r.inspection_id::text) OVER () <> max(r.inspection_id::text) OVER ()
                           THEN r.id END))
            FROM registry.open_recommendation AS r WHERE r.jurisdiction_id = c.jurisdiction_id AND r.case_id = c.id
            ORDER BY r.id LIMIT 1),
           (SELECT jsonb_build_object('act', 'recompute', 'reference', c.reference, 'role', 'officer',
                       'inspection', b.inspection)
            FROM registry.revoked_beside(c.jurisdiction_id, c.id) AS b WHERE b.fails ORDER BY b.revoked_at LIMIT 1),
           CASE WHEN NOT EXISTS (SELECT FROM registry.recommendation AS r
               WHERE r.jurisdiction_id = c.jurisdiction_id AND r.case_id = c.id)
               THEN (SELECT jsonb_build_object('act', 'inspect', 'reference', o.reference, 'role', 'inspector')
                     FROM registry.outlet AS o WHERE o.jurisdiction_id = c.jurisdiction_id AND o.id = c.outlet_id AND o.status = 'active') END,
           jsonb_strip_nulls(jsonb_build_object('act', 'close', 'reference', c.reference, 'role', 'officer', 'notBy',
               (SELECT jsonb_agg(DISTINCT p.name) FROM registry.leniency(c.jurisdiction_id, c.id) AS l
                JOIN registry.person AS p ON p.jurisdiction_id = c.jurisdiction_id AND p.id = l.person)))) AS next
FROM registry.case_file AS c
WHERE c.status = 'open';
COMMENT ON VIEW registry.case_next IS
    'The next act in each open case, the record it is done on, and a role that may do it: in a case in which nothing was '
    'recommended yet an inspection of the outlet unless it is closed, whose failed findings join the case; of several decisions that wait for '
    'an action the first, with the first of its measures that has none, or that the rules are asked again where what it '
    'follows has changed, of recommendations about several inspections the first, of what an action of a '
    'closed case left that was revoked since the rules asked again, and of closing the names of those who '
    'may not do it because they were lenient alone.';
