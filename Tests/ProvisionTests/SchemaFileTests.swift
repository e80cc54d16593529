import FoundationEssentials
import Provision
import Testing
import TestSupport

/// `sql/schema.sql` is what the migrations and views make. With REGISTRY_WRITE_SCHEMA (deploy/schema) it is written.
@Suite struct SchemaFileTests {
    @Test func `the schema file is what the migrations make`() async throws {
        try await withTestDatabase { db in
            let file = db.cluster.sqlFolder + "/schema.sql"
            let made = try await SchemaDump.text(
                of: db.connectionString(.admin), with: db.cluster.cluster.binaries)
            if ProcessInfo.processInfo.environment["REGISTRY_WRITE_SCHEMA"] != nil {
                try made.write(toFile: file, atomically: true, encoding: .utf8)
            }
            let kept = try String(contentsOfFile: file, encoding: .utf8)
            let isCurrent = made == kept
            #expect(isCurrent, "sql/schema.sql is out of date. Type: deploy/schema")
        }
    }

    @Test func `it holds the registry and nothing of the extensions or of this machine`() async throws {
        let folder = try await TestCluster.shared().sqlFolder
        let text = try String(contentsOfFile: folder + "/schema.sql", encoding: .utf8)
        #expect(text.contains("CREATE TABLE registry.outlet ("))
        #expect(text.contains("CREATE VIEW registry.outlet_summary WITH (security_invoker='true') AS"))
        for noise in ["CREATE EXTENSION", "spatial_ref_sys", "Dumped", "restrict"] { #expect(!text.contains(noise)) }
    }
}
