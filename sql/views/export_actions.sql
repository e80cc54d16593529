-- One row per enforcement action, as an export gives it.
CREATE VIEW registry.export_actions WITH (security_invoker = true) AS
SELECT a.jurisdiction_id,
       a.number AS _order,
       a.reference,
       c.reference AS case_reference,
       o.reference AS outlet,
       a.kind,
       a.status,
       d.choice AS decision,
       r.pack_id AS policy_pack,
       r.pack_version AS policy_pack_version,
       r.measure AS recommended_measure,
       a.starts_on,
       a.ends_on,
       a.amount,
       a.currency,
       registry.utc(a.proposed_at) AS proposed_at,
       registry.utc(a.issued_at) AS issued_at,
       CASE WHEN a.status = 'revoked' THEN registry.utc(a.changed_at) END AS revoked_at,
       CASE WHEN a.status = 'revoked' AND (SELECT ops.context_roles())::text[] && '{officer,reviewer}' THEN a.reason
           END AS revocation_reason
FROM registry.action AS a
JOIN registry.case_file AS c ON c.jurisdiction_id = a.jurisdiction_id AND c.id = a.case_id
JOIN registry.outlet AS o ON o.jurisdiction_id = c.jurisdiction_id AND o.id = c.outlet_id
JOIN registry.decision AS d ON d.jurisdiction_id = a.jurisdiction_id AND d.id = a.decision_id
JOIN registry.recommendation AS r ON r.jurisdiction_id = d.jurisdiction_id AND r.id = d.recommendation_id;
COMMENT ON VIEW registry.export_actions IS 'One row per enforcement action, as an export gives it: no text and no names. '
    'Why it was revoked is there for officers and reviewers only: for everyone else it is NULL.';
