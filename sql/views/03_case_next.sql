-- What comes next in an open case, and who can do it.
CREATE VIEW registry.case_next WITH (security_invoker = true) AS
SELECT c.jurisdiction_id,
       c.id AS case_id,
       coalesce(
           (SELECT jsonb_build_object('act', CASE a.status WHEN 'draft' THEN 'propose' ELSE 'issue' END,
                       'reference', a.reference, 'role', CASE a.status WHEN 'draft' THEN 'officer' ELSE 'reviewer' END)
            FROM registry.action AS a
            WHERE a.jurisdiction_id = c.jurisdiction_id AND a.case_id = c.id AND a.status IN ('draft', 'proposed')
            ORDER BY a.id LIMIT 1),
           (SELECT jsonb_build_object('act', 'draft', 'reference', c.reference, 'role', 'officer')
            FROM registry.open_decision AS d WHERE d.jurisdiction_id = c.jurisdiction_id AND d.case_id = c.id LIMIT 1),
           (SELECT jsonb_build_object('act', 'decide', 'reference', c.reference, 'role', 'officer')
            FROM registry.open_recommendation AS r WHERE r.jurisdiction_id = c.jurisdiction_id AND r.case_id = c.id LIMIT 1),
           jsonb_build_object('act', 'close', 'reference', c.reference, 'role', 'officer')) AS next
FROM registry.case_file AS c
WHERE c.status = 'open';
COMMENT ON VIEW registry.case_next IS 'The next act in each open case, the record it is done on, and a role that may do it.';
