-- The active policy packs of an authority, with the time zone in which their first days are counted.
--
-- It runs with its owner's rights and asks for the signed context once, where row security would once per table.
CREATE VIEW registry.adopted_pack WITH (security_barrier = true) AS
SELECT p.jurisdiction_id, p.id, p.pack_id, p.pack_version, p.sha256, p.base_sha256, p.valid_from,
       least(p.ends_on, p.rules_end_on) AS ends_on, j.time_zone
FROM registry.policy_pack AS p
JOIN registry.jurisdiction AS j ON j.id = p.jurisdiction_id
WHERE p.status = 'active' AND p.jurisdiction_id = (SELECT ops.staff_jurisdiction());
COMMENT ON VIEW registry.adopted_pack IS
    'The active policy packs with the time zone in which their days are counted; own jurisdiction only. On a day the one with '
    'the latest valid_from governs (per pack), unless it ends_on that day or earlier, as two persons or its own text say: then '
    'none does.';
