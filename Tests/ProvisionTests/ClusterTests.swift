import Foundation
import Logging
import Postgres
import TestSupport
import Testing

@testable import Provision

/// One cluster after another: each test starts a server of its own.
@Suite(.serialized) struct ClusterTests {
    @Test func `a new cluster listens on its socket alone, checks its pages, and stops when nobody uses it`()
        async throws
    {
        try await withCluster { cluster, folder in
            let settings = try await answer(
                """
                SELECT concat_ws('|', current_setting('listen_addresses'), current_setting('data_checksums'),
                                 current_setting('unix_socket_permissions'), current_setting('server_encoding'))
                """, cluster)
            #expect(settings == "|on|0700|UTF8")
            let second = try await Cluster.start(folder: folder, logger: .quiet, durability: .forTests)
            try await second.stop()
            #expect(try await cluster.isRunning())
        }
    }

    @Test func `after a crash it starts again with what it had confirmed`() async throws {
        try await withCluster(.full) { cluster, folder in
            _ = try await answer("CREATE TABLE kept (id integer); INSERT INTO kept VALUES (7); SELECT 'x'", cluster)
            let process = try processNumber(folder)
            kill(process, SIGKILL)
            while kill(process, 0) == 0 { try await Task.sleep(for: .milliseconds(20)) }
            let again = try await Cluster.start(folder: folder, logger: .quiet, durability: .full)
            #expect(try await answer("SELECT id::text FROM kept", again) == "7")
        }
    }

    @Test func `lock files that name another living process do not keep it from starting`() async throws {
        try await withCluster { cluster, folder in
            let file = folder + "/postgres/postmaster.pid"
            let left = try String(contentsOfFile: file, encoding: .utf8)
            try await cluster.stopServer()
            let other = left.replacing(/^\d+/, with: "\(getpid())")
            try other.write(toFile: file, atomically: true, encoding: .utf8)
            try "\(getpid())\n".write(toFile: folder + "/run/.s.PGSQL.5432.lock", atomically: true, encoding: .utf8)
            let again = try await Cluster.start(folder: folder, logger: .quiet, durability: .forTests)
            #expect(try await answer("SELECT 'here'", again) == "here")
        }
    }

    @Test func `a folder of another major version is refused and left as it is`() async throws {
        try await withFolder { folder in
            try FileManager.default.createDirectory(atPath: folder + "/postgres", withIntermediateDirectories: false)
            try "14\n".write(toFile: folder + "/postgres/PG_VERSION", atomically: true, encoding: .utf8)
            let refusal = try await refused { _ = try await Cluster.start(folder: folder, logger: .quiet) }
            #expect(
                refusal.description == """
                    The database in \(folder)/postgres was made by PostgreSQL 14; this registry runs on PostgreSQL 15. \
                    Nothing in it was changed.
                    Carry it over with pg_upgrade (man pg_upgrade), or choose another folder with --data.
                    """)
            #expect(try FileManager.default.contentsOfDirectory(atPath: folder + "/postgres") == ["PG_VERSION"])
        }
    }

    @Test func `a folder with something else in the database's place is refused`() async throws {
        try await withFolder { folder in
            try FileManager.default.createDirectory(atPath: folder + "/postgres", withIntermediateDirectories: false)
            let refusal = try await refused { _ = try await Cluster.start(folder: folder, logger: .quiet) }
            #expect(
                refusal.message == """
                    \(folder)/postgres is there, but it is not a database: it has no file PG_VERSION. Nothing in it was \
                    changed.
                    """)
        }
    }

    @Test func `a folder whose socket path would be too long gets a short one for it`() throws {
        let short = try ClusterFolder("/" + String(repeating: "a", count: 85))
        #expect(short.sockets == short.path + "/run")
        #expect((short.sockets + "/" + ClusterFolder.socketName).utf8.count == 107)
        let long = try ClusterFolder("/" + String(repeating: "a", count: 86))
        #expect(long.sockets.hasPrefix("/tmp/registry-"))
        #expect(long.sockets.utf8.count == 26)
    }

    @Test(.enabled(if: geteuid() == 0, "only root can try it as another account"))
    func `another account of the machine is not let in`() async throws {
        try await withCluster { cluster, folder in
            chmod(folder, 0o755)
            chmod(folder + "/run", 0o755)
            chmod(folder + "/run/.s.PGSQL.5432", 0o777)
            let run = try await ProgramRun.of(
                "/usr/sbin/runuser",
                [
                    "-u", "nobody", "--", "psql", cluster.connectionString(user: "postgres", database: "postgres"),
                    "-c", "SELECT 1",
                ])
            #expect(run.status == 2)
            #expect(run.errors.contains("Peer authentication failed for user \"postgres\""))
        }
    }

    private func withCluster(
        _ durability: Durability = .forTests, _ body: (Cluster, String) async throws -> Void
    ) async throws {
        try await withFolder { folder in
            let cluster = try await Cluster.start(folder: folder, logger: .quiet, durability: durability)
            do { try await body(cluster, folder) } catch { Issue.record(error) }
            #expect(try await Cluster.shutDown(folder: folder, logger: .quiet))
            #expect(try await !cluster.isRunning())
        }
    }

    private func processNumber(_ folder: String) throws -> pid_t {
        let text = try String(contentsOfFile: folder + "/postgres/postmaster.pid", encoding: .utf8)
        return try #require(pid_t(text.split(separator: "\n")[0]))
    }

    /// The one value that `sql` returns in the database postgres.
    private func answer(_ sql: String, _ cluster: Cluster) async throws -> String {
        let run = try await cluster.programs.run(
            "psql", ["-qAt", cluster.connectionString(user: "postgres", database: "postgres"), "-c", sql]
        ).succeeded("psql failed", hint: "")
        return run.output.split(separator: "\n").joined()
    }
}
