-- What holds for each criterion of an inspection: the latest correction, or else the finding.
CREATE VIEW registry.effective_finding WITH (security_invoker = true) AS
SELECT DISTINCT ON (said.jurisdiction_id, said.inspection_id, said.criterion) said.*
FROM (
    SELECT f.jurisdiction_id, f.inspection_id, f.criterion, f.result, f.measured_value, f.measured_unit, f.note, f.conduct,
           NULL::bigint AS correction_id
    FROM registry.finding AS f
    UNION ALL
    SELECT c.jurisdiction_id, c.inspection_id, c.criterion, c.result, c.measured_value, c.measured_unit, c.note, c.conduct, c.id
    FROM registry.correction AS c
) AS said
ORDER BY said.jurisdiction_id, said.inspection_id, said.criterion, said.correction_id DESC NULLS LAST;
COMMENT ON VIEW registry.effective_finding IS
    'What holds for each criterion of an inspection: the latest correction, or else the finding; correction_id says which.';
