-- One row per enforcement action with the decision it carries out.
CREATE VIEW registry.action_card WITH (security_invoker = true) AS
SELECT a.jurisdiction_id,
       a.id AS action_id,
       a.reference,
       c.reference AS "case",
       o.reference AS outlet,
       o.name AS outlet_name,
       a.kind,
       a.status,
       a.starts_on,
       a.ends_on,
       a.amount,
       a.currency,
       a.text,
       (SELECT jsonb_build_object('id', d.id, 'choice', d.choice, 'measure', d.measure, 'reasons', d.reasons,
                    'recommendation', d.recommendation_id)
        FROM registry.decision AS d WHERE d.jurisdiction_id = a.jurisdiction_id AND d.id = a.decision_id) AS decision,
       p.name AS proposed_by,
       a.proposed_at,
       (SELECT s.name FROM registry.person AS s
        WHERE s.jurisdiction_id = a.jurisdiction_id AND s.id = a.issued_by) AS issued_by,
       a.issued_at,
       (SELECT coalesce(jsonb_agg(jsonb_build_object('id', v.id, 'criterion', v.criterion, 'day', v.day,
                    'establishedOn', v.established_on) ORDER BY v.id), '[]')
        FROM registry.violation AS v
        WHERE v.jurisdiction_id = a.jurisdiction_id AND v.outlet_id = c.outlet_id AND v.action_id = a.id) AS establishes,
       a.reason,
       CASE a.status
           WHEN 'draft' THEN jsonb_build_object('act', 'propose', 'reference', a.reference, 'role', 'officer')
           WHEN 'proposed' THEN jsonb_build_object('act', 'issue', 'reference', a.reference, 'role', 'reviewer')
           ELSE n.next END AS next,
       a.version,
       a.changed_at
FROM registry.action AS a
JOIN registry.case_file AS c ON c.jurisdiction_id = a.jurisdiction_id AND c.id = a.case_id
JOIN registry.outlet AS o ON o.jurisdiction_id = c.jurisdiction_id AND o.id = c.outlet_id
JOIN registry.person AS p ON p.jurisdiction_id = a.jurisdiction_id AND p.id = a.proposed_by
LEFT JOIN registry.case_next AS n ON n.jurisdiction_id = c.jurisdiction_id AND n.case_id = c.id;
COMMENT ON VIEW registry.action_card IS
    'One row per action with its decision, who drafted and issued it, the violations it established, and what comes next.';
