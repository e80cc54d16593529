-- One row per authority, as its own people see it.
CREATE VIEW registry.jurisdiction_card WITH (security_invoker = true) AS
SELECT j.id AS jurisdiction_id,
       j.code,
       j.name,
       j.time_zone,
       j.languages,
       CASE WHEN j.west IS NOT NULL THEN
           jsonb_build_object('west', j.west, 'south', j.south, 'east', j.east, 'north', j.north) END AS bounds,
       j.version,
       j.changed_at
FROM registry.jurisdiction AS j;
COMMENT ON VIEW registry.jurisdiction_card IS 'One row per authority, as its own people see it.';
