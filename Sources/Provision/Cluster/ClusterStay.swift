import Logging

extension Cluster {
    /// Keeps the server running after this process, until `shutDown` is called for its folder.
    package func stay() throws { try FileSystem.write([], to: stayFile, mode: 0o600) }

    /// Stops the server in `folder`, whoever uses it. Gives false when it was not running.
    package static func shutDown(folder path: String, logger: Logger) async throws -> Bool {
        guard let cluster = try await existing(path, logger) else { return false }
        let lock = try await FileLock.exclusive(cluster.folder.path + "/start.lock", patience: .seconds(60))
        defer { withExtendedLifetime(lock) {} }
        try FileSystem.remove(cluster.stayFile)
        guard try await cluster.isRunning() else { return false }
        try await cluster.stopServer()
        return true
    }

    /// Whether a server runs in `folder`. Starts nothing and makes nothing.
    package static func isRunning(folder path: String, logger: Logger) async throws -> Bool {
        try await existing(path, logger)?.isRunning() ?? false
    }

    private static func existing(_ path: String, _ logger: Logger) async throws -> Cluster? {
        let folder = try ClusterFolder(path)
        guard try folder.majorVersion() != nil else { return nil }
        let use = try FileLock.shared(folder.path + "/use.lock")
        return Cluster(folder: folder, programs: try PostgresPrograms.find(), use: use, logger: logger)
    }
}
