-- Every licence with where it stands today, in the days of its jurisdiction.
CREATE VIEW registry.licence_today WITH (security_invoker = true) AS
SELECT l.*,
       t.today,
       CASE WHEN l.status IN ('withdrawn', 'taken_back') THEN l.status
            WHEN l.valid_from > t.today THEN 'begins_later'
            WHEN l.ends_on <= t.today AND l.status IN ('lapsed', 'transferred') THEN l.status
            -- Only of a suspended one the status doesn't say how it ended.
            WHEN l.ends_on <= t.today AND l.status = 'suspended'
                THEN coalesce(registry.recorded_end(l.jurisdiction_id, l.id), 'ended')
            WHEN l.ends_on <= t.today THEN 'ended'
            WHEN l.status = 'suspended' THEN l.status
            ELSE 'valid' END AS standing
FROM registry.licence AS l
JOIN registry.jurisdiction AS j ON j.id = l.jurisdiction_id
CROSS JOIN LATERAL (SELECT (now() AT TIME ZONE j.time_zone)::date AS today) AS t;
COMMENT ON VIEW registry.licence_today IS
    'The licences with their standing: what holds today, where status is what was recorded of them. One that begins later '
    'is begins_later, one that lapses or goes to another holder on a later day is valid (or suspended) until then, and one '
    'that ran out is ended.';
