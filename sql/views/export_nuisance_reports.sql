-- One row per nuisance report, as an export gives it: neither who reported nor what that person wrote, and the address, which
-- may be that person's own, to officers alone, as they see the contact of a report too.
CREATE VIEW registry.export_nuisance_reports WITH (security_invoker = true) AS
SELECT n.jurisdiction_id,
       n.number AS _order,
       n.reference,
       n.category,
       registry.utc(n.occurred_at) AS occurred_at,
       round(public.st_x(n.place::public.geometry)::numeric, 4) AS longitude,
       round(public.st_y(n.place::public.geometry)::numeric, 4) AS latitude,
       CASE WHEN 'officer' = ANY ((SELECT ops.context_roles())::text[]) THEN n.address END AS address,
       (SELECT string_agg(o.reference, ' ' ORDER BY a.id)
        FROM registry.attribution AS a
        JOIN registry.outlet AS o ON o.jurisdiction_id = a.jurisdiction_id AND o.id = a.outlet_id
        WHERE a.jurisdiction_id = n.jurisdiction_id AND a.report_id = n.id) AS claimed_for,
       registry.utc(n.recorded_at) AS received_at,
       coalesce(s.status, 'open') AS status,
       CASE s.status WHEN 'closed' THEN registry.utc(s.recorded_at) END AS closed_at
FROM registry.nuisance_report AS n
LEFT JOIN registry.latest_nuisance_standing AS s ON s.jurisdiction_id = n.jurisdiction_id AND s.report_id = n.id;
COMMENT ON VIEW registry.export_nuisance_reports IS
    'One row per nuisance report, as an export gives it: place to 4 decimals (about 10 metres); no contact and no '
    'text. The address is there for officers only: for everyone else it is NULL.';
