import Postgres

extension SchemaRule {
    /// What no login may do. Who the logins are is listed (`Bootstrap.logins`); that nobody else has a right here, the rules about
    /// access say.
    static let rights: [SchemaRule] = [
        SchemaRule(
            "Everything belongs to one owner, as whom nobody logs in.",
            """
            SELECT o.what || ' of ' || r.rolname FROM (
                SELECT \(sql: home), c.relowner FROM pg_class AS c
                JOIN pg_namespace AS n ON n.oid = c.relnamespace AND n.nspname \(sql: ours)
                WHERE c.relkind IN ('r', 'p', 'v', 'm', 'S')
                UNION ALL SELECT p.oid::regprocedure::text, p.proowner FROM \(sql: functions)
                UNION ALL SELECT n.nspname, n.nspowner FROM pg_namespace AS n WHERE n.nspname \(sql: ours)) AS o (what, owner)
            JOIN pg_roles AS r ON r.oid = o.owner WHERE r.rolname <> 'registry_owner' OR r.rolcanlogin
            """),
        SchemaRule(
            "No login is a superuser, passes row security by, makes roles or databases, or acts as the owner.",
            """
            SELECT r.rolname FROM pg_roles AS r WHERE r.rolname = ANY (\(Bootstrap.logins))
                AND (r.rolsuper OR r.rolbypassrls OR r.rolcreaterole OR r.rolcreatedb OR r.rolreplication
                    OR EXISTS (SELECT FROM pg_roles AS o WHERE o.oid <> r.oid AND pg_has_role(r.oid, o.oid, 'MEMBER')))
            """),
        SchemaRule(
            "No login deletes, truncates, refers to a table or puts a trigger on it.",
            """
            SELECT \(sql: home) || ' ' || lower(g.privilege_type) FROM \(sql: tables) CROSS JOIN aclexplode(c.relacl) AS g
            WHERE g.grantee <> c.relowner AND g.privilege_type IN ('DELETE', 'TRUNCATE', 'REFERENCES', 'TRIGGER')
            UNION ALL
            SELECT \(sql: home) || '.' || a.attname || ' ' || lower(g.privilege_type) FROM \(sql: tables)
            JOIN pg_attribute AS a ON a.attrelid = c.oid CROSS JOIN aclexplode(a.attacl) AS g
            WHERE g.grantee <> c.relowner AND g.privilege_type = 'REFERENCES'
            """),
        SchemaRule(
            "Updates are granted for named columns alone, and never for a jurisdiction, an id, a number or a reference.",
            """
            SELECT \(sql: home) FROM \(sql: tables) CROSS JOIN aclexplode(c.relacl) AS g
            WHERE g.grantee <> c.relowner AND g.privilege_type = 'UPDATE'
            UNION ALL
            SELECT \(sql: home) || '.' || a.attname FROM \(sql: tables) JOIN pg_attribute AS a ON a.attrelid = c.oid
            CROSS JOIN aclexplode(a.attacl) AS g
            WHERE g.privilege_type = 'UPDATE' AND (a.attname IN ('jurisdiction_id', 'id', 'number', 'reference')
                OR EXISTS (SELECT FROM pg_index AS i WHERE i.indrelid = c.oid AND i.indisprimary AND a.attnum = ANY (i.indkey)))
            """),
        SchemaRule(
            "No login chooses a number that PostgreSQL gives: where the newest row counts, it would have the last word for ever.",
            """
            SELECT DISTINCT \(sql: home) || '.' || a.attname FROM \(sql: tables)
            JOIN pg_attribute AS a ON a.attrelid = c.oid AND a.attidentity <> '' AND NOT a.attisdropped
            JOIN pg_roles AS r ON r.rolname = ANY (\(Bootstrap.logins)) AND NOT r.rolsuper
            WHERE has_column_privilege(r.oid, c.oid, a.attnum, 'INSERT')
            """),
        SchemaRule(
            "PUBLIC has no right on any table, view, column, sequence or schema.",
            """
            SELECT \(sql: home) FROM pg_class AS c
            JOIN pg_namespace AS n ON n.oid = c.relnamespace AND n.nspname \(sql: ours)
            CROSS JOIN aclexplode(c.relacl) AS g WHERE g.grantee = 0
            UNION ALL
            SELECT \(sql: home) || '.' || a.attname FROM pg_class AS c
            JOIN pg_namespace AS n ON n.oid = c.relnamespace AND n.nspname \(sql: ours)
            JOIN pg_attribute AS a ON a.attrelid = c.oid CROSS JOIN aclexplode(a.attacl) AS g WHERE g.grantee = 0
            UNION ALL
            SELECT n.nspname FROM pg_namespace AS n CROSS JOIN aclexplode(n.nspacl) AS g
            WHERE n.nspname \(sql: ours) AND g.grantee = 0
            """),
        SchemaRule(
            "No login makes anything in these schemas or in public.",
            """
            SELECT n.nspname FROM pg_namespace AS n
            CROSS JOIN aclexplode(coalesce(n.nspacl, acldefault('n', n.nspowner))) AS g
            WHERE (n.nspname \(sql: ours) OR n.nspname = 'public') AND g.privilege_type = 'CREATE' AND g.grantee <> n.nspowner
            """),
        SchemaRule(
            "A login uses only those sequences that are listed: their numbers tell how much others do.",
            except: [
                "audit.outbox_id_seq": "The sequencer's login, which sees every act.",
                "ops.jurisdiction_id": "Numbers a new authority.", "ops.person_id": "Numbers a person; said in README.",
            ],
            """
            SELECT \(sql: home) FROM pg_class AS c
            JOIN pg_namespace AS n ON n.oid = c.relnamespace AND n.nspname \(sql: ours)
            CROSS JOIN aclexplode(c.relacl) AS g WHERE c.relkind = 'S' AND g.grantee <> c.relowner
            """),
    ]
}
