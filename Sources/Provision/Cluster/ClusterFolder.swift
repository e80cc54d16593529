import Crypto
import Glibc

/// Where the parts of a private cluster are inside its data folder.
struct ClusterFolder: Sendable {
    let path: String
    /// The folder of the Unix socket: inside the data folder, or a short one when the socket's path would be too long.
    let sockets: String

    var data: String { path + "/postgres" }
    var draft: String { path + "/postgres.new" }
    var log: String { path + "/postgres.log" }
    var process: String { data + "/postmaster.pid" }

    /// A Unix socket's path has at most this many bytes on Linux.
    static let longestSocketPath = 107

    init(_ path: String) throws {
        let path = try FileSystem.absolute(path)
        self.path = path
        let inside = path + "/run"
        if (inside + "/" + Self.socketName).utf8.count <= Self.longestSocketPath {
            sockets = inside
        } else {
            let digest = SHA256.hash(data: Array(path.utf8)).prefix(6)
            let name = digest.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
            sockets = "/tmp/registry-\(name)"
        }
    }

    static let socketName = ".s.PGSQL.5432"

    /// Makes the folders, each open to the cluster's account alone.
    func make(_ programs: PostgresPrograms) async throws {
        try FileSystem.makeFolder(path, mode: programs.owner == nil ? 0o700 : 0o711)
        if try await !programs.canEnter(path) {
            throw ProvisionRefusal(
                "The account \(programs.owner?.name ?? "of this process"), under which the database runs, "
                    + "cannot enter \(path).",
                hint: "Choose a folder that it can reach with --data, for example /var/lib/registry.")
        }
        try FileSystem.makeFolder(sockets, mode: 0o700, owner: programs.owner)
        try checkOwner(of: sockets, programs.owner?.user ?? geteuid())
        // pg_ctl opens the log as the cluster's account.
        if !FileSystem.exists(log) { try FileSystem.write([], to: log, mode: 0o600, owner: programs.owner) }
    }

    /// The major version that made the cluster in it; nil when there is none yet.
    func majorVersion() throws -> String? {
        let file = data + "/PG_VERSION"
        guard FileSystem.exists(file) else { return nil }
        return try FileSystem.text(file).split(separator: "\n").first.map(String.init)
    }

    /// In a shared place somebody else could have made the folder first, to sit between us and the server.
    private func checkOwner(of folder: String, _ user: uid_t) throws {
        var entry = stat()
        guard lstat(folder, &entry) == 0, entry.st_mode & S_IFMT == S_IFDIR, entry.st_uid == user,
            entry.st_mode & 0o077 == 0
        else {
            throw ProvisionRefusal(
                "The folder \(folder) for the database's socket is not a folder that is open to its owner alone.",
                hint: "Remove it, or choose a shorter data folder with --data.")
        }
    }
}
