import FoundationEssentials
import Glibc

/// The steps from a folder to a server that answers; run by one process at a time.
struct ClusterStartup {
    let folder: ClusterFolder
    let account: ServerAccount
    let binaries: ServerBinaries
    let durability: Durability
    /// Held by this process.
    let lock: FolderLock

    /// initdb beside the final place, then one rename. When this process is killed, initdb goes on; the next process
    /// waits for it, since it holds the lock as well.
    func makeClusterIfNeeded() async throws {
        let files = FileManager.default
        guard try folder.version() == nil else { return }
        if files.fileExists(atPath: folder.unfinished) { try files.removeItem(atPath: folder.unfinished) }
        guard mkdir(folder.unfinished, 0o700) == 0 else {
            throw ProvisionRefusal("The folder \(folder.unfinished) could not be made: \(systemError(errno)).")
        }
        try account.own(folder.unfinished)
        let arguments = [
            "-D", folder.unfinished, "-U", "postgres", "-E", "UTF8", "--locale=C.UTF-8", "--data-checksums",
            "--auth-local=peer", "--auth-host=reject",
        ]
        var initdb = account.command(
            binaries.path("initdb"), arguments + (durability == .forTests ? ["--no-sync"] : []))
        initdb.holding = lock
        _ = try await initdb.run(orRefuse: "The private database was not made")
        let configuration = folder.unfinished + "/postgresql.conf"
        let made = try String(contentsOfFile: configuration, encoding: .utf8)
        try OwnedFile.write(made + ClusterSettings.include, to: configuration, for: account)
        guard rename(folder.unfinished, folder.data) == 0 else {
            throw ProvisionRefusal("\(folder.unfinished) could not be renamed: \(systemError(errno)).")
        }
    }

    /// The folder of the socket of the running server.
    /// - Parameter before: where the socket was, when this process used the server already.
    func startIfNeeded(before: String? = nil) async throws -> String {
        if let ready = try await readyServer() { return ready.socketFolder }
        let socketFolder = try folder.makeSocketFolder(for: account, before: before)
        try removeSocket(in: socketFolder)
        try PostmasterFile(data: folder.data)?.forgetProcess(account)
        try writeSettings(socketFolder)
        try await startServer()
        return socketFolder
    }

    /// The server that runs here, once it takes connections; nil when none runs.
    ///
    /// One that another process was starting or stopping when it was killed may need a while.
    private func readyServer() async throws -> PostmasterFile? {
        for _ in 0..<1200 {
            guard let running = PostmasterFile(data: folder.data), running.isRunning else { return nil }
            if running.isReady { return running }
            try await Task.sleep(for: .milliseconds(100))
        }
        throw ProvisionRefusal(
            "The private database in \(folder.path) runs, but it has taken no connections for two minutes. "
                + "Its log says why: \(folder.log)")
    }

    /// What a crash left; the start lock says that no server is using it.
    private func removeSocket(in socketFolder: String) throws {
        for name in [".s.PGSQL.5432", ".s.PGSQL.5432.lock"]
        where unlink("\(socketFolder)/\(name)") != 0 && errno != ENOENT {
            throw ProvisionRefusal("The old socket in \(socketFolder) could not be removed: \(systemError(errno)).")
        }
    }

    private func writeSettings(_ socketFolder: String) throws {
        let settings = ClusterSettings(
            data: folder.data, socketFolder: socketFolder, durability: durability, account: account)
        try OwnedFile.write(settings.configuration, to: folder.data + "/registry.conf", for: account)
        try OwnedFile.write(settings.access, to: folder.data + "/registry_hba.conf", for: account)
        try OwnedFile.write(settings.people, to: folder.data + "/registry_ident.conf", for: account)
    }

    /// After a crash, processes of the old server may need a moment to notice it; until then PostgreSQL refuses.
    private func startServer() async throws {
        let arguments = ["-D", folder.data, "-l", folder.log, "-w", "-t", "120", "-s", "start"]
        for attempt in 1...20 {
            let before = logText().utf8.count
            let ending = try await account.command(binaries.path("pg_ctl"), arguments).run()
            if ending.status == 0 { return }
            if try await readyServer() != nil { return }
            let said = String(decoding: Array(logText().utf8.dropFirst(before)), as: UTF8.self)
            guard said.contains("pre-existing shared memory block"), attempt < 20 else {
                throw ProvisionRefusal(
                    """
                    The private database was not started: \((ending.errors + said).trimmingLines). \
                    The whole log is \(folder.log).
                    """)
            }
            try await Task.sleep(for: .milliseconds(500))
        }
    }

    private func logText() -> String {
        FileManager.default.contents(atPath: folder.log).map { String(decoding: $0, as: UTF8.self) } ?? ""
    }
}
