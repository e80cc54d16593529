-- One row per outlet, as lists and exports show it.
CREATE VIEW registry.outlet_summary WITH (security_invoker = true) AS
SELECT o.jurisdiction_id,
       o.id AS outlet_id,
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
       o.source,
       o.version
FROM registry.outlet AS o;
COMMENT ON VIEW registry.outlet_summary IS 'One row per outlet, as lists and exports show it.';
