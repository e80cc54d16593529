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
       encode(registry.action_digest(a), 'hex') AS digest,
       (SELECT jsonb_build_object('id', d.id, 'choice', d.choice, 'measure', d.measure, 'reasons', d.reasons,
                    'recommendation', d.recommendation_id, 'by', q.name, 'at', registry.utc(d.recorded_at))
        FROM registry.decision AS d
        JOIN registry.person AS q ON q.jurisdiction_id = d.jurisdiction_id AND q.id = d.recorded_by
        WHERE d.jurisdiction_id = a.jurisdiction_id AND d.id = a.decision_id) AS decision,
       (SELECT jsonb_build_object('id', r.id, 'inspection', i.reference, 'day', r.day, 'pack', r.pack_id,
                    'packVersion', r.pack_version, 'measure', r.measure, 'text', registry.measure_in_words(r.trace),
                    'personDecides', r.person_decides, 'departs', d.choice = 'depart' AND NOT r.person_decides)
        FROM registry.decision AS d
        JOIN registry.recommendation AS r ON r.jurisdiction_id = d.jurisdiction_id AND r.id = d.recommendation_id
        JOIN registry.inspection AS i ON i.jurisdiction_id = r.jurisdiction_id AND i.id = r.inspection_id
        WHERE d.jurisdiction_id = a.jurisdiction_id AND d.id = a.decision_id) AS recommended,
       p.name AS proposed_by,
       a.proposed_at,
       (SELECT s.name FROM registry.person AS s
        WHERE s.jurisdiction_id = a.jurisdiction_id AND s.id = a.issued_by) AS issued_by,
       a.issued_at,
       (SELECT coalesce(jsonb_agg(jsonb_build_object('id', v.id, 'criterion', v.criterion, 'day', v.day,
                    'establishedOn', v.established_on) ORDER BY v.id), '[]')
        FROM registry.violation AS v
        WHERE v.jurisdiction_id = a.jurisdiction_id AND v.outlet_id = c.outlet_id AND v.action_id = a.id
            AND v.status = 'established') AS establishes,
       (SELECT jsonb_build_object('by', q.name, 'at', registry.utc(a.changed_at), 'reason', a.reason,
                    'annulled', (SELECT coalesce(jsonb_agg(jsonb_build_object('id', v.id, 'criterion', v.criterion,
                            'day', v.day, 'status', v.status) ORDER BY v.id), '[]')
                        FROM registry.violation AS v
                        JOIN registry.history AS h ON h.jurisdiction_id = v.jurisdiction_id AND h.object = 'violation'
                            AND h.object_key = v.id::text AND h.act = 'establish'
                            AND (h.state ->> 'action_id')::bigint = a.id
                        WHERE v.jurisdiction_id = a.jurisdiction_id AND v.outlet_id = c.outlet_id))
        FROM registry.person AS q
        WHERE a.status = 'revoked' AND q.jurisdiction_id = a.jurisdiction_id AND q.id = a.changed_by) AS revoked,
       (SELECT coalesce(jsonb_agg(jsonb_build_object('by', q.name, 'at', registry.utc(h.changed_at), 'reason', h.reason)
                    ORDER BY h.version), '[]')
        FROM registry.history AS h
        JOIN registry.person AS q ON q.jurisdiction_id = h.jurisdiction_id AND q.id = h.changed_by
        WHERE h.jurisdiction_id = a.jurisdiction_id AND h.object = 'action' AND h.object_key = a.id::text
            AND h.act = 'return') AS returned,
       (SELECT coalesce(jsonb_agg(jsonb_build_object('reference', b.reference, 'kind', b.kind, 'status', b.status,
                    'startsOn', b.starts_on, 'endsOn', b.ends_on, 'pack', q.pack_id, 'day',
                    (coalesce(b.issued_at, b.proposed_at) AT TIME ZONE j.time_zone)::date) ORDER BY b.id), '[]')
        FROM registry.decision AS d
        JOIN registry.recommendation AS r ON r.jurisdiction_id = d.jurisdiction_id AND r.id = d.recommendation_id
        JOIN registry.recommendation AS q ON q.jurisdiction_id = r.jurisdiction_id AND q.inspection_id = r.inspection_id
        JOIN registry.decision AS e ON e.jurisdiction_id = q.jurisdiction_id AND e.recommendation_id = q.id
        JOIN registry.action AS b ON b.jurisdiction_id = e.jurisdiction_id AND b.decision_id = e.id
        JOIN registry.jurisdiction AS j ON j.id = a.jurisdiction_id
        WHERE d.jurisdiction_id = a.jurisdiction_id AND d.id = a.decision_id AND b.id <> a.id
            AND b.status IN ('proposed', 'issued')) AS beside,
       a.reason,
       CASE WHEN a.status IN ('draft', 'proposed') THEN registry.changed_since(a.jurisdiction_id, a.decision_id) END
           AS facts_changed,
       CASE WHEN a.status IN ('draft', 'proposed')
           THEN (SELECT m.next FROM registry.action_next AS m
                 WHERE m.jurisdiction_id = a.jurisdiction_id AND m.action_id = a.id)
           ELSE coalesce((SELECT jsonb_build_object('act', 'reinstate', 'reference', f.reference, 'role', 'officer',
                    'notBy', jsonb_build_array(q.name))
                FROM registry.licence_without_ground AS f
                JOIN registry.person AS q ON q.jurisdiction_id = f.jurisdiction_id AND q.id = f.revoked_by
                WHERE a.status = 'revoked' AND f.jurisdiction_id = a.jurisdiction_id AND f.action_id = a.id LIMIT 1),
            (SELECT jsonb_strip_nulls(jsonb_build_object('act', w.act || '_licence', 'reference', w.licence, 'role', 'officer',
                    'action', w.action, 'day', w.not_before))
                FROM registry.ordered_licence_act AS w
                WHERE a.status = 'issued' AND w.jurisdiction_id = a.jurisdiction_id AND w.action_id = a.id
                ORDER BY w.valid_from LIMIT 1),
            n.next,
            (SELECT jsonb_build_object('act', 'recompute', 'reference', w.reference, 'role', 'officer', 'inspection', b.inspection)
                FROM registry.case_file AS w CROSS JOIN LATERAL registry.revoked_beside(w.jurisdiction_id, w.id) AS b
                WHERE a.status = 'revoked' AND w.jurisdiction_id = a.jurisdiction_id AND w.outlet_id = a.outlet_id
                    AND w.status = 'open' AND b.action_id = a.id AND b.fails)) END AS next,
       a.version,
       a.changed_at
FROM registry.action AS a
JOIN registry.case_file AS c ON c.jurisdiction_id = a.jurisdiction_id AND c.id = a.case_id
JOIN registry.outlet AS o ON o.jurisdiction_id = c.jurisdiction_id AND o.id = c.outlet_id
JOIN registry.person AS p ON p.jurisdiction_id = a.jurisdiction_id AND p.id = a.proposed_by
LEFT JOIN registry.case_next AS n ON n.jurisdiction_id = c.jurisdiction_id AND n.case_id = c.id;
COMMENT ON VIEW registry.action_card IS
    'One row per action with its decision, what the rules had recommended and whether the decision departs from it, who drafted and issued it, why it was returned, the violations it establishes, who revoked it, when and why, with what fell then and where that stands now, the other actions about '
    'the same inspection that are proposed or issued, what has changed since in the facts of what the decision follows, while it is not issued, and what comes next.';
