import Provision
import Registry
import Testing
import TestSupport

/// What the service's login may do in the real psql, whatever this program does.
@Suite struct ServiceRoleTests {
    @Test func `it owns nothing`() async throws {
        try await withTestDatabase { db in
            let owned = try await db.psql(
                as: .admin,
                """
                SELECT count(*) FROM pg_shdepend AS d JOIN pg_roles AS r ON r.oid = d.refobjid
                WHERE r.rolname = 'registry_service' AND d.deptype = 'o'
                """)
            #expect(owned.output == "0\n")
        }
    }

    @Test func `it may delete from, truncate, refer to or put a trigger on no table`() async throws {
        try await withTestDatabase { db in
            let rights = try await db.psql(
                as: .admin,
                """
                SELECT c.oid::regclass, p.privilege FROM pg_class AS c
                CROSS JOIN unnest(ARRAY['DELETE', 'TRUNCATE', 'REFERENCES', 'TRIGGER']) AS p(privilege)
                WHERE c.relkind IN ('r', 'p', 'v', 'm', 'f') AND c.relnamespace::regnamespace::text NOT LIKE 'pg_%'
                    AND c.relnamespace <> 'information_schema'::regnamespace
                    AND has_table_privilege('registry_service', c.oid, p.privilege)
                """)
            #expect(rights.errors == "")
            #expect(rights.output == "")
        }
    }

    @Test func `it changes no fact that is kept for good`() async throws {
        try await withTestDatabase { db in
            let rights = try await db.psql(
                as: .admin,
                """
                SELECT t FROM unnest(ARRAY['registry.inspection', 'registry.finding', 'registry.correction',
                    'registry.decision', 'registry.recommendation', 'registry.nuisance_report', 'registry.history',
                    'audit.outbox', 'ops.migration', 'ops.legal_act']) AS t
                WHERE has_any_column_privilege('registry_service', t, 'UPDATE')
                """)
            #expect(rights.errors == "")
            #expect(rights.output == "")
        }
    }

    @Test(arguments: [
        ("DELETE FROM registry.outlet", "permission denied for table outlet"),
        ("TRUNCATE registry.outlet", "permission denied for table outlet"),
        ("UPDATE registry.decision SET reasons = ''", "permission denied for table decision"),
        ("UPDATE registry.history SET reason = ''", "permission denied for table history"),
        ("INSERT INTO registry.history SELECT * FROM registry.history", "permission denied for table history"),
        ("SELECT * FROM audit.outbox", "permission denied for schema audit"),
        ("SELECT * FROM ops.context_key", "permission denied for table context_key"),
        ("SELECT ops.keyed_digest('')", "permission denied for function keyed_digest"),
        ("SELECT ops.pseudonym(1, 1)", "permission denied for function pseudonym"),
        (
            "SELECT public.st_estimatedextent('registry', 'outlet', 'place')",
            "permission denied for function st_estimatedextent"
        ),
        (
            "SELECT public._postgis_stats('registry.nuisance_report', 'place')",
            "permission denied for function _postgis_stats"
        ),
        ("SELECT lo_create(0)", "permission denied for function lo_create"),
        ("SELECT lo_from_bytea(0, 'x')", "permission denied for function lo_from_bytea"),
        ("SET ROLE registry_owner", "permission denied to set role \"registry_owner\""),
        ("SET session_replication_role = replica", "permission denied to set parameter \"session_replication_role\""),
        ("ALTER TABLE registry.outlet DISABLE TRIGGER ALL", "must be owner of table outlet"),
        ("CREATE TABLE registry.mine (id integer)", "permission denied for schema registry"),
        ("CREATE TABLE public.mine (id integer)", "permission denied for schema public"),
        ("CREATE SCHEMA mine", "permission denied for database DATABASE"),
    ])
    func `psql refuses it`(sql: String, error: String) async throws {
        try await withTestDatabase { db in
            let ending = try await db.psql(as: .service, sql)
            let first = ending.errors.split(separator: "\n").first.map(String.init)
            #expect(first == "ERROR:  " + error.replacing("DATABASE", with: db.name))
            #expect(ending.output == "")
            #expect(ending.status == 1)
        }
    }

    @Test func `nobody logs in as the owner`() async throws {
        let cluster = try await TestCluster.shared().cluster
        let psql = Command(
            cluster.binaries.path("psql"),
            ["-X", "-c", "SELECT 1", cluster.connectionString(database: "registry", user: "registry_owner")])
        let ending = try await psql.run()
        #expect(ending.status == 2)
        #expect(ending.errors.contains("Peer authentication failed for user \"registry_owner\""))
    }

    @Test func `a context that is forged or expired counts as none`() async throws {
        try await withTestDatabase { db in
            for claim in ["1|1|officer|99999999999|00", "1|1|officer|1|00", "nonsense", "x|y|z|w|v"] {
                let ending = try await db.psql(
                    as: .service, "SET registry.context = '\(claim)'; SELECT ops.context_person() IS NULL")
                #expect(ending.output == "SET\nt\n")
            }
            let actor = Actor(
                jurisdiction: 7, jurisdictionCode: "0363", person: 42, personName: "A", login: "a", roles: [.officer])
            let ending = try await db.psql(
                as: .service, context: actor,
                "SELECT ops.context_jurisdiction(), ops.context_person(), ops.context_roles()")
            #expect(ending.output == "7|42|{officer}\n")
        }
    }
}
