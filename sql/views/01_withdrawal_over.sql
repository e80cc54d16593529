-- The licences that were withdrawn for a term which is over.
CREATE VIEW registry.withdrawal_over WITH (security_invoker = true) AS
SELECT w.jurisdiction_id, w.id, w.reference, w.outlet_id, w.over_on, w.changed_at, w.changed_by
FROM registry.withdrawn_licence AS w
JOIN registry.jurisdiction AS j ON j.id = w.jurisdiction_id
JOIN registry.history AS h ON h.jurisdiction_id = w.jurisdiction_id AND h.object = 'licence' AND h.object_key = w.id::text
    AND h.version = w.version - 1
WHERE w.action_status = 'issued' AND w.over_on <= (now() AT TIME ZONE j.time_zone)::date AND w.other IS NULL
    AND coalesce((h.state ->> 'ends_on')::date > w.over_on, true);
COMMENT ON VIEW registry.withdrawal_over IS
    'Licences that an action withdrew for a term, from the first day after it (over_on) on, unless they would have ended by '
    'then or the outlet has another one. Whether such a licence revives by itself no source says: a person reinstates it.';
