-- One row per party with its roles and licences.
CREATE VIEW registry.party_card WITH (security_invoker = true) AS
SELECT p.jurisdiction_id,
       p.id AS party_id,
       p.number,
       p.reference,
       p.kind,
       p.name,
       p.registration_number,
       p.status,
       (SELECT coalesce(jsonb_agg(jsonb_build_object('id', r.id, 'outlet', o.reference, 'role', r.role,
                   'share', trim_scale(r.share), 'validFrom', r.valid_from, 'endsOn', r.ends_on, 'status', r.status,
                   'version', r.version) ORDER BY r.valid_from, r.id), '[]')
        FROM registry.party_role AS r
        JOIN registry.outlet AS o ON o.jurisdiction_id = r.jurisdiction_id AND o.id = r.outlet_id
        WHERE r.jurisdiction_id = p.jurisdiction_id AND r.party_id = p.id) AS roles,
       (SELECT coalesce(jsonb_agg(jsonb_build_object('reference', l.reference, 'outlet', o.reference, 'status', l.status,
                   'standing', l.standing, 'validFrom', l.valid_from, 'endsOn', l.ends_on) ORDER BY l.valid_from, l.id), '[]')
        FROM registry.licence_today AS l
        JOIN registry.outlet AS o ON o.jurisdiction_id = l.jurisdiction_id AND o.id = l.outlet_id
        WHERE l.jurisdiction_id = p.jurisdiction_id AND l.holder_id = p.id) AS licences,
       (SELECT coalesce(jsonb_agg(jsonb_build_object('name', f.name, 'from', registry.utc(f.since), 'until', registry.utc(f.until))
                   ORDER BY f.until), '[]')
        FROM registry.former_party_name AS f
        WHERE f.jurisdiction_id = p.jurisdiction_id AND f.party_key = p.id::text) AS former_names,
       p.version,
       p.changed_at
FROM registry.party AS p;
COMMENT ON VIEW registry.party_card IS 'One row per party with its roles, its licences and what it was called before.';
