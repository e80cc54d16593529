-- One row per time that a file was attached to a record.
CREATE VIEW registry.evidence_attachment_card WITH (security_invoker = true) AS
SELECT a.jurisdiction_id,
       a.id AS number,
       encode(e.sha256, 'hex') AS sha256,
       e.media_type,
       e.bytes,
       coalesce(i.reference, n.reference, c.reference) AS record,
       a.inspection_id,
       a.report_id,
       a.case_id,
       a.evidence_id,
       a.description,
       (SELECT encode(k.sha256, 'hex') FROM registry.evidence_redaction AS r
        JOIN registry.evidence AS k ON k.jurisdiction_id = r.jurisdiction_id AND k.id = r.copy_id AND k.status = 'kept'
        WHERE r.jurisdiction_id = a.jurisdiction_id AND r.original_id = a.evidence_id ORDER BY r.id DESC LIMIT 1) AS redacted_copy,
       e.status = 'destroyed' AS destroyed,
       p.name AS attached_by,
       a.attached_at,
       a.status,
       CASE a.status WHEN 'detached' THEN a.reason END AS reason,
       CASE a.status WHEN 'detached' THEN q.name END AS detached_by,
       a.version
FROM registry.evidence_attachment AS a
JOIN registry.evidence AS e ON e.jurisdiction_id = a.jurisdiction_id AND e.id = a.evidence_id
JOIN registry.person AS p ON p.jurisdiction_id = a.jurisdiction_id AND p.id = a.attached_by
LEFT JOIN registry.person AS q ON q.jurisdiction_id = a.jurisdiction_id AND q.id = a.changed_by
LEFT JOIN registry.inspection AS i ON i.jurisdiction_id = a.jurisdiction_id AND i.id = a.inspection_id
LEFT JOIN registry.nuisance_report AS n ON n.jurisdiction_id = a.jurisdiction_id AND n.id = a.report_id
LEFT JOIN registry.case_file AS c ON c.jurisdiction_id = a.jurisdiction_id AND c.id = a.case_id;
COMMENT ON VIEW registry.evidence_attachment_card IS
    'One row per time that a file was attached to a record: the file by its hash, its newest redacted copy, and who detached it and why.';
