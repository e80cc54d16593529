import FoundationEssentials
import Glibc

/// The folder of a private cluster: the data in `postgres`, the socket in `socket`, the server's log, two lock files.
struct ClusterFolder: Sendable {
    let path: String

    init(_ path: String) {
        self.path = path.hasPrefix("/") ? path : FileManager.default.currentDirectoryPath + "/" + path
    }

    var data: String { path + "/postgres" }
    /// Where initdb works, so that an interrupted one leaves no half-made cluster behind.
    var unfinished: String { path + "/postgres.new" }
    var log: String { path + "/postgres.log" }
    var startLock: String { path + "/start.lock" }
    var useLock: String { path + "/use.lock" }
    /// Its being there says that the server was started to be left running.
    var kept: String { path + "/kept" }
    private var socketFolder: String { path + "/socket" }

    /// The major version that made the data; nil when there is none yet.
    /// - Throws: `ProvisionRefusal` when the data folder holds something else.
    func version() throws -> Int? {
        let files = FileManager.default
        guard files.fileExists(atPath: data) else { return nil }
        guard let bytes = files.contents(atPath: data + "/PG_VERSION"),
            let version = Int(String(decoding: bytes, as: UTF8.self).trimmingLines)
        else {
            throw ProvisionRefusal(
                "The private database was not started: \(data) is not the data of a PostgreSQL server (it has no "
                    + "PG_VERSION). Name another folder, or put the data back from a backup.")
        }
        return version
    }

    /// Makes the folder where it is missing. An empty one becomes 0700 and the account's; others are left as they are.
    func prepare(for account: ServerAccount) async throws {
        let files = FileManager.default
        var isFolder = false
        if files.fileExists(atPath: path, isDirectory: &isFolder), !isFolder {
            throw ProvisionRefusal(
                "The private database was not started: \(path) is a file, not a folder. Name a folder with --data.")
        }
        if !files.fileExists(atPath: path) {
            do {
                try files.createDirectory(atPath: path, withIntermediateDirectories: true)
            } catch {
                throw ProvisionRefusal(
                    "The folder \(path) can't be made by this user. Name another one with --data, or make it first.")
            }
        }
        if try files.contentsOfDirectory(atPath: path).isEmpty {
            guard chmod(path, 0o700) == 0 else {
                throw ProvisionRefusal("The folder \(path) could not be made private: \(systemError(errno)).")
            }
            try account.own(path)
        }
        guard try await account.command("/usr/bin/test", ["-x", path]).run().status == 0 else {
            throw ProvisionRefusal(
                "The private database was not started: PostgreSQL runs as the user \(account.name), who may not enter "
                    + "\(path). Name a folder that this user can reach, like /var/lib/registry.")
        }
    }

    /// - Throws: `ProvisionRefusal` when the account may not make files in it.
    func requireWritable(by account: ServerAccount) async throws {
        guard try await account.command("/usr/bin/test", ["-w", path]).run().status == 0 else {
            throw ProvisionRefusal(
                "The private database was not started: PostgreSQL runs as the user \(account.name), who may not write in "
                    + "\(path), which holds other files. Name an empty folder, or one that does not exist yet.")
        }
    }

    /// A private folder for the socket: inside this one, or, where a socket's path would be longer than the 107 bytes
    /// that the system allows, a short one in /tmp (the same as before a crash, or as `before`).
    func makeSocketFolder(for account: ServerAccount, before: String? = nil) throws -> String {
        guard (socketFolder + "/.s.PGSQL.5432.lock").utf8.count > 107 else {
            try makePrivate(socketFolder, account)
            return socketFolder
        }
        if let before = before ?? PostmasterFile(data: data)?.socketFolder, Self.isShort(before),
            isPrivate(before, account)
        {
            return before
        }
        var template = Array("\(Self.shortPrefix)XXXXXX".utf8CString)
        guard mkdtemp(&template) != nil else {
            throw ProvisionRefusal("No folder for the database's socket could be made in /tmp: \(systemError(errno)).")
        }
        let short = template.withUnsafeBufferPointer { $0.baseAddress.map { String(cString: $0) } ?? "" }
        try account.own(short)
        return short
    }

    private static let shortPrefix = "/tmp/registry-"

    /// Whether the socket folder is one that was made in /tmp and goes with the server.
    static func isShort(_ socketFolder: String) -> Bool { socketFolder.hasPrefix(shortPrefix) }

    private func makePrivate(_ folder: String, _ account: ServerAccount) throws {
        if mkdir(folder, 0o700) != 0, errno != EEXIST {
            throw ProvisionRefusal("The folder \(folder) could not be made: \(systemError(errno)).")
        }
        try account.own(folder)
    }

    private func isPrivate(_ folder: String, _ account: ServerAccount) -> Bool {
        var status = stat()
        guard lstat(folder, &status) == 0 else { return false }
        return status.st_mode == S_IFDIR | 0o700 && status.st_uid == account.user
    }
}
