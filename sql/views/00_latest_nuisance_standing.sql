-- Of each nuisance report that was ever closed the newest act, with where the report stands by it.
CREATE VIEW registry.latest_nuisance_standing WITH (security_invoker = true) AS
SELECT DISTINCT ON (s.jurisdiction_id, s.report_id) s.jurisdiction_id, s.report_id, s.recorded_at,
       CASE s.act WHEN 'close' THEN 'closed' ELSE 'open' END AS status
FROM registry.nuisance_standing AS s
ORDER BY s.jurisdiction_id, s.report_id, s.id DESC;
COMMENT ON VIEW registry.latest_nuisance_standing IS
    'Where a nuisance report stands by the newest act of closing or reopening it, and since when. A report without a row is open.';
