-- One row per adoption of a policy pack.
CREATE VIEW registry.policy_pack_card WITH (security_invoker = true) AS
SELECT k.jurisdiction_id,
       k.id AS adoption_id,
       k.pack_id AS id,
       k.pack_version AS version,
       k.sha256,
       k.valid_from,
       k.licence_maximum,
       p.name AS adopted_by,
       k.recorded_at AS adopted_at
FROM registry.policy_pack AS k
JOIN registry.person AS p ON p.jurisdiction_id = k.jurisdiction_id AND p.id = k.recorded_by;
COMMENT ON VIEW registry.policy_pack_card IS 'One row per adoption of a policy pack.';
