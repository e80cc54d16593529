import Glibc
import Logging

/// A private PostgreSQL cluster in a folder: reached over a Unix socket by the account that started it, never by TCP.
///
/// Several processes may use one at the same time; the last to stop it stops the server.
package struct Cluster: Sendable {
    let folder: ClusterFolder
    let programs: PostgresPrograms
    let use: FileLock
    let logger: Logger

    package static let databaseName = "registry"

    /// Makes the cluster when `folder` has none, starts its server when it does not run, and waits until it answers.
    ///
    /// - Throws: `ProvisionRefusal` when PostgreSQL is not installed, the folder is of another major version, the
    ///   folder cannot be reached by the account `postgres` (for root), or the server does not start; `FileFailure`.
    package static func start(
        folder path: String, logger: Logger, durability: Durability = .full
    ) async throws -> Cluster {
        let programs = try PostgresPrograms.find()
        let folder = try ClusterFolder(path)
        try await folder.make(programs)
        let start = try await FileLock.exclusive(folder.path + "/start.lock", patience: .seconds(60))
        let use = try FileLock.shared(folder.path + "/use.lock")
        let cluster = Cluster(folder: folder, programs: programs, use: use, logger: logger)
        try await cluster.makeOnce()
        let accounts = [try Account.current()] + (programs.owner.map { [$0] } ?? [])
        let settings = ClusterSettings(folder: folder, durability: durability, accounts: accounts)
        if try await cluster.isRunning() {
            logger.info("The private database runs already.", metadata: ["folder": "\(folder.path)"])
        } else {
            try settings.write(owner: programs.owner)
            try await cluster.startServer()
            logger.info("The private database has started.", metadata: ["folder": "\(folder.path)"])
        }
        withExtendedLifetime(start) {}
        return cluster
    }

    /// For the service: the role that owns nothing.
    package var serviceConnectionString: String { connectionString(user: "registry_service") }

    /// For set-up and migrations: the role that may do everything in this cluster.
    package var adminConnectionString: String { connectionString(user: "postgres") }

    /// libpq keywords for `user` in `database`.
    package func connectionString(user: String, database: String = databaseName) -> String {
        "host=\(Self.quoted(folder.sockets)) port=5432 user=\(Self.quoted(user)) dbname=\(Self.quoted(database))"
    }

    /// Lets go of the cluster; the server is stopped when nobody else uses it and it was not asked to stay.
    ///
    /// Waits until the server has written everything and ended.
    package func stop() async throws {
        let lock = try await FileLock.exclusive(folder.path + "/start.lock", patience: .seconds(60))
        defer { withExtendedLifetime(lock) {} }
        guard use.isLast(), !FileSystem.exists(stayFile) else { return }
        try await stopServer()
    }

    private static func quoted(_ text: String) -> String {
        var result = "'"
        for character in text {
            if character == "'" || character == "\\" { result.append("\\") }
            result.append(character)
        }
        return result + "'"
    }

    var stayFile: String { folder.path + "/stay" }
}
