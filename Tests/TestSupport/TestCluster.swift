import Foundation
import Logging
import Postgres
import Provision
import Synchronization

/// The one private cluster of this test process, with a migrated template database from which each test gets a copy.
///
/// It is in a short folder of its own under /tmp, which goes when the process ends; what a killed process has left is
/// removed by the next one.
struct TestCluster: Sendable {
    let cluster: Cluster
    let contextKey: [UInt8]
    /// Makes and drops databases; one connection, because PostgreSQL copies a template one at a time.
    let maker: Database
    /// So many tests hold a database at one time that their connections fit the server.
    let places = Places(16)

    static let template = "registry_template"
    static let sqlFolder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appending(path: "sql").path

    static var shared: TestCluster { get async throws { try await starting.value } }

    private static let starting = Task { try await start() }
    private static let running = Mutex<Cluster?>(nil)
    private static let prefix = "registry-test-"
    private static let folder = "/tmp/\(prefix)\(getpid())"

    private static func start() async throws -> TestCluster {
        try await LeftBehind.remove(prefix: prefix)
        let cluster = try await Cluster.start(folder: folder, logger: .quiet, durability: .forTests)
        running.withLock { $0 = cluster }
        atexit { TestCluster.end() }
        try await cluster.makeDatabase(template)
        let admin = Database.forSetUp(cluster.connectionString(user: "postgres", database: template), logger: .quiet)
        let prepared = try await Preparation.run(
            on: admin, sql: SQLFolder(sqlFolder), contextKeyFile: cluster.contextKeyFile)
        await admin.close()
        let maker = Database(
            DatabaseConfiguration(
                connectionString: cluster.connectionString(user: "postgres", database: "postgres"), poolSize: 1,
                maximumWaiting: 10_000, acquireTimeout: .seconds(300)), logger: .quiet)
        return TestCluster(cluster: cluster, contextKey: prepared.key.bytes, maker: maker)
    }

    private static func end() {
        guard let cluster = running.withLock({ $0 }) else { return }
        do {
            try cluster.stopAtOnce()
            try FileManager.default.removeItem(atPath: folder)
        } catch {
            print("The test cluster in \(folder) was not removed: \(error)")
        }
    }
}

extension Logger {
    /// Says nothing; a test that reads the log brings its own.
    package static let quiet = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
}
