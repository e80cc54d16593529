-- Who was drawn to visit which outlet, as the inspector sees it: a back-check is a row like any other.
CREATE VIEW registry.assignment_card WITH (security_invoker = true) AS
SELECT a.jurisdiction_id, a.id AS number, d.reference AS draw, o.reference AS outlet, o.name AS outlet_name, p.name AS person,
       a.person_id, d.first_day, d.last_day, a.shown_from,
       CASE WHEN ops.is_replaced(d.jurisdiction_id, d.id) THEN 'replaced'
            WHEN EXISTS (SELECT FROM registry.inspection AS i WHERE i.jurisdiction_id = a.jurisdiction_id
                AND i.outlet_id = a.outlet_id AND i.local_day BETWEEN d.first_day AND d.last_day
                AND a.person_id IN (i.inspector_id, i.second_inspector_id)
                AND NOT EXISTS (SELECT FROM registry.voiding AS w
                    WHERE w.jurisdiction_id = i.jurisdiction_id AND w.inspection_id = i.id)) THEN 'visited'
            ELSE 'assigned' END AS status
FROM registry.assignment AS a
JOIN registry.draw AS d ON d.jurisdiction_id = a.jurisdiction_id AND d.id = a.draw_id
JOIN registry.outlet AS o ON o.jurisdiction_id = a.jurisdiction_id AND o.id = a.outlet_id
JOIN registry.person AS p ON p.jurisdiction_id = a.jurisdiction_id AND p.id = a.person_id;
COMMENT ON VIEW registry.assignment_card IS
    'Who was drawn to visit which outlet on which days, and whether that person was there. Inspectors see their own, from '
    'shown_from on. Nothing in it depends on back-checks.';
