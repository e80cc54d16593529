-- One row per time that somebody asked for a reporter's contact.
CREATE VIEW registry.unsealing_card WITH (security_invoker = true) AS
SELECT u.jurisdiction_id,
       u.id AS number,
       u.report_id,
       n.reference AS report,
       c.reference AS "case",
       u.purpose,
       u.status,
       u.requested_by AS requested_by_id,
       p.name AS requested_by,
       f.changed_at AS requested_at,
       (SELECT q.name FROM registry.history AS h JOIN registry.person AS q ON q.jurisdiction_id = h.jurisdiction_id AND q.id = h.changed_by
        WHERE h.jurisdiction_id = u.jurisdiction_id AND h.object = 'unsealing' AND h.object_key = u.id::text
            AND h.act IN ('grant', 'refuse')) AS answered_by,
       u.granted_at,
       u.granted_at + interval '24 hours' AS readable_until,
       (SELECT count(*) FROM registry.history AS h WHERE h.jurisdiction_id = u.jurisdiction_id AND h.object = 'unsealing'
            AND h.object_key = u.id::text AND h.act = 'read') AS times_read,
       u.version
FROM registry.unsealing AS u
JOIN registry.nuisance_report AS n ON n.jurisdiction_id = u.jurisdiction_id AND n.id = u.report_id
JOIN registry.person AS p ON p.jurisdiction_id = u.jurisdiction_id AND p.id = u.requested_by
JOIN registry.history AS f ON f.jurisdiction_id = u.jurisdiction_id AND f.object = 'unsealing' AND f.object_key = u.id::text
    AND f.version = 1
LEFT JOIN registry.case_file AS c ON c.jurisdiction_id = u.jurisdiction_id AND c.id = u.case_id;
COMMENT ON VIEW registry.unsealing_card IS
    'One row per time that somebody asked for a reporter''s contact: for what, who granted or refused it, and how often it was read.';
