-- One row per case, as lists show it.
CREATE VIEW registry.case_summary WITH (security_invoker = true) AS
SELECT c.jurisdiction_id,
       c.id AS case_id,
       c.reference,
       o.reference AS outlet,
       o.name AS outlet_name,
       c.status,
       c.opened_on,
       (SELECT count(*) FROM registry.recommendation AS r
        WHERE r.jurisdiction_id = c.jurisdiction_id AND r.case_id = c.id) AS recommendations,
       (SELECT count(*) FROM registry.decision AS d
        WHERE d.jurisdiction_id = c.jurisdiction_id AND d.case_id = c.id) AS decisions,
       ARRAY(SELECT a.reference FROM registry.action AS a
             WHERE a.jurisdiction_id = c.jurisdiction_id AND a.case_id = c.id ORDER BY a.id) AS actions,
       n.next,
       c.version
FROM registry.case_file AS c
JOIN registry.outlet AS o ON o.jurisdiction_id = c.jurisdiction_id AND o.id = c.outlet_id
LEFT JOIN registry.case_next AS n ON n.jurisdiction_id = c.jurisdiction_id AND n.case_id = c.id;
COMMENT ON VIEW registry.case_summary IS 'One row per case with how much is in it and what comes next.';
