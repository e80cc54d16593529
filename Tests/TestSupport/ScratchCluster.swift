import Foundation
import Logging
import Postgres
import Provision

/// A PostgreSQL cluster that lives as long as the test process: no TCP, no fsync, a short socket path.
///
/// Root runs it as `postgres`. Clusters of test processes that died are removed when the next one starts.
package final class ScratchCluster: Sendable {
    private static let prefix = "reg-pg-"
    private static let starting = Task { try await ScratchCluster.start() }
    private static let running = Running()

    let folder: String

    /// The cluster of this test process, started on first use.
    package static func shared() async throws -> ScratchCluster { try await starting.value }

    /// A cluster of its own, for tests that stop the server.
    package static func start() async throws -> ScratchCluster {
        try await reapStale()
        let cluster = ScratchCluster(folder: try makeFolder())
        running.add(cluster)
        try await cluster.initialize()
        try await cluster.startServer()
        return cluster
    }

    private init(folder: String) { self.folder = folder }

    /// Where the superuser `admin` connects.
    package func connectionString(database: String = "postgres") -> String {
        "host=\(folder) dbname=\(database) user=admin"
    }

    /// Makes a database of its own from `template`; gives its connection string.
    package func createDatabase(template: String = "template1") async throws -> String {
        let name = "t" + UUID().uuidString.lowercased().replacingOccurrences(of: "-", with: "")
        try await sql("CREATE DATABASE \(name) TEMPLATE \(template)")
        return connectionString(database: name)
    }

    /// Runs trusted SQL as the superuser.
    package func sql(_ text: String) async throws {
        var configuration = DatabaseConfiguration(connectionString: connectionString(), poolSize: 1)
        configuration.acquireTimeout = .seconds(60)
        let database = Database(configuration, logger: Logger(label: "scratch"))
        do {
            _ = try await database.query(.file(text)) { $0.count }
        } catch {
            await database.close()
            throw error
        }
        await database.close()
    }

    package func startServer() async throws {
        try await run("pg_ctl", "-D", data, "-l", folder + "/log", "-w", "-s", "-o", serverOptions, "start")
    }

    /// Stops the server as `pg_ctl -m` does: fast or immediate.
    package func stopServer(mode: String) async throws {
        try await run("pg_ctl", "-D", data, "-m", mode, "-w", "-s", "stop")
    }

    /// Stops the server and removes its folder.
    package func remove() async throws {
        try await stopServer(mode: "immediate")
        try FileManager.default.removeItem(atPath: folder)
    }

    private var data: String { folder + "/data" }

    private var serverOptions: String {
        """
        -c listen_addresses='' -c unix_socket_directories=\(folder) -c fsync=off -c synchronous_commit=off \
        -c full_page_writes=off -c wal_level=minimal -c max_wal_senders=0 -c shared_buffers=64MB \
        -c max_connections=200 -c log_min_messages=fatal
        """
    }

    private func initialize() async throws {
        if getuid() == 0 { try await execute("/bin/chown", ["postgres", folder]) }
        try await run("initdb", "-D", data, "-A", "trust", "-U", "admin", "-E", "UTF8", "--locale=C.UTF-8", "-N")
    }

    private static func makeFolder() throws -> String {
        var template = Array("/tmp/\(prefix)\(getpid())-XXXXXX".utf8CString)
        guard let path = mkdtemp(&template) else { throw CommandFailure(command: "mkdtemp", output: "error \(errno)") }
        chmod(path, 0o711)
        return String(cString: path)
    }

    // MARK: Ending

    /// The clusters this process has to stop when it exits.
    private final class Running: @unchecked Sendable {
        // Touched under `lock` only.
        private var clusters: [ScratchCluster] = []
        private let lock = NSLock()

        func add(_ cluster: ScratchCluster) {
            lock.withLock {
                if clusters.isEmpty { atexit { ScratchCluster.running.stopAll() } }
                clusters.append(cluster)
            }
        }

        func stopAll() {
            for cluster in lock.withLock({ clusters }) { ScratchCluster.kill(folder: cluster.folder) }
        }
    }

    /// Ends the server of a folder at once and removes the folder.
    private static func kill(folder: String) {
        if let text = FileManager.default.contents(atPath: folder + "/data/postmaster.pid"),
            let line = String(decoding: text, as: UTF8.self).split(separator: "\n").first, let pid = pid_t(line)
        {
            Glibc.kill(pid, SIGQUIT)
            for _ in 0..<100 where Glibc.kill(pid, 0) == 0 { usleep(10_000) }
        }
        _ = try? FileManager.default.removeItem(atPath: folder)
    }

    private static func reapStale() async throws {
        for name in try FileManager.default.contentsOfDirectory(atPath: "/tmp") where name.hasPrefix(prefix) {
            guard let owner = pid_t(name.dropFirst(prefix.count).prefix { $0 != "-" }) else { continue }
            if Glibc.kill(owner, 0) != 0, errno == ESRCH { kill(folder: "/tmp/" + name) }
        }
    }

    // MARK: Commands

    /// A command that ended with another status than 0.
    package struct CommandFailure: Error {
        package let command: String
        package let output: String
    }

    private func run(_ program: String, _ arguments: String...) async throws {
        let path = Self.binaries + "/" + program
        if getuid() == 0 {
            try await execute("/usr/sbin/runuser", ["-u", "postgres", "--", path] + arguments)
        } else {
            try await execute(path, arguments)
        }
    }

    /// Where Debian keeps the server's programs of the newest version installed.
    private static let binaries: String = {
        let versions = (try? FileManager.default.contentsOfDirectory(atPath: "/usr/lib/postgresql")) ?? []
        return "/usr/lib/postgresql/\(versions.compactMap { Int($0) }.max() ?? 15)/bin"
    }()

    private func execute(_ path: String, _ arguments: [String]) async throws {
        let ending = try await Command(path, arguments).run()
        guard ending.status == 0 else {
            throw CommandFailure(
                command: path + " " + arguments.joined(separator: " "), output: ending.errors + ending.output)
        }
    }
}
