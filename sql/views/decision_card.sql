-- One row per decision about a recommendation.
CREATE VIEW registry.decision_card WITH (security_invoker = true) AS
SELECT d.jurisdiction_id,
       d.id,
       c.reference AS "case",
       o.reference AS outlet,
       d.recommendation_id AS recommendation,
       d.choice,
       d.measure,
       d.measures,
       d.reasons,
       r.person_decides,
       p.name AS decided_by,
       d.recorded_at AS decided_at,
       -- Where several decisions of the case wait for an action: that of this one, not of the first.
       CASE WHEN n.next ->> 'act' = 'draft' AND n.next ? 'decision'
           THEN coalesce((SELECT n.next || jsonb_build_object('decision', d.id, 'measure', q.missing[1])
               FROM registry.open_decision AS q WHERE q.jurisdiction_id = d.jurisdiction_id AND q.id = d.id), n.next)
           ELSE n.next END AS next
FROM registry.decision AS d
JOIN registry.recommendation AS r ON r.jurisdiction_id = d.jurisdiction_id AND r.id = d.recommendation_id
JOIN registry.case_file AS c ON c.jurisdiction_id = d.jurisdiction_id AND c.id = d.case_id
JOIN registry.outlet AS o ON o.jurisdiction_id = c.jurisdiction_id AND o.id = c.outlet_id
JOIN registry.person AS p ON p.jurisdiction_id = d.jurisdiction_id AND p.id = d.recorded_by
LEFT JOIN registry.case_next AS n ON n.jurisdiction_id = c.jurisdiction_id AND n.case_id = c.id;
COMMENT ON VIEW registry.decision_card IS 'One row per decision with whether the rules had left it to a person, who took it and what comes next with it or in its case.';
