-- What comes next for an action that is not issued.
CREATE VIEW registry.action_next WITH (security_invoker = true) AS
SELECT a.jurisdiction_id,
       a.case_id,
       a.id AS action_id,
       g.stands,
       jsonb_strip_nulls(jsonb_build_object('act', CASE WHEN NOT g.stands THEN 'withdraw' WHEN a.status = 'proposed' THEN 'issue'
               WHEN a.act = 'return' THEN 'amend' ELSE 'propose' END,
           'reference', a.reference,
           'role', CASE WHEN g.stands AND a.status = 'proposed' THEN 'reviewer' ELSE 'officer' END,
           'by', CASE WHEN g.stands AND a.act = 'return' THEN p.name END)) AS next
FROM registry.action AS a
JOIN registry.person AS p ON p.jurisdiction_id = a.jurisdiction_id AND p.id = a.proposed_by
JOIN registry.decision AS d ON d.jurisdiction_id = a.jurisdiction_id AND d.id = a.decision_id
JOIN registry.recommendation AS r ON r.jurisdiction_id = d.jurisdiction_id AND r.id = d.recommendation_id
CROSS JOIN LATERAL (SELECT registry.ground_is_whole(r.jurisdiction_id, r.inspection_id, r.trace)
    AND NOT EXISTS (SELECT FROM registry.recommendation AS m WHERE m.jurisdiction_id = r.jurisdiction_id
        AND m.inspection_id = r.inspection_id AND m.pack_id = r.pack_id AND m.id > r.id)
    AND registry.changed_since(d.jurisdiction_id, d.id) IS NULL
    -- Nobody but its drafter amends and proposes a draft.
    AND (a.status = 'proposed' OR p.status = 'active') AS stands) AS g
WHERE a.status IN ('draft', 'proposed');
COMMENT ON VIEW registry.action_next IS
    'The next act on each draft and proposal, and a role that may do it; what was returned is for its drafter, by name. One that rests on a violation that was set aside, '
    'on a recommendation that a newer one replaces, or on facts that have changed since, can''t be issued any more: it is withdrawn. So is the draft of somebody who left.';
