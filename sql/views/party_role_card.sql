-- One row per role of a party at an outlet.
CREATE VIEW registry.party_role_card WITH (security_invoker = true) AS
SELECT r.jurisdiction_id,
       r.id,
       o.reference AS outlet,
       p.reference AS party,
       p.name AS party_name,
       r.role,
       trim_scale(r.share) AS share,
       r.valid_from,
       r.ends_on,
       r.status,
       r.reason,
       r.version
FROM registry.party_role AS r
JOIN registry.outlet AS o ON o.jurisdiction_id = r.jurisdiction_id AND o.id = r.outlet_id
JOIN registry.party AS p ON p.jurisdiction_id = r.jurisdiction_id AND p.id = r.party_id;
COMMENT ON VIEW registry.party_role_card IS 'One row per role of a party at an outlet.';
