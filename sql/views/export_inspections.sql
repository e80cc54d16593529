-- One row per inspection, as an export gives it: the criteria by their result as it holds now, no officials.
CREATE VIEW registry.export_inspections WITH (security_invoker = true) AS
SELECT i.jurisdiction_id,
       i.number AS _order,
       i.reference,
       i.id,
       o.reference AS outlet,
       i.kind,
       i.outcome,
       i.local_day AS day,
       registry.utc(i.started_at) AS started_at,
       registry.utc(i.ended_at) AS ended_at,
       f.passed,
       f.failed,
       f.not_checked,
       f.not_applicable,
       f.measured,
       f.conduct,
       f.corrected,
       b.before_correction,
       b.corrected_at,
       (SELECT registry.utc(w.recorded_at) FROM registry.voiding AS w
        WHERE w.jurisdiction_id = i.jurisdiction_id AND w.inspection_id = i.id) AS voided_at,
       registry.utc(i.recorded_at) AS recorded_at
FROM registry.inspection AS i
JOIN registry.outlet AS o ON o.jurisdiction_id = i.jurisdiction_id AND o.id = i.outlet_id
CROSS JOIN LATERAL (
    SELECT string_agg(f.criterion, ' ' ORDER BY f.criterion) FILTER (WHERE f.result = 'pass') AS passed,
           string_agg(f.criterion, ' ' ORDER BY f.criterion) FILTER (WHERE f.result = 'fail') AS failed,
           string_agg(f.criterion, ' ' ORDER BY f.criterion) FILTER (WHERE f.result = 'not_checked') AS not_checked,
           string_agg(f.criterion, ' ' ORDER BY f.criterion) FILTER (WHERE f.result = 'not_applicable') AS not_applicable,
           string_agg(format('%s=%s %s', f.criterion, f.measured_value, f.measured_unit), '; ' ORDER BY f.criterion)
               FILTER (WHERE f.measured_value IS NOT NULL) AS measured,
           string_agg(format('%s=%s', f.criterion, array_to_string(f.conduct, ',')), '; ' ORDER BY f.criterion)
               FILTER (WHERE f.conduct IS NOT NULL) AS conduct,
           string_agg(f.criterion, ' ' ORDER BY f.criterion) FILTER (WHERE f.correction_id IS NOT NULL) AS corrected
    FROM registry.effective_finding AS f
    WHERE f.jurisdiction_id = i.jurisdiction_id AND f.inspection_id = i.id
) AS f
CROSS JOIN LATERAL (
    SELECT string_agg(format('%s=%s', c.criterion, c.was), '; ' ORDER BY c.criterion, c.id) AS before_correction,
           registry.utc(max(c.recorded_at)) AS corrected_at
    FROM registry.corrected_finding AS c
    WHERE c.jurisdiction_id = i.jurisdiction_id AND c.inspection_id = i.id
) AS b;
COMMENT ON VIEW registry.export_inspections IS
    'One row per inspection, as an export gives it: criteria separated by spaces under their result; no notes, '
    'no names. What was corrected says what stood before (before_correction, one entry per correction) and when it last was. '
    'A voided inspection keeps its row and says since when; it is not to be counted.';
