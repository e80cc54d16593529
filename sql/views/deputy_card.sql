-- Who stands in for whom, by name.
CREATE VIEW registry.deputy_card WITH (security_invoker = true) AS
SELECT d.jurisdiction_id, d.id, p.name AS person, q.name AS deputy, d.starts_on, d.ends_on, d.status,
       d.starts_on <= t.today AND d.ends_on > t.today AS counts_today,
       r.name AS recorded_by, CASE d.status WHEN 'ended' THEN e.name END AS ended_by, d.reason, d.version, d.changed_at
FROM registry.deputy AS d
JOIN registry.jurisdiction AS j ON j.id = d.jurisdiction_id
CROSS JOIN LATERAL (SELECT (now() AT TIME ZONE j.time_zone)::date AS today) AS t
JOIN registry.person AS p ON p.jurisdiction_id = d.jurisdiction_id AND p.id = d.person_id
JOIN registry.person AS q ON q.jurisdiction_id = d.jurisdiction_id AND q.id = d.deputy_id
JOIN registry.person AS r ON r.jurisdiction_id = d.jurisdiction_id AND r.id = d.recorded_by
JOIN registry.person AS e ON e.jurisdiction_id = d.jurisdiction_id AND e.id = d.changed_by;
COMMENT ON VIEW registry.deputy_card IS
    'Deputyships with the names of all who had a part in them; counts_today says whether the two are one person today.';
