-- The licences that are withdrawn, each with its action and with the licence that the outlet has in its place, if there is one.
CREATE VIEW registry.withdrawn_licence WITH (security_invoker = true) AS
SELECT l.*, a.reference AS action_reference, a.status AS action_status, a.ends_on AS over_on, a.changed_at AS revoked_at,
       a.changed_by AS revoked_by, n.reference AS other, coalesce(n.can_be_taken_back, true) AS can_be_reinstated
FROM registry.licence AS l
JOIN registry.action AS a ON a.jurisdiction_id = l.jurisdiction_id AND a.id = l.action_id
JOIN registry.jurisdiction AS j ON j.id = l.jurisdiction_id
LEFT JOIN LATERAL (
    SELECT n.reference, n.status = 'valid' AND n.previous_id IS NULL
        AND n.valid_from >= (now() AT TIME ZONE j.time_zone)::date AS can_be_taken_back
    FROM registry.licence AS n
    WHERE n.jurisdiction_id = l.jurisdiction_id AND n.outlet_id = l.outlet_id AND n.id <> l.id
        AND n.previous_id IS DISTINCT FROM l.id
        AND n.status IN ('valid', 'suspended') AND (n.ends_on IS NULL OR n.ends_on > l.ends_on)
    ORDER BY n.valid_from LIMIT 1) AS n ON true
WHERE l.status = 'withdrawn';
COMMENT ON VIEW registry.withdrawn_licence IS
    'Withdrawn licences with their action (revoked_at and revoked_by are of a revoked one), and other: the licence after it '
    'that the outlet has, beside the one that continues it. can_be_reinstated says whether there is none, or one whose first '
    'day is not over, so that it can be taken back.';
