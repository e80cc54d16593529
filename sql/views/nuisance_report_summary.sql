-- One row per nuisance report, as lists show it: never with the reporter's contact.
CREATE VIEW registry.nuisance_report_summary WITH (security_invoker = true) AS
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
       ARRAY(SELECT o.reference FROM registry.attribution AS a
             JOIN registry.outlet AS o ON o.jurisdiction_id = a.jurisdiction_id AND o.id = a.outlet_id
             WHERE a.jurisdiction_id = n.jurisdiction_id AND a.report_id = n.id ORDER BY a.id) AS outlets,
       n.recorded_at AS received_at
FROM registry.nuisance_report AS n;
COMMENT ON VIEW registry.nuisance_report_summary IS
    'One row per nuisance report with the outlets it is claimed for, without the reporter''s contact; its address for officers and who received it alone.';
