-- The licences that were withdrawn for a term which is over.
CREATE VIEW registry.withdrawal_over WITH (security_invoker = true) AS
SELECT l.*, a.reference AS action_reference, a.ends_on AS over_on
FROM registry.licence AS l
JOIN registry.action AS a ON a.jurisdiction_id = l.jurisdiction_id AND a.id = l.action_id AND a.status = 'issued'
JOIN registry.jurisdiction AS j ON j.id = l.jurisdiction_id
JOIN registry.history AS h ON h.jurisdiction_id = l.jurisdiction_id AND h.object = 'licence' AND h.object_key = l.id::text
    AND h.version = l.version - 1
WHERE l.status = 'withdrawn' AND a.ends_on <= (now() AT TIME ZONE j.time_zone)::date
    AND coalesce((h.state ->> 'ends_on')::date > a.ends_on, true)
    AND NOT EXISTS (
        SELECT FROM registry.licence AS n
        WHERE n.jurisdiction_id = l.jurisdiction_id AND n.outlet_id = l.outlet_id AND n.id <> l.id
            AND n.previous_id IS DISTINCT FROM l.id
            AND n.status IN ('valid', 'suspended') AND (n.ends_on IS NULL OR n.ends_on > l.ends_on));
COMMENT ON VIEW registry.withdrawal_over IS
    'Licences that an action withdrew for a term, from the first day after it (over_on) on, unless they would have ended by '
    'then or the outlet has another one. Whether such a licence revives by itself no source says: a person reinstates it.';
