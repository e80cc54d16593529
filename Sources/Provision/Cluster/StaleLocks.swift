import Glibc

/// What a server that did not end properly leaves behind: its process file and the lock beside its socket.
struct StaleLocks {
    let folder: ClusterFolder

    /// Removes both when the process they name is not this cluster's server.
    ///
    /// PostgreSQL removes them itself when no process has that number. After a restart of the machine another process
    /// can have it, and PostgreSQL would then refuse to start.
    func remove() throws {
        for file in [folder.process, folder.sockets + "/" + ClusterFolder.socketName + ".lock"] {
            guard FileSystem.exists(file), try !namesOurServer(file) else { continue }
            try FileSystem.remove(file)
        }
    }

    /// Whether the first line of `file` is the number of a process that is a server in this cluster's folder.
    func namesOurServer(_ file: String) throws -> Bool {
        let first = try FileSystem.text(file).split(separator: "\n").first
        guard let first, let process = pid_t(first.drop { $0 == "-" }) else { return false }
        var buffer = [CChar](repeating: 0, count: Int(PATH_MAX) + 1)
        guard readlink("/proc/\(process)/cwd", &buffer, Int(PATH_MAX)) > 0 else {
            // Not ours to look at: leave it to PostgreSQL, unless the process is gone.
            return kill(process, 0) == 0 || errno == EPERM
        }
        guard let resolved = realpath(folder.data, nil) else { return false }
        defer { free(resolved) }
        return strcmp(buffer, resolved) == 0
    }
}
