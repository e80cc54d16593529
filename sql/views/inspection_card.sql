-- One row per inspection with what holds now, what was corrected, and what followed from it.
CREATE VIEW registry.inspection_card WITH (security_invoker = true) AS
SELECT i.jurisdiction_id,
       i.id,
       i.reference,
       o.reference AS outlet,
       o.name AS outlet_name,
       i.kind,
       i.outcome,
       i.local_day AS day,
       i.started_at,
       i.ended_at,
       i.device_time,
       p.name AS inspector,
       (SELECT s.name FROM registry.person AS s
        WHERE s.jurisdiction_id = i.jurisdiction_id AND s.id = i.second_inspector_id) AS second_inspector,
       i.note,
       (SELECT coalesce(jsonb_agg(jsonb_build_object('criterion', f.criterion, 'result', f.result,
                    'value', f.measured_value, 'unit', f.measured_unit, 'note', f.note, 'conduct', coalesce(f.conduct, '{}'),
                    'corrected', f.correction_id IS NOT NULL) ORDER BY f.criterion), '[]')
        FROM registry.effective_finding AS f
        WHERE f.jurisdiction_id = i.jurisdiction_id AND f.inspection_id = i.id) AS findings,
       (SELECT coalesce(jsonb_agg(jsonb_build_object('id', c.id, 'criterion', c.criterion, 'result', c.result,
                    'value', c.measured_value, 'unit', c.measured_unit, 'note', c.note, 'conduct', coalesce(c.conduct, '{}'),
                    'was', jsonb_build_object('result', c.was_result, 'value', c.was_value, 'unit', c.was_unit,
                        'note', c.was_note, 'conduct', coalesce(c.was_conduct, '{}')),
                    'reason', c.reason, 'by', b.name,
                    'at', registry.utc(c.recorded_at)) ORDER BY c.id), '[]')
        FROM registry.corrected_finding AS c
        JOIN registry.person AS b ON b.jurisdiction_id = c.jurisdiction_id AND b.id = c.recorded_by
        WHERE c.jurisdiction_id = i.jurisdiction_id AND c.inspection_id = i.id) AS corrections,
       (SELECT coalesce(jsonb_agg(jsonb_build_object('id', v.id, 'criterion', v.criterion, 'status', v.status,
                    'establishedOn', v.established_on, 'reason', v.reason) ORDER BY v.id), '[]')
        FROM registry.violation AS v
        WHERE v.jurisdiction_id = i.jurisdiction_id AND v.inspection_id = i.id) AS violations,
       (SELECT coalesce(jsonb_agg(jsonb_build_object('id', r.id, 'case', c.reference, 'pack', r.pack_id,
                    'measure', r.measure, 'personDecides', r.person_decides) ORDER BY r.id), '[]')
        FROM registry.recommendation AS r
        JOIN registry.case_file AS c ON c.jurisdiction_id = r.jurisdiction_id AND c.id = r.case_id
        WHERE r.jurisdiction_id = i.jurisdiction_id AND r.inspection_id = i.id) AS recommendations,
       (SELECT jsonb_build_object('duplicateOf', e.reference, 'reason', w.reason, 'by', b.name,
                    'at', registry.utc(w.recorded_at))
        FROM registry.voiding AS w
        JOIN registry.person AS b ON b.jurisdiction_id = w.jurisdiction_id AND b.id = w.recorded_by
        LEFT JOIN registry.inspection AS e ON e.jurisdiction_id = w.jurisdiction_id AND e.id = w.duplicate_of
        WHERE w.jurisdiction_id = i.jurisdiction_id AND w.inspection_id = i.id) AS voided,
       (SELECT jsonb_build_object('reference', s.reference, 'minutes', s.minutes, 'inspector', s.inspector)
        FROM ops.same_visit(i.jurisdiction_id, i.outlet_id, i.id, ARRAY[i.inspector_id, i.second_inspector_id],
            i.started_at, i.ended_at, NULL, NULL) AS s
        WHERE NOT EXISTS (SELECT FROM registry.voiding AS w
            WHERE w.jurisdiction_id = i.jurisdiction_id AND w.inspection_id = i.id)) AS same_visit,
       (SELECT coalesce(jsonb_agg(jsonb_build_object('number', a.number, 'sha256', a.sha256, 'mediaType', a.media_type,
                    'bytes', a.bytes, 'description', a.description, 'redactedCopy', a.redacted_copy, 'destroyed', a.destroyed,
                    'by', a.attached_by, 'at', registry.utc(a.attached_at)) ORDER BY a.number), '[]')
        FROM registry.evidence_attachment_card AS a
        WHERE a.jurisdiction_id = i.jurisdiction_id AND a.inspection_id = i.id AND a.status = 'attached') AS evidence,
       i.recorded_at
FROM registry.inspection AS i
JOIN registry.outlet AS o ON o.jurisdiction_id = i.jurisdiction_id AND o.id = i.outlet_id
JOIN registry.person AS p ON p.jurisdiction_id = i.jurisdiction_id AND p.id = i.inspector_id;
COMMENT ON VIEW registry.inspection_card IS
    'One row per inspection: findings as they hold now, corrections with what held before each, violations, recommendations, '
    'whether it was voided as a whole, and otherwise which other one is likely the same visit.';
