import FoundationEssentials
import Postgres
import Provision
import Registry

/// A database of one test's own, with everything in it that a migrated database has, and nothing else.
package struct TestDatabase: Sendable {
    /// Who connects to a test database.
    package enum Login: String, Sendable {
        /// `registry_service`: what the service may do.
        case service = "registry_service"
        /// `registry_sequencer`: what puts acts into the log.
        case sequencer = "registry_sequencer"
        /// `registry_signer`: what signs heads of the log.
        case signer = "registry_signer"
        /// The superuser: no grant and no row security holds it.
        case admin = "postgres"
    }

    package let name: String
    package let cluster: TestCluster
    /// As the service connects.
    package let service: Database
    /// As the superuser connects.
    package let admin: Database

    /// The key that signs contexts for this database.
    package var contextKey: [UInt8] { cluster.contextKey.bytes }

    /// A migrated database; `drop` it, or let `withTestDatabase` do so.
    package static func create() async throws -> TestDatabase {
        try await create(template: TestCluster.templateName)
    }

    /// A database with nothing in it.
    package static func createEmpty() async throws -> TestDatabase { try await create(template: "template1") }

    private static func create(template: String) async throws -> TestDatabase {
        let cluster = try await TestCluster.shared()
        let name = "t" + UUID().uuidString.filter { $0 != "-" }.lowercased()
        // Nothing is to be kept, so nothing need stand in the write-ahead log.
        let statement: SQL = .file("CREATE DATABASE \(name) TEMPLATE \(template) STRATEGY file_copy")
        _ = try await cluster.maker.query(statement) { $0.count }
        return TestDatabase(name: name, cluster: cluster)
    }

    private init(name: String, cluster: TestCluster) {
        self.name = name
        self.cluster = cluster
        func database(_ login: Login, _ poolSize: Int) -> Database {
            Database(
                TestCluster.configuration(
                    cluster.cluster.connectionString(database: name, user: login.rawValue), poolSize: poolSize),
                logger: TestCluster.quiet)
        }
        service = database(.service, 4)
        admin = database(.admin, 2)
    }

    package func connectionString(_ login: Login) -> String {
        cluster.cluster.connectionString(database: name, user: login.rawValue)
    }

    /// Closes the connections and drops the database.
    package func drop() async throws {
        await service.close()
        await admin.close()
        _ = try await cluster.maker.query(.file("DROP DATABASE \(name) WITH (FORCE)")) { $0.count }
    }

    /// Runs `sql` in the real psql and stops at the first error.
    ///
    /// Gives what it wrote: rows without header, columns separated by `|`, and one line like `UPDATE 0` per command.
    /// - Parameter context: who signs, for two minutes; nil is no context at all.
    package func psql(as login: Login, context: Actor? = nil, _ sql: String) async throws -> Command.Ending {
        let claim = context.map {
            ["PGOPTIONS": "-c registry.context=" + ContextSigner(key: contextKey).claim(for: $0)]
        }
        let arguments = ["-X", "-A", "-t", "-v", "ON_ERROR_STOP=1", "-c", sql, connectionString(login)]
        return try await Command(cluster.cluster.binaries.path("psql"), arguments, environment: claim ?? [:]).run()
    }
}
