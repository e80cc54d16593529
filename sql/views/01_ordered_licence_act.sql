-- What issued actions order about licences and nobody has done yet.
CREATE VIEW registry.ordered_licence_act WITH (security_invoker = true) AS
SELECT a.jurisdiction_id, a.id AS action_id, a.reference AS action, a.outlet_id, a.starts_on, a.issued_at, a.issued_by,
       CASE a.kind WHEN 'suspension' THEN 'suspend' ELSE 'withdraw' END AS act,
       l.id AS licence_id, l.reference AS licence, l.valid_from, l.ends_on,
       CASE WHEN a.starts_on > t.today THEN a.starts_on END AS not_before
FROM registry.action AS a
JOIN registry.jurisdiction AS j ON j.id = a.jurisdiction_id
CROSS JOIN LATERAL (SELECT (now() AT TIME ZONE j.time_zone)::date AS today) AS t
JOIN registry.licence AS l ON l.jurisdiction_id = a.jurisdiction_id AND l.outlet_id = a.outlet_id
    AND (l.status IN ('valid', 'suspended') OR l.status IN ('lapsed', 'transferred') AND l.ends_on > t.today)
    AND CASE a.kind WHEN 'suspension' THEN l.status <> 'suspended'
            AND daterange(l.valid_from, l.ends_on) && daterange(a.starts_on, a.ends_on)
        ELSE (l.ends_on IS NULL OR l.ends_on > greatest(t.today, a.starts_on))
            AND (a.ends_on IS NULL OR l.valid_from < a.ends_on)
            AND (l.previous_id IS NOT NULL OR EXISTS (SELECT FROM registry.history AS g
                WHERE g.jurisdiction_id = l.jurisdiction_id AND g.object = 'licence' AND g.object_key = l.id::text
                    AND g.version = 1 AND g.changed_at < a.issued_at)) END
WHERE a.status = 'issued' AND a.kind IN ('suspension', 'withdrawal')
    AND (a.ends_on IS NULL OR a.ends_on > t.today)
    AND NOT registry.carried_out(a.jurisdiction_id, a.id, l.id);
COMMENT ON VIEW registry.ordered_licence_act IS
    'The licences that an issued action orders to suspend or withdraw, until that is done, also for the one that continues '
    'it within the days of the action. One that lapses or goes to another holder from a later day on is among them until '
    'then. A licence that was granted after a withdrawal was issued is not meant by it; not_before is the first day of '
    'the measure while it is to come.';
