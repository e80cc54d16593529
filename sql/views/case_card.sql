-- One row per case with everything that was recommended, decided and done in it.
CREATE VIEW registry.case_card WITH (security_invoker = true) AS
SELECT c.jurisdiction_id,
       c.id AS case_id,
       c.reference,
       o.reference AS outlet,
       o.name AS outlet_name,
       c.status,
       c.opened_on,
       c.reason,
       CASE c.status WHEN 'closed' THEN (SELECT p.name FROM registry.person AS p
           WHERE p.jurisdiction_id = c.jurisdiction_id AND p.id = c.changed_by) END AS closed_by,
       CASE c.status WHEN 'closed' THEN c.changed_at END AS closed_at,
       (SELECT coalesce(jsonb_agg(jsonb_build_object('id', r.id, 'inspection', i.reference, 'day', r.day, 'pack', r.pack_id,
                    'packVersion', r.pack_version, 'measure', r.measure, 'personDecides', r.person_decides,
                    'standing', registry.recommendation_standing(r.jurisdiction_id, r.id),
                    'outdated', registry.outdated_words(r.jurisdiction_id, r.id),
                    'by', p.name, 'at', registry.utc(r.recorded_at)) ORDER BY r.id), '[]')
        FROM registry.recommendation AS r
        JOIN registry.person AS p ON p.jurisdiction_id = r.jurisdiction_id AND p.id = r.recorded_by
        JOIN registry.inspection AS i ON i.jurisdiction_id = r.jurisdiction_id AND i.id = r.inspection_id
        WHERE r.jurisdiction_id = c.jurisdiction_id AND r.case_id = c.id) AS recommendations,
       (SELECT coalesce(jsonb_agg(jsonb_build_object('id', d.id, 'recommendation', d.recommendation_id, 'choice', d.choice,
                    'measure', d.measure, 'measures', d.measures, 'reasons', d.reasons, 'by', p.name, 'at', registry.utc(d.recorded_at))
                    ORDER BY d.id), '[]')
        FROM registry.decision AS d
        JOIN registry.person AS p ON p.jurisdiction_id = d.jurisdiction_id AND p.id = d.recorded_by
        WHERE d.jurisdiction_id = c.jurisdiction_id AND d.case_id = c.id) AS decisions,
       (SELECT coalesce(jsonb_agg(jsonb_build_object('reference', a.reference, 'decision', a.decision_id, 'kind', a.kind,
                    'status', a.status, 'startsOn', a.starts_on, 'endsOn', a.ends_on, 'proposedBy', p.name,
                    'issuedBy', s.name, 'issuedAt', registry.utc(a.issued_at)) ORDER BY a.id), '[]')
        FROM registry.action AS a
        JOIN registry.person AS p ON p.jurisdiction_id = a.jurisdiction_id AND p.id = a.proposed_by
        LEFT JOIN registry.person AS s ON s.jurisdiction_id = a.jurisdiction_id AND s.id = a.issued_by
        WHERE a.jurisdiction_id = c.jurisdiction_id AND a.case_id = c.id) AS actions,
       (SELECT jsonb_agg(jsonb_build_object('act', h.act, 'by', p.name, 'at', registry.utc(h.changed_at),
                    'reason', h.reason) ORDER BY h.version)
        FROM registry.history AS h
        JOIN registry.person AS p ON p.jurisdiction_id = h.jurisdiction_id AND p.id = h.changed_by
        WHERE h.jurisdiction_id = c.jurisdiction_id AND h.object = 'case_file' AND h.object_key = c.id::text) AS history,
       (SELECT coalesce(jsonb_agg(jsonb_build_object('number', a.number, 'sha256', a.sha256, 'mediaType', a.media_type,
                    'bytes', a.bytes, 'description', a.description, 'redactedCopy', a.redacted_copy, 'destroyed', a.destroyed,
                    'by', a.attached_by, 'at', registry.utc(a.attached_at)) ORDER BY a.number), '[]')
        FROM registry.evidence_attachment_card AS a
        WHERE a.jurisdiction_id = c.jurisdiction_id AND a.case_id = c.id AND a.status = 'attached') AS evidence,
       n.next,
       c.version,
       c.changed_at
FROM registry.case_file AS c
JOIN registry.outlet AS o ON o.jurisdiction_id = c.jurisdiction_id AND o.id = c.outlet_id
LEFT JOIN registry.case_next AS n ON n.jurisdiction_id = c.jurisdiction_id AND n.case_id = c.id;
COMMENT ON VIEW registry.case_card IS 'One row per case with its recommendations, decisions, actions, how it was opened, closed (by whom and when) and opened again, and what comes next.';
