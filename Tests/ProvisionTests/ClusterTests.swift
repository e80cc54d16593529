import FoundationEssentials
import Glibc
import Postgres
import Provision
import Testing
import TestSupport

@Suite struct ClusterTests {
    @Test func `an empty folder becomes a private server with checksums and without TCP`() async throws {
        try await withFolder { folder in
            let cluster = try await start(folder, durability: .full)
            let settings: [(SQL, String)] = [
                ("SHOW listen_addresses", ""), ("SHOW data_checksums", "on"), ("SHOW server_encoding", "UTF8"),
                ("SHOW fsync", "on"), ("SHOW full_page_writes", "on"), ("SHOW synchronous_commit", "on"),
                ("SHOW max_pred_locks_per_transaction", "256"), ("SHOW max_pred_locks_per_page", "16"),
                ("SHOW log_error_verbosity", "terse"), ("SHOW timezone", "UTC"),
                ("SELECT datcollate FROM pg_database WHERE datname = current_database()", "C.UTF-8"),
                ("SELECT current_database()::text", "registry"),
                ("SELECT rolsuper::text FROM pg_roles WHERE rolname = current_user", "true"),
            ]
            for (sql, value) in settings { #expect(try await ask(cluster, sql) == value, "\(sql.text)") }
            try await cluster.stop()
        }
    }

    @Test func `nobody else may enter its folders, and root never runs the server`() async throws {
        try await withFolder { folder in
            let cluster = try await start(folder)
            for path in [folder, folder + "/postgres", cluster.socketFolder] {
                #expect(try status(path).st_mode & 0o777 == 0o700, "\(path)")
            }
            let server = try #require(PostmasterFile(data: folder + "/postgres"))
            #expect(try status("/proc/\(server.process)").st_uid != 0)
            try await cluster.stop()
        }
    }

    @Test func `it stops cleanly and keeps its data`() async throws {
        try await withFolder { folder in
            let first = try await start(folder)
            _ = try await ask(first, "CREATE TABLE public.kept AS SELECT 'still here'::text AS note")
            try await first.stop()
            #expect(PostmasterFile(data: folder + "/postgres") == nil)
            let second = try await start(folder)
            #expect(try await ask(second, "SELECT note FROM public.kept") == "still here")
            try await second.stop()
        }
    }

    @Test func `it starts again after the server was killed`() async throws {
        try await withFolder { folder in
            let crashed = try await start(folder, durability: .full)
            _ = try await ask(crashed, "CREATE TABLE public.kept AS SELECT 'still here'::text AS note")
            let server = try #require(PostmasterFile(data: folder + "/postgres"))
            kill(server.process, SIGKILL)
            while server.isRunning { try await Task.sleep(for: .milliseconds(10)) }
            let again = try await start(folder)
            #expect(try await ask(again, "SELECT note FROM public.kept") == "still here")
            try await again.stop()
        }
    }

    @Test(arguments: [SIGKILL, SIGINT])
    func `a watch starts the server again, at the same socket`(signal: Int32) async throws {
        try await withFolder { folder in
            let cluster = try await start(folder, durability: .full)
            _ = try await ask(cluster, "CREATE TABLE public.kept AS SELECT 'still here'::text AS note")
            let server = try #require(PostmasterFile(data: folder + "/postgres"))
            let watch = Task {
                try await ClusterWatch(cluster, logger: TestCluster.quiet, interval: .milliseconds(50)).run()
            }
            kill(server.process, signal)
            func isBack() -> Bool {
                guard let again = PostmasterFile(data: folder + "/postgres") else { return false }
                return again.process != server.process && again.isRunning && again.isReady
            }
            while !isBack() { try await Task.sleep(for: .milliseconds(20)) }
            #expect(try await ask(cluster, "SELECT note FROM public.kept") == "still here")
            watch.cancel()
            try await watch.value
            try await cluster.stop()
            #expect(PostmasterFile(data: folder + "/postgres") == nil)
        }
    }

    @Test func `it starts though another program has the number of the killed server`() async throws {
        try await withFolder { folder in
            let file = folder + "/postgres/postmaster.pid"
            let crashed = try await start(folder)
            let server = try #require(PostmasterFile(data: folder + "/postgres"))
            kill(server.process, SIGKILL)
            while server.isRunning { try await Task.sleep(for: .milliseconds(10)) }
            let text = try String(contentsOfFile: file, encoding: .utf8)
            try text.replacing("\(server.process)\n", with: "\(getpid())\n", maxReplacements: 1)
                .write(toFile: file, atomically: false, encoding: .utf8)
            let again = try await start(folder)
            #expect(again.socketFolder == crashed.socketFolder)
            #expect(try await ask(again, "SELECT 'up'::text") == "up")
            try await again.stop()
        }
    }

    @Test func `a set-up that was killed at any moment is finished by the next one`() async throws {
        let registryd = URL(filePath: "/proc/self/exe").resolvingSymlinksInPath().deletingLastPathComponent()
            .appending(path: "registryd").path
        for seconds in ["0.1", "0.2", "0.4", "0.7", "1"] {
            try await withFolder { folder in
                let words = ["-s", "KILL", seconds, registryd, "cluster", "start", "--data", folder]
                _ = try await Command("/usr/bin/timeout", words).run()
                let cluster = try await start(folder)
                #expect(try await ask(cluster, "SELECT current_database()::text") == "registry", "\(seconds) s")
                try await cluster.stop()
            }
        }
    }

    @Test func `a database that a killed set-up is still making is taken as it comes`() async throws {
        try await withFolder { folder in
            let first = try await start(folder)
            for _ in 0..<3 {
                let server = first.connectionString(database: "postgres", user: "postgres")
                _ = try await ask(server, "DROP DATABASE registry WITH (FORCE)")
                async let others = ask(server, "CREATE DATABASE registry")
                let again = try await start(folder)
                _ = try? await others
                #expect(try await ask(again, "SELECT current_database()::text") == "registry")
                try await again.stop()
            }
            try await first.stop()
        }
    }

    @Test func `a server that takes no connections yet is waited for`() async throws {
        try await withFolder { folder in
            let first = try await start(folder)
            let file = folder + "/postgres/postmaster.pid"
            let ready = try String(contentsOfFile: file, encoding: .utf8)
            try rewrite(file, ready.replacing("ready   ", with: "starting"))
            async let second = start(folder)
            try await Task.sleep(for: .milliseconds(300))
            try rewrite(file, ready)
            #expect(try await ask(second, "SELECT 'up'::text") == "up")
            try await second.stop()
            try await first.stop()
        }
    }

    @Test func `two users of a folder share one server, and the last one stops it`() async throws {
        try await withFolder { folder in
            let first = try await start(folder)
            let second = try await start(folder)
            let server = try #require(PostmasterFile(data: folder + "/postgres"))
            try await first.stop()
            #expect(server.isRunning)
            #expect(try await ask(second, "SELECT 'up'::text") == "up")
            try await second.stop()
            #expect(!server.isRunning)
        }
    }

    @Test func `a folder whose path is too long for a socket gets a short one`() async throws {
        try await withFolder { folder in
            _ = chmod(folder, 0o711)
            let long = folder + "/" + String(repeating: "long", count: 30)
            let cluster = try await start(long)
            #expect(cluster.socketFolder.hasPrefix("/tmp/registry-"))
            #expect(try status(cluster.socketFolder).st_mode & 0o777 == 0o700)
            #expect(try await ask(cluster, "SELECT 'up'::text") == "up")
            try await cluster.stop()
            #expect(!FileManager.default.fileExists(atPath: cluster.socketFolder))
        }
    }

    @Test func `a folder of another major version is refused`() async throws {
        try await withFolder { folder in
            let cluster = try await start(folder)
            try await cluster.stop()
            try "9\n".write(toFile: folder + "/postgres/PG_VERSION", atomically: false, encoding: .utf8)
            let installed = cluster.binaries.majorVersion
            try await expectRefusal(
                """
                The private database was not started: \(folder)/postgres was made by PostgreSQL 9, and this machine \
                has PostgreSQL \(installed). Install the Debian package postgresql-9, or move the data to version \
                \(installed) with pg_upgrade.
                """
            ) { _ = try await start(folder) }
        }
    }

    @Test func `a file, and a folder of somebody else's files, are refused and left as they are`() async throws {
        try await withFolder { folder in
            let file = folder + "/note"
            try "mine".write(toFile: file, atomically: false, encoding: .utf8)
            try await expectRefusal(
                "The private database was not started: \(file) is a file, not a folder. Name a folder with --data."
            ) { _ = try await start(file) }
            guard geteuid() == 0 else { return }
            _ = chmod(folder, 0o755)
            try await expectRefusal(
                "The private database was not started: PostgreSQL runs as the user postgres, who may not write in "
                    + "\(folder), which holds other files. Name an empty folder, or one that does not exist yet."
            ) { _ = try await start(folder) }
            #expect(try FileManager.default.contentsOfDirectory(atPath: folder) == ["note"])
        }
    }

    @Test func `a data folder that is something else is refused and left as it is`() async throws {
        try await withFolder { folder in
            try FileManager.default.createDirectory(atPath: folder + "/postgres", withIntermediateDirectories: false)
            try "mine".write(toFile: folder + "/postgres/note", atomically: false, encoding: .utf8)
            _ = chmod(folder, 0o755)
            try await expectRefusal(
                """
                The private database was not started: \(folder)/postgres is not the data of a PostgreSQL server (it \
                has no PG_VERSION). Name another folder, or put the data back from a backup.
                """
            ) { _ = try await start(folder) }
            #expect(try String(contentsOfFile: folder + "/postgres/note", encoding: .utf8) == "mine")
        }
    }

    @Test(.enabled(if: geteuid() == 0, "only root runs the server as another user"))
    func `a folder that the server's user may not enter is refused`() async throws {
        try await withFolder { folder in
            let inner = folder + "/inner"
            try await expectRefusal(
                """
                The private database was not started: PostgreSQL runs as the user postgres, who may not enter \
                \(inner). Name a folder that this user can reach, like /var/lib/registry.
                """
            ) { _ = try await start(inner) }
        }
    }

    @Test func `a machine without a server is told which packages it needs`() async throws {
        try await expectRefusal(
            """
            The private database was not started: no PostgreSQL server was found in /nowhere or by pg_config. \
            Install the Debian packages postgresql-15 and postgresql-15-postgis-3, or name a server with --database.
            """
        ) {
            _ = try await ServerBinaries.find(
                version: nil, cluster: "", debianFolder: "/nowhere", configurator: "/nowhere/pg_config")
        }
    }

    /// Puts text of the same length in place of a file's, so that nobody ever sees it empty.
    private func rewrite(_ path: String, _ text: String) throws {
        let descriptor = open(path, O_WRONLY)
        defer { close(descriptor) }
        let bytes = Array(text.utf8)
        try #require(pwrite(descriptor, bytes, bytes.count, 0) == bytes.count)
    }

    private func status(_ path: String) throws -> stat {
        var status = stat()
        try #require(stat(path, &status) == 0)
        return status
    }
}
