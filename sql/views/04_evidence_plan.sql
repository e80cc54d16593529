-- One row per evidence file that is kept, with how long.
CREATE VIEW registry.evidence_plan WITH (security_invoker = true) AS
SELECT e.jurisdiction_id,
       e.id AS evidence_id,
       encode(e.sha256, 'hex') AS sha256,
       w.outcome,
       w.since,
       ops.evidence_months(e.jurisdiction_id, w.outcome) AS months,
       w.ends_on,
       EXISTS (SELECT FROM registry.evidence_hold AS h WHERE h.jurisdiction_id = e.jurisdiction_id AND h.status = 'held'
            AND h.evidence_id IN (SELECT e.id UNION ALL SELECT r.copy_id FROM registry.evidence_redaction AS r
                WHERE r.jurisdiction_id = e.jurisdiction_id AND r.original_id = e.id
                UNION ALL SELECT r.original_id FROM registry.evidence_redaction AS r
                WHERE r.jurisdiction_id = e.jurisdiction_id AND r.copy_id = e.id)) AS is_held,
       EXISTS (SELECT FROM registry.evidence_redaction AS r
            WHERE r.jurisdiction_id = e.jurisdiction_id AND r.copy_id = e.id) AS is_copy,
       ARRAY(SELECT DISTINCT a.record FROM registry.evidence_attachment_card AS a
            WHERE a.jurisdiction_id = e.jurisdiction_id AND a.evidence_id = e.id ORDER BY 1) AS records
FROM registry.evidence AS e
CROSS JOIN LATERAL ops.evidence_end(e.jurisdiction_id, e.id) AS w
WHERE e.status = 'kept';
COMMENT ON VIEW registry.evidence_plan IS
    'One row per evidence file that is kept: what became of its record and since when, the first day on which it is not kept for that any '
    'more, whether it (or its original, or a copy) is held, and the records to which it is or was attached.';
