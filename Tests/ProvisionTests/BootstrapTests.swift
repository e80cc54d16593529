import Foundation
import Postgres
import TestSupport
import Testing

@testable import Provision

@Suite struct BootstrapTests {
    @Test func `a bootstrapped database lacks nothing, and the bootstrap may run again`() async throws {
        try await withEmptyDatabase { test in
            let bootstrap = try Bootstrap(SQLFolder(TestSchema.sqlFolder))
            for _ in 0..<2 { try await bootstrap.run(on: test.admin) }
            #expect(try await test.admin.read { try BootstrapState($0) }.missing == [])
        }
    }

    @Test func `a login without the rights is told what an administrator runs`() async throws {
        try await withEmptyDatabase { test in
            // Another login is not let in by the operating system, so the superuser becomes one.
            let limited = Database(
                DatabaseConfiguration(
                    connectionString: test.adminConnectionString, poolSize: 1, onConnect: ["SET ROLE registry_service"]),
                logger: .quiet)
            let refusal = try await refused { try await Bootstrap(SQLFolder(TestSchema.sqlFolder)).run(on: limited) }
            await limited.close()
            #expect(
                refusal.message == """
                    The database \(test.name) lacks the extension btree_gist, the extension postgis, the schema audit, \
                    the schema ops, the schema registry, the right to act as registry_owner, and the login \
                    registry_service may not make them: permission denied to create role.
                    """)
            #expect(
                refusal.hint == """
                    An administrator of that server runs: psql -d \(test.name) -f \(TestSchema.sqlFolder)/bootstrap.sql \
                    -c 'GRANT registry_owner TO "registry_service"'
                    """)
        }
    }

    @Test func `an extension that is not installed is named with its Debian package`() async throws {
        try await withEmptyDatabase { test in
            let absent = RequiredExtension(name: "postgis_of_nobody", package: "postgresql-15-postgis-of-nobody")
            let refusal = try await refused {
                try await test.admin.read { try RequiredExtension.check(RequiredExtension.all + [absent], in: $0) }
            }
            #expect(
                refusal.description == """
                    PostgreSQL has no extension postgis_of_nobody.
                    Install it on the machine of the database: apt-get install postgresql-15-postgis-of-nobody
                    """)
        }
    }

    @Test func `the service owns nothing and has no DELETE and no TRUNCATE anywhere`() async throws {
        try await withTestDatabase { test in
            let owned = try await test.admin.read {
                try $0.rows(
                    """
                    SELECT c.oid::regclass::text AS name FROM pg_class AS c
                    JOIN pg_namespace AS n ON n.oid = c.relnamespace
                    WHERE n.nspname IN ('registry', 'audit', 'ops') AND (
                        c.relowner <> 'registry_owner'::regrole OR (c.relkind IN ('r', 'p', 'v') AND (
                            has_table_privilege('registry_service', c.oid, 'DELETE')
                            OR has_table_privilege('registry_service', c.oid, 'TRUNCATE'))))
                    """
                ).map { try $0.get("name", as: String.self) }
            }
            #expect(owned == [])
            let attributes: String = try await test.admin.read {
                try $0.one(
                    """
                    SELECT string_agg(format('%s %s %s %s', rolname, rolcanlogin, rolsuper, rolbypassrls), ', ' ORDER BY rolname)
                    FROM pg_roles WHERE rolname LIKE 'registry%'
                    """)
            }
            #expect(attributes == "registry_owner f f f, registry_service t f f")
        }
    }

    @Test func `the service checks the version of its database by its own login`() async throws {
        try await withTestDatabase { test in
            try await Migrations(SQLFolder(TestSchema.sqlFolder)).check(test.service)
        }
    }
}
