-- One row per outlet, as an export gives it: premises and what is in force there, no parties.
CREATE VIEW registry.export_outlets WITH (security_invoker = true) AS
SELECT o.jurisdiction_id,
       o.id AS _order,
       o.reference,
       o.name,
       o.kind,
       o.status,
       o.street,
       o.house_number,
       o.house_number_suffix,
       o.postcode,
       o.locality,
       o.longitude,
       o.latitude,
       o.tolerated_from,
       CASE WHEN o.status = 'closed' THEN o.effective_on END AS closed_on,
       l.reference AS licence,
       l.standing AS licence_standing,
       l.valid_from AS licence_valid_from,
       l.ends_on AS licence_ends_on,
       o.source
FROM registry.outlet AS o
LEFT JOIN registry.licence_in_force AS l ON l.jurisdiction_id = o.jurisdiction_id AND l.outlet_id = o.id;
COMMENT ON VIEW registry.export_outlets IS 'One row per outlet, as an export gives it: with the licence in force today; no party is named.';
