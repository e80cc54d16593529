-- One row per stretch of time in which an outlet was open for selling, from its history.
CREATE VIEW registry.outlet_in_force WITH (security_invoker = true) AS
WITH turn AS (
    SELECT h.jurisdiction_id, h.object_key::bigint AS outlet_id, h.act, h.version,
           coalesce(h.effective_on, (h.changed_at AT TIME ZONE j.time_zone)::date) AS day
    FROM registry.history AS h JOIN registry.jurisdiction AS j ON j.id = h.jurisdiction_id
    WHERE h.object = 'outlet' AND h.act IN ('register', 'close', 'reopen')
), stretch AS (
    SELECT t.*, lead(t.day) OVER (PARTITION BY t.jurisdiction_id, t.outlet_id ORDER BY t.version) AS until FROM turn AS t
)
SELECT s.jurisdiction_id,
       s.outlet_id,
       o.kind,
       CASE WHEN s.act = 'register' THEN coalesce(o.tolerated_from, s.day) ELSE s.day END AS first_day,
       s.until
FROM stretch AS s JOIN registry.outlet AS o ON o.jurisdiction_id = s.jurisdiction_id AND o.id = s.outlet_id
WHERE s.act IN ('register', 'reopen');
COMMENT ON VIEW registry.outlet_in_force IS
    'Stretches in which an outlet was open: from first_day (the day it is tolerated from, else the day it was registered '
    'or reopened) until the day before until, which is NULL while it runs.';
