-- One row per nuisance report with the outlets it is claimed for. The contact is there for officers only (row security).
CREATE VIEW registry.nuisance_report_card WITH (security_invoker = true) AS
SELECT n.jurisdiction_id,
       n.id,
       n.reference,
       n.category,
       n.occurred_at,
       round(public.st_x(n.place::public.geometry)::numeric, 6) AS longitude,
       round(public.st_y(n.place::public.geometry)::numeric, 6) AS latitude,
       n.address,
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
       (SELECT jsonb_build_object('name', c.name, 'email', c.email, 'phone', c.phone)
        FROM registry.nuisance_contact AS c
        WHERE c.jurisdiction_id = n.jurisdiction_id AND c.report_id = n.id) AS contact,
       w.name AS received_by,
       n.recorded_at AS received_at
FROM registry.nuisance_report AS n
JOIN registry.person AS w ON w.jurisdiction_id = n.jurisdiction_id AND w.id = n.recorded_by;
COMMENT ON VIEW registry.nuisance_report_card IS
    'One row per nuisance report with its attributions and whether, by whom and why it was closed or reopened (NULL and empty for who only brings reports in); contact is NULL for everyone who is not an officer.';
