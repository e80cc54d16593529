-- The violations of an outlet as a look-back counts them.
--
-- It runs with its owner's rights and asks for the signed context once, where row security would ask once per table: it is
-- read in every intake. The reference is looked up row by row: as a join the planner may read every inspection of the
-- jurisdiction, and a serializable transaction would lock them all.
CREATE VIEW registry.past_violation WITH (security_barrier = true) AS
SELECT o.jurisdiction_id, o.reference AS outlet_reference, v.id, v.criterion, v.day, v.status, v.established_on,
    (SELECT i.reference FROM registry.inspection AS i
     WHERE i.jurisdiction_id = v.jurisdiction_id AND i.id = v.inspection_id) AS reference,
    (SELECT q.reference FROM registry.party_role AS r
     JOIN registry.party AS q ON q.jurisdiction_id = r.jurisdiction_id AND q.id = r.party_id
     WHERE r.jurisdiction_id = o.jurisdiction_id AND r.outlet_id = o.id AND r.role = 'operator'
         AND r.valid_from <= v.day AND (r.ends_on IS NULL OR r.ends_on > v.day)
     ORDER BY r.valid_from DESC, r.id DESC LIMIT 1) AS operator,
    (SELECT a.kind FROM registry.action AS a
     WHERE a.jurisdiction_id = v.jurisdiction_id AND a.id = v.action_id) AS measure
FROM registry.outlet AS o
JOIN registry.violation AS v ON v.jurisdiction_id = o.jurisdiction_id AND v.outlet_id = o.id
WHERE o.jurisdiction_id = (SELECT ops.staff_jurisdiction())
UNION ALL
-- Earlier records, which have numbers of their own: those below zero are never numbers of violations.
SELECT o.jurisdiction_id, o.reference, -e.id, e.criterion, e.day, e.standing, e.decided_on, e.case_number, NULL, e.measure
FROM registry.outlet AS o
JOIN registry.outlet_licence_number AS n ON n.jurisdiction_id = o.jurisdiction_id AND n.outlet_id = o.id
JOIN registry.earlier_event AS e ON e.jurisdiction_id = n.jurisdiction_id AND e.licence_number = n.licence_number
WHERE o.jurisdiction_id = (SELECT ops.staff_jurisdiction());
COMMENT ON VIEW registry.past_violation IS
    'The violations of an outlet as a look-back counts them, those of a former system too (with an id below zero); own '
    'jurisdiction only.';
