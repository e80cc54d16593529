-- What issued actions order about licences and nobody has done yet.
CREATE VIEW registry.ordered_licence_act WITH (security_invoker = true) AS
SELECT a.jurisdiction_id, a.id AS action_id, a.reference AS action, a.outlet_id, a.starts_on, a.issued_at, a.issued_by,
       CASE a.kind WHEN 'suspension' THEN 'suspend' ELSE 'withdraw' END AS act,
       l.id AS licence_id, l.reference AS licence, l.valid_from,
       CASE WHEN a.kind = 'suspension' AND a.starts_on > t.today THEN a.starts_on END AS not_before
FROM registry.action AS a
JOIN registry.jurisdiction AS j ON j.id = a.jurisdiction_id
CROSS JOIN LATERAL (SELECT (now() AT TIME ZONE j.time_zone)::date AS today) AS t
JOIN registry.licence AS l ON l.jurisdiction_id = a.jurisdiction_id AND l.outlet_id = a.outlet_id
    AND CASE a.kind WHEN 'suspension' THEN l.status = 'valid'
            AND daterange(l.valid_from, l.ends_on) && daterange(a.starts_on, a.ends_on)
        ELSE l.status IN ('valid', 'suspended') AND (l.ends_on IS NULL OR l.ends_on > t.today)
            AND (l.previous_id IS NOT NULL OR EXISTS (SELECT FROM registry.history AS g
                WHERE g.jurisdiction_id = l.jurisdiction_id AND g.object = 'licence' AND g.object_key = l.id::text
                    AND g.version = 1 AND g.changed_at < a.issued_at)) END
WHERE a.status = 'issued' AND a.kind IN ('suspension', 'withdrawal')
    AND (a.kind = 'withdrawal' OR a.ends_on IS NULL OR a.ends_on > t.today)
    AND NOT EXISTS (SELECT FROM registry.licence AS s
        JOIN registry.history AS h ON h.jurisdiction_id = s.jurisdiction_id AND h.object = 'licence'
            AND h.object_key = s.id::text AND h.act = CASE a.kind WHEN 'suspension' THEN 'suspend' ELSE 'withdraw' END
        WHERE s.jurisdiction_id = a.jurisdiction_id AND s.outlet_id = a.outlet_id
            AND (h.state ->> 'action_id')::bigint = a.id);
COMMENT ON VIEW registry.ordered_licence_act IS
    'The licences that an issued action orders to suspend or withdraw, until that is done once. A licence that was granted '
    'after a withdrawal was issued is not meant by it; not_before is the first day of a suspension while it is to come.';
