import Postgres

/// The statements that prepare a database, each only where it is missing.
struct BootstrapSteps {
    let extensions: [RequiredExtension]

    private static let schemas = ["registry", "audit", "ops", "past"]

    /// In the order in which they have to run; empty when the database is prepared.
    func missing(_ db: Transaction) throws -> [String] {
        try roles(db) + membership(db) + settings(db) + missingExtensions(db) + closedStatistics(db)
            + closedLargeObjects(db) + schemas(db) + ledger(db)
    }

    /// A role is cluster-wide, so another database of the server may be making it just now.
    private func roles(_ db: Transaction) throws -> [String] {
        let noRights = "NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS"
        return try ([Bootstrap.ownerRole] + Bootstrap.logins).compactMap { name in
            let rights = "\(name == Bootstrap.ownerRole ? "NOLOGIN" : "LOGIN") \(noRights)"
            let isRight: Bool? = try db.first(
                """
                SELECT rolcanlogin = \(name != Bootstrap.ownerRole)
                    AND NOT (rolsuper OR rolcreatedb OR rolcreaterole OR rolreplication OR rolbypassrls)
                FROM pg_roles WHERE rolname = \(name)
                """)
            switch isRight {
            case true: return nil
            case false: return "ALTER ROLE \(name) \(rights);"
            case nil:
                return """
                    DO $$ BEGIN CREATE ROLE \(name) \(rights);
                    EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; END $$;
                    """
            }
        }
    }

    /// The administrator acts as the owner; whoever else logs in never does.
    private func membership(_ db: Transaction) throws -> [String] {
        let owner = Bootstrap.ownerRole
        let login: String = try db.one("SELECT quote_ident(current_user)")
        let isMember: Bool = try db.one(
            """
            SELECT EXISTS (SELECT FROM pg_roles AS r WHERE r.rolname = current_user AND r.rolsuper)
                OR EXISTS (SELECT FROM pg_roles AS r
                           WHERE r.rolname = \(owner) AND pg_has_role(current_user, r.oid, 'MEMBER'))
            """)
        let powerful: [String] = try db.one(
            """
            SELECT coalesce(array_agg(r.rolname::text ORDER BY r.rolname), '{}') FROM pg_auth_members AS m
            JOIN pg_roles AS r ON r.oid = m.member JOIN pg_roles AS o ON o.oid = m.roleid
            WHERE r.rolname = ANY (\(Bootstrap.logins)) AND o.rolname = \(owner)
            """)
        return (isMember ? [] : ["GRANT \(owner) TO \(login);"]) + powerful.map { "REVOKE \(owner) FROM \($0);" }
    }

    /// Only names with their schema reach the registry's tables; no statement of the service may hang for ever.
    ///
    /// The search path is that of the guards, letter for letter: PostgreSQL plans a function's statements anew whenever it
    /// is called under another path than the last time.
    ///
    /// What PostgreSQL refuses the service names persons and what they did; who asked is told, and the server's log is not. Only a
    /// superuser, or who was granted it, can say so of a role.
    ///
    /// The isolation level is no setting of the role: every write asks for SERIALIZABLE itself, and single statements
    /// need not pay for it.
    private func settings(_ db: Transaction) throws -> [String] {
        let maySilence: Bool = try db.one(
            """
            SELECT has_parameter_privilege('log_min_messages', 'SET') AND has_parameter_privilege('log_min_error_statement', 'SET')
            """)
        let wanted =
            [
                ("search_path", "pg_catalog, pg_temp"), ("statement_timeout", "60s"), ("lock_timeout", "10s"),
                ("idle_in_transaction_session_timeout", "60s"),
            ] + (maySilence ? [("log_min_messages", "fatal"), ("log_min_error_statement", "panic")] : [])
        return try Bootstrap.logins.flatMap { role in
            let set: [String] =
                try db.first(
                    """
                    SELECT s.setconfig FROM pg_db_role_setting AS s JOIN pg_roles AS r ON r.oid = s.setrole
                    WHERE r.rolname = \(role) AND s.setdatabase = 0
                    """) ?? []
            return wanted.filter { !set.contains("\($0)=\($1)") }.map { name, value in
                let text = name == "search_path" ? value : "'\(value)'"
                return "ALTER ROLE \(role) SET \(name) = \(text);"
            }
        }
    }

    private func missingExtensions(_ db: Transaction) throws -> [String] {
        let there: [String] = try db.one("SELECT coalesce(array_agg(extname::text), '{}') FROM pg_extension")
        return extensions.filter { !there.contains($0.name) }.map {
            "CREATE EXTENSION IF NOT EXISTS \($0.name) WITH SCHEMA public;"
        }
    }

    /// PostGIS tells everybody the extent and the histogram of any table, past row security; the planner needs no right.
    private func closedStatistics(_ db: Transaction) throws -> [String] {
        let isClosed: Bool = try db.one(
            """
            SELECT EXISTS (SELECT FROM pg_extension WHERE extname = 'postgis') AND NOT EXISTS (
                SELECT FROM pg_proc AS p WHERE \(sql: Self.tellsStatistics)
                    AND has_function_privilege('public', p.oid, 'EXECUTE'))
            """)
        guard !isClosed else { return [] }
        return [
            """
            DO $$ DECLARE open_function regprocedure;
            BEGIN
                FOR open_function IN SELECT p.oid FROM pg_proc AS p WHERE \(Self.tellsStatistics.text) LOOP
                    EXECUTE format('REVOKE EXECUTE ON FUNCTION %s FROM PUBLIC', open_function);
                END LOOP;
            END $$;
            """
        ]
    }

    private static let tellsStatistics: SQL = """
        p.pronamespace = 'public'::regnamespace AND p.proname IN (
            'st_estimatedextent', '_postgis_stats', '_postgis_selectivity', '_postgis_join_selectivity')
        """

    /// A large object belongs to whoever makes it, and the service owns nothing that lasts. Only the owner of these functions,
    /// a superuser of the server, can close them; a login that is none leaves them as they are.
    private func closedLargeObjects(_ db: Transaction) throws -> [String] {
        let open: [String] = try db.one(
            """
            SELECT coalesce(array_agg(p.oid::regprocedure::text ORDER BY p.oid), '{}') FROM pg_proc AS p
            WHERE p.pronamespace = 'pg_catalog'::regnamespace
                AND p.proname IN ('lo_creat', 'lo_create', 'lo_from_bytea', 'lo_import')
                AND has_function_privilege('public', p.oid, 'EXECUTE') AND pg_has_role(current_user, p.proowner, 'USAGE')
            """)
        return open.map { "REVOKE EXECUTE ON FUNCTION pg_catalog.\($0) FROM PUBLIC;" }
    }

    private func schemas(_ db: Transaction) throws -> [String] {
        let there: [String] = try db.one("SELECT coalesce(array_agg(nspname::text), '{}') FROM pg_namespace")
        return Self.schemas.filter { !there.contains($0) }.map {
            "CREATE SCHEMA \($0) AUTHORIZATION \(Bootstrap.ownerRole);"
        }
    }

    private func ledger(_ db: Transaction) throws -> [String] {
        let isThere: Bool = try db.one("SELECT to_regclass('ops.migration') IS NOT NULL")
        guard !isThere else { return [] }
        return [
            """
            SET LOCAL ROLE \(Bootstrap.ownerRole);
            CREATE TABLE ops.migration (
                version integer CONSTRAINT migration_key PRIMARY KEY,
                name text NOT NULL,
                sha256 text NOT NULL CONSTRAINT sha256_is_hex CHECK (sha256 ~ '^[0-9a-f]{64}$'),
                applied_at timestamptz NOT NULL DEFAULT clock_timestamp()
            );
            COMMENT ON TABLE ops.migration IS
                'The migrations that were applied, each with the digest of its file. Version 0 is the set of views.';
            GRANT USAGE ON SCHEMA ops TO \(Bootstrap.serviceRole);
            GRANT SELECT ON ops.migration TO \(Bootstrap.serviceRole);
            RESET ROLE;
            """
        ]
    }
}
