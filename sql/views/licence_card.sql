-- One row per licence with its outlet, holder, and the licences before and after it.
CREATE VIEW registry.licence_card WITH (security_invoker = true) AS
SELECT l.jurisdiction_id,
       l.id AS licence_id,
       l.number,
       l.reference,
       o.reference AS outlet,
       p.reference AS holder,
       p.name AS holder_name,
       l.status,
       l.valid_from,
       l.ends_on,
       l.conditions,
       l.suspended_until,
       (SELECT q.name FROM registry.person AS q
        WHERE q.jurisdiction_id = l.jurisdiction_id AND q.id = l.reinstatement_proposed_by) AS reinstatement_proposed_by,
       (SELECT a.reference FROM registry.action AS a
        WHERE a.jurisdiction_id = l.jurisdiction_id AND a.id = l.action_id) AS action,
       (SELECT b.reference FROM registry.licence AS b
        WHERE b.jurisdiction_id = l.jurisdiction_id AND b.id = l.previous_id) AS continues,
       (SELECT n.reference FROM registry.licence AS n
        WHERE n.jurisdiction_id = l.jurisdiction_id AND n.previous_id = l.id) AS continued_by,
       l.reason,
       l.version,
       l.changed_at
FROM registry.licence AS l
JOIN registry.outlet AS o ON o.jurisdiction_id = l.jurisdiction_id AND o.id = l.outlet_id
JOIN registry.party AS p ON p.jurisdiction_id = l.jurisdiction_id AND p.id = l.holder_id;
COMMENT ON VIEW registry.licence_card IS 'One row per licence with its outlet, holder, and the licences before and after it.';
