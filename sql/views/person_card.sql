-- One row per official with sign-ins, roles and tokens (never the token itself).
CREATE VIEW registry.person_card WITH (security_invoker = true) AS
SELECT p.jurisdiction_id,
       p.id,
       p.name,
       p.kind,
       p.status,
       ARRAY(SELECT a.login FROM registry.account AS a
             WHERE a.jurisdiction_id = p.jurisdiction_id AND a.person_id = p.id ORDER BY a.id) AS logins,
       ARRAY(SELECT g.role FROM registry.role_grant AS g
             WHERE g.jurisdiction_id = p.jurisdiction_id AND g.person_id = p.id AND g.status = 'granted'
             ORDER BY g.role) AS roles,
       (SELECT coalesce(jsonb_agg(jsonb_build_object('id', t.id, 'label', t.label, 'status', t.status,
                   'issuedAt', registry.utc(h.changed_at), 'expiresAt', registry.utc(t.expires_at)) ORDER BY t.id), '[]')
        FROM registry.access_token AS t
        JOIN registry.history AS h ON h.jurisdiction_id = t.jurisdiction_id AND h.object = 'access_token'
            AND h.object_key = t.id::text AND h.version = 1
        JOIN registry.account AS a ON a.jurisdiction_id = t.jurisdiction_id AND a.id = t.account_id
        WHERE a.jurisdiction_id = p.jurisdiction_id AND a.person_id = p.id) AS tokens,
       p.version
FROM registry.person AS p;
COMMENT ON VIEW registry.person_card IS 'One row per official with sign-ins, roles and tokens (never the token itself).';
