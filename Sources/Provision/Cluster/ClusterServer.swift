import Glibc

extension Cluster {
    /// Makes the cluster in a folder beside its final place, so that an interrupted attempt leaves nothing half made.
    func makeOnce() async throws {
        guard let version = try folder.majorVersion() else { return try await initialise() }
        guard version == String(PostgresPrograms.major) else {
            throw ProvisionRefusal(
                "The database in \(folder.data) was made by PostgreSQL \(version); this registry runs on PostgreSQL "
                    + "\(PostgresPrograms.major). Nothing in it was changed.",
                hint: "Carry it over with pg_upgrade (man pg_upgrade), or choose another folder with --data.")
        }
    }

    private func initialise() async throws {
        if FileSystem.exists(folder.data) {
            throw ProvisionRefusal(
                "\(folder.data) is there, but it is not a database: it has no file PG_VERSION. Nothing in it was changed.",
                hint: "Move it away, or choose another folder with --data.")
        }
        try FileSystem.removeFolder(folder.draft)
        try FileSystem.makeFolder(folder.draft, mode: 0o700, owner: programs.owner)
        _ = try await programs.run(
            "initdb",
            [
                "-D", folder.draft, "-U", "postgres", "-E", "UTF8", "--locale=C.UTF-8", "--data-checksums",
                "--auth=peer", "--no-instructions",
            ]
        ).succeeded(
            "The database was not made in \(folder.path)", hint: "Remove the cause; then the same command makes it.")
        guard rename(folder.draft, folder.data) == 0 else { throw FileFailure("\(folder.data) was not made") }
    }

    /// Whether its server runs.
    func isRunning() async throws -> Bool {
        guard FileSystem.exists(folder.process) else { return false }
        try StaleLocks(folder: folder).remove()
        return try await programs.run("pg_ctl", ["status", "-D", folder.data]).status == 0
    }

    func startServer() async throws {
        try StaleLocks(folder: folder).remove()
        var run = try await startOnce()
        // After a crash the old server's children may need a moment to notice it and to let its memory go.
        for _ in 0..<20 {
            guard run.status != 0, try logEnd().contains("pre-existing shared memory block") else { break }
            try await Task.sleep(for: .milliseconds(500))
            run = try await startOnce()
        }
        _ = try run.succeeded(
            "The database in \(folder.path) did not start. Its log ends with:\n  \(try logEnd())\nStarting it",
            hint: "The whole log is \(folder.log).")
    }

    private func startOnce() async throws -> ProgramRun {
        try await programs.run("pg_ctl", ["start", "-w", "-t", "120", "-s", "-D", folder.data, "-l", folder.log])
    }

    func stopServer() async throws {
        guard try await isRunning() else { return }
        _ = try await programs.run("pg_ctl", ["stop", "-w", "-t", "120", "-s", "-m", "fast", "-D", folder.data])
            .succeeded("The database in \(folder.path) did not stop", hint: "See \(folder.log).")
        logger.info("The private database has stopped.", metadata: ["folder": "\(folder.path)"])
    }

    private func logEnd() throws -> String {
        try FileSystem.text(folder.log).split(separator: "\n").suffix(5).joined(separator: "\n  ")
    }

    /// Ends the server at once, without writing what is not yet written: for tests, at the end of their process.
    package func stopAtOnce() throws {
        _ = try programs.runBlocking("pg_ctl", ["stop", "-w", "-s", "-m", "immediate", "-D", folder.data])
    }
}
