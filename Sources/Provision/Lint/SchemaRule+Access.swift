import Postgres

extension SchemaRule {
    /// Who has any right here, and which tables a login reaches at all.
    static let access: [SchemaRule] = [
        SchemaRule(
            "Nobody but the registry's own logins has a right here, or a role that has one, but who administers.",
            """
            WITH RECURSIVE own AS (
                SELECT r.oid FROM pg_roles AS r WHERE r.rolname = ANY (\(Bootstrap.logins + [Bootstrap.ownerRole]))
            ), member (oid) AS (
                SELECT m.member FROM pg_auth_members AS m JOIN own AS o ON o.oid = m.roleid WHERE NOT \(sql: administers)
                UNION SELECT m.member FROM pg_auth_members AS m JOIN member AS o ON o.oid = m.roleid WHERE NOT \(sql: administers)
            ), granted (oid) AS (
                SELECT g.grantee FROM (
                    SELECT c.relacl, c.relowner FROM pg_class AS c JOIN pg_namespace AS n ON n.oid = c.relnamespace
                    WHERE n.nspname \(sql: ours)
                    UNION ALL SELECT a.attacl, c.relowner FROM pg_attribute AS a JOIN pg_class AS c ON c.oid = a.attrelid
                    JOIN pg_namespace AS n ON n.oid = c.relnamespace WHERE n.nspname \(sql: ours)
                    UNION ALL SELECT p.proacl, p.proowner FROM \(sql: functions)
                    UNION ALL SELECT n.nspacl, n.nspowner FROM pg_namespace AS n WHERE n.nspname \(sql: ours)) AS x (acl, owner)
                CROSS JOIN aclexplode(x.acl) AS g WHERE g.grantee NOT IN (0, x.owner)
            )
            SELECT r.rolname FROM pg_roles AS r WHERE r.oid IN (SELECT oid FROM member)
                -- What a login may not be a member of, the rule about logins says.
                AND r.oid NOT IN (SELECT oid FROM own)
            UNION ALL SELECT r.rolname FROM pg_roles AS r WHERE r.oid IN (SELECT oid FROM granted) AND r.oid NOT IN (SELECT oid FROM own)
            """),
        SchemaRule(
            "No login may set a parameter of the server that takes a superuser.",
            """
            SELECT p.parname || ' by ' || CASE g.grantee WHEN 0 THEN 'PUBLIC' ELSE pg_get_userbyid(g.grantee)::text END
            FROM pg_parameter_acl AS p CROSS JOIN aclexplode(p.paracl) AS g
            WHERE g.grantee = 0 OR pg_get_userbyid(g.grantee) = ANY (\(Bootstrap.logins + [Bootstrap.ownerRole]))
            """),
        SchemaRule(
            "What is made later gives nobody a right by itself.",
            """
            SELECT coalesce(n.nspname, 'everything') || ' ' || lower(g.privilege_type) || ' by '
                || CASE g.grantee WHEN 0 THEN 'PUBLIC' ELSE pg_get_userbyid(g.grantee)::text END
            FROM pg_default_acl AS d LEFT JOIN pg_namespace AS n ON n.oid = d.defaclnamespace CROSS JOIN aclexplode(d.defaclacl) AS g
            WHERE (pg_get_userbyid(d.defaclrole) = 'registry_owner' OR n.nspname \(sql: ours)) AND g.grantee <> d.defaclrole
            """),
        SchemaRule(
            "A login writes only those tables of ops and audit that are listed, and none that PostgreSQL alone writes.",
            except: [
                "audit.checkpoint insert by registry_signer": "Signed heads, which a guard checks.",
                "audit.log_entry insert by registry_sequencer": "Which act is where; PostgreSQL writes the entry.",
                "audit.log_head update by registry_sequencer": "Moves on by comparing and swapping, under a guard.",
                "audit.log_key insert by registry_signer":
                    "The keys that follow one another, each signed by the one before.",
                "audit.log_subtree insert by registry_sequencer": "Hashes, which the signer works out anew.",
                "audit.witnessed_head insert by registry_signer": "Signed heads that came back from witnesses.",
                "ops.idempotency insert by registry_service": "What was answered to a key.",
            ],
            """
            SELECT \(sql: home) || ' ' || lower(g.privilege_type) || ' by ' || pg_get_userbyid(g.grantee) FROM \(sql: tables)
            CROSS JOIN LATERAL (SELECT x.* FROM aclexplode(c.relacl) AS x
                UNION ALL SELECT x.* FROM pg_attribute AS a CROSS JOIN aclexplode(a.attacl) AS x WHERE a.attrelid = c.oid) AS g
            WHERE g.privilege_type IN ('INSERT', 'UPDATE') AND g.grantee NOT IN (0, c.relowner) AND (n.nspname <> 'registry'
                OR c.relname IN ('history', 'assignment') OR c.relname = 'back_check' AND g.privilege_type = 'INSERT')
            """),
        SchemaRule(
            "A login reads only those tables of ops and audit that are listed, and the service's alone reads records.",
            except: [
                "audit.checkpoint by registry_signer": "What it signed.",
                "audit.log_entry (leaf_index, log_key) by registry_signer": "Where its own keys are announced.",
                "audit.log_entry by registry_sequencer": "What it put into the log.",
                "audit.log_head by registry_sequencer": "How far it came.",
                "audit.log_head by registry_signer": "What it signs.",
                "audit.log_key by registry_sequencer": "Which key to announce.",
                "audit.log_key by registry_signer": "Its own keys.",
                "audit.log_subtree by registry_sequencer": "Hashes alone.",
                "audit.log_subtree by registry_signer": "Hashes alone.",
                "audit.outbox (jurisdiction_id, xid, id, at, actor, act, object, object_key, version, digest) by registry_sequencer":
                    "What it puts into the log; not the salt.",
                "audit.state_part by registry_sequencer": "Numbers and digests.",
                "audit.witnessed_head by registry_signer": "Signed heads are public.",
                "ops.evidence_limit by registry_service": "The same for every authority.",
                "ops.idempotency by registry_service": "Row security shows the own keys.",
                "ops.legal_act by registry_service": "Part of the program.",
                "ops.migration by registry_service": "Whether it fits the program.",
                "ops.rate_limit by registry_service": "The same for every authority.",
                "ops.token_use by registry_service": "Row security shows the own authority's.",
            ],
            """
            SELECT \(sql: home) || ' by ' || pg_get_userbyid(g.grantee) FROM pg_class AS c
            JOIN pg_namespace AS n ON n.oid = c.relnamespace AND n.nspname \(sql: ours) CROSS JOIN aclexplode(c.relacl) AS g
            WHERE c.relkind IN ('r', 'p', 'v', 'm') AND g.privilege_type = 'SELECT' AND g.grantee NOT IN (0, c.relowner)
                AND NOT (n.nspname IN ('registry', 'past') AND pg_get_userbyid(g.grantee) = 'registry_service')
            UNION ALL
            SELECT \(sql: home) || ' (' || string_agg(a.attname, ', ' ORDER BY a.attnum) || ') by ' || pg_get_userbyid(g.grantee)
            FROM pg_class AS c JOIN pg_namespace AS n ON n.oid = c.relnamespace AND n.nspname \(sql: ours)
            JOIN pg_attribute AS a ON a.attrelid = c.oid CROSS JOIN aclexplode(a.attacl) AS g
            WHERE g.privilege_type = 'SELECT' AND g.grantee NOT IN (0, c.relowner)
                AND NOT (n.nspname IN ('registry', 'past') AND pg_get_userbyid(g.grantee) = 'registry_service')
            GROUP BY n.nspname, c.relname, g.grantee
            """),
    ]

    /// Whether a member of the owner (`m`) administers this database: it owns the database or makes roles, or is who asks. Members of
    /// the logins it excuses as well, for a server from version 16 on makes whoever makes a role a member of it.
    private static let administers: SQL = """
        (m.member IN (SELECT r.oid FROM pg_roles AS r WHERE r.rolname <> ALL (ARRAY['registry_service', 'registry_sequencer',
            'registry_signer']) AND (r.rolsuper OR r.rolcreaterole OR r.rolname IN (session_user, current_user)
                OR r.oid = (SELECT b.datdba FROM pg_database AS b WHERE b.datname = current_database()))))
        """
}
