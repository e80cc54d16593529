import FoundationEssentials
import Logging
import Postgres

/// A private PostgreSQL server in a folder: Unix socket only, data checksums, peer authentication.
///
/// Several processes may use one folder at a time; the first one starts the server and the last one stops it.
package struct Cluster: Sendable {
    /// The database of the registry in it.
    package static let databaseName = "registry"

    package let binaries: ServerBinaries
    /// The folder of the Unix socket.
    package let socketFolder: String
    let folder: ClusterFolder
    let account: ServerAccount
    let durability: Durability
    private let use: FolderLock
    private let logger: Logger

    /// Where the service connects.
    package var serviceConnectionString: String { connectionString(login: Bootstrap.serviceRole) }

    /// Where one of the registry's logins connects.
    package func connectionString(login: String) -> String {
        connectionString(database: Self.databaseName, user: login)
    }

    /// Where the administrator (superuser) connects.
    package var adminConnectionString: String { connectionString(database: Self.databaseName, user: "postgres") }

    /// libpq keywords for any database of the cluster.
    package func connectionString(database: String, user: String) -> String {
        func quoted(_ text: String) -> String {
            "'" + text.replacing("\\", with: "\\\\").replacing("'", with: "\\'") + "'"
        }
        return "host=\(quoted(socketFolder)) port=5432 dbname=\(quoted(database)) user=\(quoted(user))"
    }

    /// The server that runs in `folder`; made by initdb when the folder is empty, started when it is not running.
    ///
    /// As root the server runs as `postgres`, or as the user whom the data belongs to.
    /// - Throws: `ProvisionRefusal`.
    package static func start(
        folder path: String, logger: Logger, durability: Durability = .full
    ) async throws -> Cluster {
        let folder = ClusterFolder(path)
        let account = try ServerAccount.choose(data: folder.data)
        try await folder.prepare(for: account)
        let version = try folder.version()
        try await folder.requireWritable(by: account)
        let binaries = try await ServerBinaries.find(version: version, cluster: folder.data)
        let start = try FolderLock(folder.startLock, for: account)
        try await start.waitUntilAlone()
        defer { start.release() }
        let startup = ClusterStartup(
            folder: folder, account: account, binaries: binaries, durability: durability, lock: start)
        try await startup.makeClusterIfNeeded()
        let socketFolder = try await startup.startIfNeeded()
        let use = try FolderLock(folder.useLock, for: account)
        use.share()
        let cluster = Cluster(
            binaries: binaries, socketFolder: socketFolder, folder: folder, account: account, durability: durability,
            use: use, logger: logger)
        try await cluster.makeDatabaseIfNeeded()
        logger.info("private PostgreSQL is ready", metadata: ["folder": "\(folder.path)"])
        return cluster
    }

    /// Whether there is a private server's data in `folder`, running or not; looks only.
    /// - Throws: `ProvisionRefusal` when something else is there.
    package static func exists(folder: String) throws -> Bool { try ClusterFolder(folder).version() != nil }

    /// From now on `stop(unlessKept: true)` leaves the server running, to its end.
    package func keep() throws {
        guard let running = PostmasterFile(data: folder.data) else { return }
        try OwnedFile.write("\(running.process)\n", to: folder.kept, for: account)
    }

    /// Whether somebody has kept the server that runs now; an earlier one's mark says nothing.
    private func isKept(_ running: PostmasterFile) -> Bool {
        guard let mark = FileManager.default.contents(atPath: folder.kept) else { return false }
        return String(decoding: mark, as: UTF8.self).trimmingLines == "\(running.process)"
    }

    /// Stops the server cleanly, unless another process uses it too: the last one stops it, whoever started it.
    /// - Parameter unlessKept: leaves a server running that was kept.
    package func stop(unlessKept: Bool = false) async throws {
        let start = try FolderLock(folder.startLock, for: account)
        try await start.waitUntilAlone()
        defer { start.release() }
        defer { use.release() }
        guard use.isAlone(), let running = PostmasterFile(data: folder.data), running.isRunning,
            !(unlessKept && isKept(running))
        else { return }
        _ = try await account.command(
            binaries.path("pg_ctl"), ["-D", folder.data, "-m", "fast", "-w", "-t", "60", "-s", "stop"]
        ).run(orRefuse: "The private database was not stopped")
        // The server takes its file away just before its process ends, and pg_ctl looks at the file.
        for _ in 0..<500 where running.isRunning { try await Task.sleep(for: .milliseconds(10)) }
        if ClusterFolder.isShort(socketFolder) { try FileManager.default.removeItem(atPath: socketFolder) }
        logger.info("private PostgreSQL has stopped", metadata: ["folder": "\(folder.path)"])
    }

    private func makeDatabaseIfNeeded() async throws {
        let admin = connectionString(database: "postgres", user: "postgres")
        let database = Database(
            DatabaseConfiguration(
                connectionString: admin, poolSize: 1, statementTimeout: .zero, lockTimeout: .seconds(60)),
            logger: logger)
        do {
            let count = try await database.query("SELECT FROM pg_database WHERE datname = \(Self.databaseName)") {
                $0.count
            }
            if count == 0 { try await makeDatabase(through: database) }
        } catch {
            await database.close()
            throw error
        }
        await database.close()
    }

    /// A start that was killed leaves its own statement at work in the server; a database that came from that is as good.
    /// The copy of the template is on the disk when that statement ends, which takes seconds on a busy machine: the lock
    /// is waited for as long as a server's start is.
    private func makeDatabase(through database: Database) async throws {
        do {
            _ = try await database.query(.file("CREATE DATABASE \(Self.databaseName)")) { $0.count }
        } catch let error as PostgresError where ["42P04", "23505"].contains(error.sqlstate) {
            logger.info("the database was made by an earlier start")
        }
    }
}
