import FoundationEssentials
import Logging
import Postgres
import Provision

/// The private PostgreSQL of this test process, with one migrated database that the tests' own are copied from.
///
/// It is started on first use and ends with the process; those of processes that died are removed by the next one.
package struct TestCluster: Sendable {
    package let cluster: Cluster
    package let contextKey: ContextKey
    /// The SQL folder of this clone.
    package let sqlFolder: String
    /// One connection, so databases are made and dropped one at a time.
    let maker: Database

    private static let starting = Task { try await start() }
    static let templateName = "registry_template"

    /// The cluster of this test process.
    package static func shared() async throws -> TestCluster { try await starting.value }

    private static func start() async throws -> TestCluster {
        try TestFolder.removeStale()
        let folder = try TestFolder.make()
        let cluster = try await Cluster.start(folder: folder, logger: quiet, durability: .forTests)
        let maker = Database(
            configuration(cluster.connectionString(database: "postgres", user: "postgres"), poolSize: 1), logger: quiet)
        _ = try await maker.query(.file("CREATE DATABASE \(templateName)")) { $0.count }
        let sqlFolder = try SQLFolder.find(named: nil, program: #filePath)
        let keyFile = folder + "/context.key"
        let template = Database(
            configuration(cluster.connectionString(database: templateName, user: "postgres"), poolSize: 1),
            logger: quiet)
        do {
            _ = try await Migrations(folder: sqlFolder).migrate(template, contextKeyFile: keyFile)
        } catch {
            await template.close()
            throw error
        }
        await template.close()
        return TestCluster(
            cluster: cluster, contextKey: try ContextKey.read(file: keyFile), sqlFolder: sqlFolder, maker: maker)
    }

    /// A logger that says nothing.
    package static let quiet = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }

    /// Patient limits, for a machine that is busy with other tests.
    package static func configuration(_ connectionString: String, poolSize: Int) -> DatabaseConfiguration {
        DatabaseConfiguration(
            connectionString: connectionString, poolSize: poolSize, maximumWaiting: 10_000,
            acquireTimeout: .seconds(120), statementTimeout: .seconds(120), lockTimeout: .seconds(60),
            idleInTransactionTimeout: .seconds(120), applicationName: "tests")
    }
}
