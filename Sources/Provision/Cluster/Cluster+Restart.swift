extension Cluster {
    /// The data folder, as it was given.
    var path: String { folder.path }

    /// Whether no server runs in the folder.
    var isGone: Bool { !(PostmasterFile(data: folder.data)?.isRunning ?? false) }

    /// Starts the server again, at the same socket, when its process is gone: whoever uses the cluster is connected again.
    /// - Throws: `ProvisionRefusal`.
    func restartIfGone() async throws {
        let start = try FolderLock(folder.startLock, for: account)
        try await start.waitUntilAlone()
        defer { start.release() }
        // Another process that uses the folder may have been faster.
        guard isGone else { return }
        let startup = ClusterStartup(
            folder: folder, account: account, binaries: binaries, durability: durability, lock: start)
        let socket = try await startup.startIfNeeded(before: socketFolder)
        guard socket == socketFolder else {
            throw ProvisionRefusal(
                "The private database runs again, but its socket is in \(socket) and no more in \(socketFolder). "
                    + "Stop registryd and start it again.")
        }
    }
}
