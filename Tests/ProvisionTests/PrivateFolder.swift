import FoundationEssentials
import Postgres
import Provision
import TestSupport

/// Gives `body` an empty folder, and ends whatever runs in it afterwards.
func withFolder<R>(_ body: (String) async throws -> R) async throws -> R {
    let folder = try TestFolder.make()
    defer { TestFolder.remove(folder) }
    return try await body(folder)
}

/// Starts the private cluster of a folder.
func start(_ folder: String, durability: Durability = .forTests) async throws -> Cluster {
    try await Cluster.start(folder: folder, logger: TestCluster.quiet, durability: durability)
}

/// The one text that a statement gives on a cluster, asked by the administrator over a new connection.
func ask(_ cluster: Cluster, _ sql: SQL) async throws -> String {
    try await ask(cluster.adminConnectionString, sql)
}

/// The one text that a statement gives over a new connection.
func ask(_ connectionString: String, _ sql: SQL) async throws -> String {
    let database = Database(TestCluster.configuration(connectionString, poolSize: 1), logger: TestCluster.quiet)
    do {
        let answer = try await database.query(sql) { rows in
            rows.count == 0 ? "" : try rows[0].decode(String.self, 0)
        }
        await database.close()
        return answer
    } catch {
        await database.close()
        throw error
    }
}
