-- One row per official with sign-ins, roles, tokens and credentials (never the token or the credential itself).
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
       ARRAY(SELECT g.role FROM registry.role_grant AS g
             WHERE g.jurisdiction_id = p.jurisdiction_id AND g.person_id = p.id AND g.status = 'proposed'
             ORDER BY g.role) AS proposed_roles,
       -- Of the sessions those that hold: there is one a day.
       (SELECT coalesce(jsonb_agg(jsonb_build_object('id', t.id, 'kind', t.kind, 'login', a.login, 'label', t.label,
                   'scopes', t.scopes, 'status', t.status, 'issuedAt', registry.utc(t.issued_at),
                   'expiresAt', registry.utc(t.expires_at), 'lastUsedAt', registry.utc(u.last_used_at)) ORDER BY t.id), '[]')
        FROM registry.access_token AS t
        JOIN registry.account AS a ON a.jurisdiction_id = t.jurisdiction_id AND a.id = t.account_id
        LEFT JOIN ops.token_use AS u ON u.jurisdiction_id = t.jurisdiction_id AND u.token_id = t.id
        WHERE a.jurisdiction_id = p.jurisdiction_id AND a.person_id = p.id
            AND (t.kind = 'token' OR (t.status = 'valid' AND t.expires_at > clock_timestamp()))) AS tokens,
       (SELECT coalesce(jsonb_agg(jsonb_build_object('id', c.id, 'login', a.login, 'status', c.status,
                   'issuedAt', registry.utc(c.issued_at), 'expiresAt', registry.utc(c.expires_at)) ORDER BY c.id), '[]')
        FROM registry.credential AS c
        JOIN registry.account AS a ON a.jurisdiction_id = c.jurisdiction_id AND a.id = c.account_id
        WHERE a.jurisdiction_id = p.jurisdiction_id AND a.person_id = p.id) AS credentials,
       (SELECT coalesce(jsonb_agg(jsonb_build_object('id', b.id, 'login', a.login, 'issuer', b.issuer, 'subject', b.subject,
                   'status', b.status) ORDER BY b.id), '[]')
        FROM registry.subject_binding AS b
        JOIN registry.account AS a ON a.jurisdiction_id = b.jurisdiction_id AND a.id = b.account_id
        WHERE a.jurisdiction_id = p.jurisdiction_id AND a.person_id = p.id) AS subjects,
       p.version
FROM registry.person AS p;
COMMENT ON VIEW registry.person_card IS
    'One row per official with sign-ins, roles, tokens and credentials (never the token or the credential itself).';
