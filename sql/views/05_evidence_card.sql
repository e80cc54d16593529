-- One row per evidence file, without its bytes, which are in no table.
CREATE VIEW registry.evidence_card WITH (security_invoker = true) AS
SELECT e.jurisdiction_id,
       e.id AS evidence_id,
       encode(e.sha256, 'hex') AS sha256,
       e.media_type,
       e.bytes,
       e.status,
       p.name AS received_by,
       e.received_at,
       (SELECT encode(o.sha256, 'hex') FROM registry.evidence_redaction AS r
        JOIN registry.evidence AS o ON o.jurisdiction_id = r.jurisdiction_id AND o.id = r.original_id
        WHERE r.jurisdiction_id = e.jurisdiction_id AND r.copy_id = e.id) AS copy_of,
       (SELECT encode(k.sha256, 'hex') FROM registry.evidence_redaction AS r
        JOIN registry.evidence AS k ON k.jurisdiction_id = r.jurisdiction_id AND k.id = r.copy_id AND k.status = 'kept'
        WHERE r.jurisdiction_id = e.jurisdiction_id AND r.original_id = e.id ORDER BY r.id DESC LIMIT 1) AS redacted_copy,
       w.outcome,
       w.ends_on AS kept_until,
       w.is_held AS held,
       (SELECT coalesce(jsonb_agg(jsonb_build_object('number', a.number, 'record', a.record, 'description', a.description,
                    'status', a.status, 'reason', a.reason, 'by', a.attached_by, 'at', registry.utc(a.attached_at))
                    ORDER BY a.number), '[]')
        FROM registry.evidence_attachment_card AS a
        WHERE a.jurisdiction_id = e.jurisdiction_id AND a.evidence_id = e.id) AS attachments,
       (SELECT coalesce(jsonb_agg(jsonb_build_object('purpose', v.purpose, 'by', q.name, 'at', registry.utc(v.recorded_at))
                    ORDER BY v.id), '[]')
        FROM registry.evidence_view AS v
        JOIN registry.person AS q ON q.jurisdiction_id = v.jurisdiction_id AND q.id = v.recorded_by
        WHERE v.jurisdiction_id = e.jurisdiction_id AND v.evidence_id = e.id) AS views,
       e.version
FROM registry.evidence AS e
JOIN registry.person AS p ON p.jurisdiction_id = e.jurisdiction_id AND p.id = e.received_by
LEFT JOIN registry.evidence_plan AS w ON w.jurisdiction_id = e.jurisdiction_id AND w.evidence_id = e.id;
COMMENT ON VIEW registry.evidence_card IS
    'One row per evidence file: to what it belongs, its original or its newest redacted copy, how long it is kept, and every time that '
    'an original was handed out.';
