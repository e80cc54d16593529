-- The licences that are suspended or withdrawn on an action that was revoked since.
CREATE VIEW registry.licence_without_ground WITH (security_invoker = true) AS
SELECT l.jurisdiction_id, l.id, l.reference, l.outlet_id, l.action_id, a.reference AS action_reference,
       a.changed_at AS revoked_at, a.changed_by AS revoked_by, NULL::text AS other
FROM registry.licence AS l
JOIN registry.action AS a ON a.jurisdiction_id = l.jurisdiction_id AND a.id = l.action_id AND a.status = 'revoked'
WHERE l.status = 'suspended'
UNION ALL
SELECT w.jurisdiction_id, w.id, w.reference, w.outlet_id, w.action_id, w.action_reference, w.revoked_at, w.revoked_by, w.other
FROM registry.withdrawn_licence AS w
WHERE w.action_status = 'revoked' AND w.can_be_reinstated;
COMMENT ON VIEW registry.licence_without_ground IS
    'Licences that are suspended or withdrawn on an action that was revoked since, with that action: they are to be '
    'reinstated. A withdrawn one only while the outlet has no other licence after it than the one that continues it, or only '
    'one (other) that can be taken back.';
