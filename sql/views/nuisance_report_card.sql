-- One row per nuisance report with the outlets it is claimed for. Of the contact it says what becomes of it, not what it is.
CREATE VIEW registry.nuisance_report_card WITH (security_invoker = true) AS
SELECT n.jurisdiction_id,
       n.id,
       n.reference,
       n.category,
       n.occurred_at,
       round(public.st_x(n.place::public.geometry)::numeric, 6) AS longitude,
       round(public.st_y(n.place::public.geometry)::numeric, 6) AS latitude,
       -- It may be where the reporter lives.
       CASE WHEN 'officer' = ANY ((SELECT ops.context_roles())::text[]) OR n.recorded_by = (SELECT ops.context_person())
            THEN n.address END AS address,
       n.description,
       CASE WHEN (SELECT ops.staff_jurisdiction()) IS NOT NULL THEN coalesce((SELECT s.status
            FROM registry.latest_nuisance_standing AS s
            WHERE s.jurisdiction_id = n.jurisdiction_id AND s.report_id = n.id), 'open') END AS status,
       (SELECT coalesce(jsonb_agg(jsonb_build_object('act', s.act, 'by', p.name, 'at', registry.utc(s.recorded_at),
                    'reason', s.reason) ORDER BY s.id), '[]')
        FROM registry.nuisance_standing AS s
        JOIN registry.person AS p ON p.jurisdiction_id = s.jurisdiction_id AND p.id = s.recorded_by
        WHERE s.jurisdiction_id = n.jurisdiction_id AND s.report_id = n.id) AS history,
       (SELECT coalesce(jsonb_agg(jsonb_build_object('id', a.id, 'outlet', o.reference, 'status', a.status,
                    'distanceMetres', round(a.distance_metres::numeric, 1), 'reason', a.reason, 'by', p.name,
                    'at', registry.utc(a.changed_at)) ORDER BY a.id), '[]')
        FROM registry.attribution AS a
        JOIN registry.outlet AS o ON o.jurisdiction_id = a.jurisdiction_id AND o.id = a.outlet_id
        JOIN registry.person AS p ON p.jurisdiction_id = a.jurisdiction_id AND p.id = a.changed_by
        WHERE a.jurisdiction_id = n.jurisdiction_id AND a.report_id = n.id) AS attributions,
       (SELECT jsonb_build_object('status', CASE WHEN p.is_destroyed THEN 'destroyed' WHEN p.is_to_be_erased THEN 'to_be_erased'
                    WHEN p.is_held THEN 'held' ELSE 'sealed' END,
                'contactKey', p.contact_key, 'outcome', p.outcome, 'since', p.since,
                'keptThrough', to_char(CASE WHEN p.is_destroyed THEN p.month ELSE p.keep_through END, 'YYYY-MM'),
                'unsealings', (SELECT coalesce(jsonb_agg(jsonb_build_object('number', u.number, 'status', u.status,
                        'purpose', u.purpose, 'case', u."case", 'by', u.requested_by, 'at', registry.utc(u.requested_at),
                        'timesRead', u.times_read) ORDER BY u.number), '[]')
                    FROM registry.unsealing_card AS u
                    WHERE u.jurisdiction_id = p.jurisdiction_id AND u.report_id = p.report_id))
        FROM registry.contact_plan AS p
        WHERE p.jurisdiction_id = n.jurisdiction_id AND p.report_id = n.id) AS contact,
       (SELECT coalesce(jsonb_agg(jsonb_build_object('number', a.number, 'sha256', a.sha256, 'mediaType', a.media_type,
                    'bytes', a.bytes, 'description', a.description, 'redactedCopy', a.redacted_copy, 'destroyed', a.destroyed,
                    'by', a.attached_by, 'at', registry.utc(a.attached_at)) ORDER BY a.number), '[]')
        FROM registry.evidence_attachment_card AS a
        WHERE a.jurisdiction_id = n.jurisdiction_id AND a.report_id = n.id AND a.status = 'attached') AS evidence,
       w.name AS received_by,
       n.recorded_at AS received_at
FROM registry.nuisance_report AS n
JOIN registry.person AS w ON w.jurisdiction_id = n.jurisdiction_id AND w.id = n.recorded_by;
COMMENT ON VIEW registry.nuisance_report_card IS
    'One row per nuisance report, its address for officers and who received it alone, with its attributions and whether, by whom and why it was closed or reopened (NULL and empty for who only brings reports in); contact says how long the sealed contact is kept and who asked for it; it is NULL for everyone who is neither officer nor administrator.';
