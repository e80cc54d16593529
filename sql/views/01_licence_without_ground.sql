-- The licences that are suspended or withdrawn on an action that was revoked since.
CREATE VIEW registry.licence_without_ground WITH (security_invoker = true) AS
SELECT l.*, a.reference AS action_reference, a.changed_at AS revoked_at, a.changed_by AS revoked_by
FROM registry.licence AS l
JOIN registry.action AS a ON a.jurisdiction_id = l.jurisdiction_id AND a.id = l.action_id AND a.status = 'revoked'
WHERE l.status = 'suspended'
    OR l.status = 'withdrawn' AND NOT EXISTS (
        SELECT FROM registry.licence AS n
        WHERE n.jurisdiction_id = l.jurisdiction_id AND n.outlet_id = l.outlet_id AND n.id <> l.id
            AND n.previous_id IS DISTINCT FROM l.id
            AND n.status IN ('valid', 'suspended') AND (n.ends_on IS NULL OR n.ends_on > l.ends_on));
COMMENT ON VIEW registry.licence_without_ground IS
    'Licences that are suspended or withdrawn on an action that was revoked since, with that action: they are to be '
    'reinstated. A withdrawn one only while the outlet has no other licence after it than the one that continues it.';
