import Postgres
import Provision
import Testing
import TestSupport

@Suite struct BootstrapTests {
    @Test func `an empty database becomes a registry, and a second time changes nothing`() async throws {
        try await withTestDatabase(isEmpty: true) { db in
            let key = try TestFolder.make() + "/context.key"
            let migrations = try Migrations(folder: db.cluster.sqlFolder)
            #expect(try await migrations.migrate(db.admin, contextKeyFile: key).count == migrations.version)
            #expect(try await migrations.migrate(db.admin, contextKeyFile: key) == [])
            try await migrations.check(db.service)
            let schemas = try await db.psql(
                as: .admin,
                """
                SELECT n.nspname, pg_get_userbyid(n.nspowner) FROM pg_namespace AS n
                WHERE n.nspname IN ('registry', 'audit', 'ops', 'past') ORDER BY 1
                """)
            #expect(
                schemas.output
                    == "audit|registry_owner\nops|registry_owner\npast|registry_owner\nregistry|registry_owner\n")
        }
    }

    @Test func `a missing extension is named with the package that brings it`() async throws {
        try await withTestDatabase(isEmpty: true) { db in
            let version = db.cluster.cluster.binaries.majorVersion
            let bootstrap = Bootstrap(
                extensions: RequiredExtension.all + [
                    RequiredExtension(name: "not_there", debianPackage: "postgresql-%v-not-there")
                ])
            try await expectRefusal(
                """
                The database was not prepared: its server (PostgreSQL \(version)) does not have the extension \
                not_there. Install the Debian package there: apt-get install postgresql-\(version)-not-there
                """
            ) { try await bootstrap.apply(db.admin) }
        }
    }

    @Test func `a login that may not prepare a database is given the SQL for the administrator`() async throws {
        try await withTestDatabase(isEmpty: true) { db in
            let role = "plain_\(db.name)"
            #expect(try await db.psql(as: .admin, "CREATE ROLE \(role)").errors == "")
            var configuration = TestCluster.configuration(db.connectionString(.admin), poolSize: 1)
            configuration.onConnect = ["SET ROLE \(role)"]
            let plain = Database(configuration, logger: TestCluster.quiet)
            try await expectRefusal(
                """
                The database was not prepared: this login may not do it (must have admin option on role \
                "registry_owner"). An administrator of the server has to run this in the database once:

                GRANT registry_owner TO \(role);
                CREATE EXTENSION IF NOT EXISTS postgis WITH SCHEMA public;
                CREATE EXTENSION IF NOT EXISTS btree_gist WITH SCHEMA public;
                DO $$ DECLARE open_function regprocedure;
                BEGIN
                    FOR open_function IN SELECT p.oid FROM pg_proc AS p WHERE p.pronamespace = 'public'::regnamespace AND p.proname IN (
                    'st_estimatedextent', '_postgis_stats', '_postgis_selectivity', '_postgis_join_selectivity') LOOP
                        EXECUTE format('REVOKE EXECUTE ON FUNCTION %s FROM PUBLIC', open_function);
                    END LOOP;
                END $$;
                CREATE SCHEMA registry AUTHORIZATION registry_owner;
                CREATE SCHEMA audit AUTHORIZATION registry_owner;
                CREATE SCHEMA ops AUTHORIZATION registry_owner;
                CREATE SCHEMA past AUTHORIZATION registry_owner;
                \(ledgerSQL)
                """
            ) { try await Bootstrap().apply(plain) }
            await plain.close()
            #expect(try await db.psql(as: .admin, "DROP ROLE \(role)").errors == "")
        }
    }

    @Test func `the service's own login prepares nothing`() async throws {
        try await withTestDatabase(isEmpty: true) { db in
            try await expectRefusal(
                """
                The database was not prepared: registry_service is the service's own login, which may not do it. \
                Connect as an administrator of the server.
                """
            ) { try await Bootstrap().apply(db.service) }
        }
    }

    private let ledgerSQL = """
        SET LOCAL ROLE registry_owner;
        CREATE TABLE ops.migration (
            version integer CONSTRAINT migration_key PRIMARY KEY,
            name text NOT NULL,
            sha256 text NOT NULL CONSTRAINT sha256_is_hex CHECK (sha256 ~ '^[0-9a-f]{64}$'),
            applied_at timestamptz NOT NULL DEFAULT clock_timestamp()
        );
        COMMENT ON TABLE ops.migration IS
            'The migrations that were applied, each with the digest of its file. Version 0 is the set of views.';
        GRANT USAGE ON SCHEMA ops TO registry_service;
        GRANT SELECT ON ops.migration TO registry_service;
        RESET ROLE;
        """
}
