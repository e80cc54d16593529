-- One row per correction with what held for the criterion until then: the correction before it, or else the finding.
CREATE VIEW registry.corrected_finding WITH (security_invoker = true) AS
SELECT c.jurisdiction_id,
       c.inspection_id,
       c.id,
       c.criterion,
       c.result,
       c.measured_value,
       c.measured_unit,
       c.note,
       c.conduct,
       c.reason,
       c.recorded_by,
       c.recorded_at,
       w.result AS was_result,
       w.measured_value AS was_value,
       w.measured_unit AS was_unit,
       w.note AS was_note,
       w.conduct AS was_conduct,
       concat_ws(' ', w.result, w.measured_value, w.measured_unit, '(' || array_to_string(w.conduct, ', ') || ')') AS was,
       concat_ws(' ', c.result, c.measured_value, c.measured_unit, '(' || array_to_string(c.conduct, ', ') || ')') AS became
FROM registry.correction AS c
CROSS JOIN LATERAL (
    SELECT b.* FROM (
        SELECT p.id, p.result, p.measured_value, p.measured_unit, p.note, p.conduct FROM registry.correction AS p
        WHERE p.jurisdiction_id = c.jurisdiction_id AND p.inspection_id = c.inspection_id AND p.criterion = c.criterion
            AND p.id < c.id
        UNION ALL
        SELECT 0, f.result, f.measured_value, f.measured_unit, f.note, f.conduct FROM registry.finding AS f
        WHERE f.jurisdiction_id = c.jurisdiction_id AND f.inspection_id = c.inspection_id AND f.criterion = c.criterion
    ) AS b ORDER BY b.id DESC LIMIT 1) AS w;
COMMENT ON VIEW registry.corrected_finding IS
    'One row per correction with what held for the criterion until then (was_…); was and became say both in words: '
    '"fail 6.2 g (knowingly)".';
