import FoundationEssentials
import Glibc

/// What `postmaster.pid` in a data folder says.
///
/// Source: PostgreSQL's `pidfile.h`: line 1 the process, 2 the data folder, 5 the folder of the socket, 8 its state.
package struct PostmasterFile: Sendable {
    package let process: pid_t
    package let socketFolder: String
    private let lines: [String]
    private let data: String

    /// Nil when no server runs there or ran there until a crash.
    package init?(data: String) {
        guard let bytes = FileManager.default.contents(atPath: data + "/postmaster.pid") else { return nil }
        let lines = String(decoding: bytes, as: UTF8.self).split(separator: "\n", omittingEmptySubsequences: false)
            .map(String.init)
        guard lines.count >= 5, let process = pid_t(lines[0]) else { return nil }
        self.process = process
        self.socketFolder = lines[4]
        self.lines = lines
        self.data = data
    }

    /// It takes connections; before that it is "starting", later "stopping".
    package var isReady: Bool { lines.count >= 8 && ["ready", "standby"].contains { lines[7].hasPrefix($0) } }

    /// The process is alive and is the server of this folder: a server works in its data folder.
    package var isRunning: Bool {
        guard kill(process, 0) == 0 || errno == EPERM else { return false }
        guard let real = realpath(data, nil) else { return false }
        defer { free(real) }
        return withUnsafeTemporaryAllocation(of: CChar.self, capacity: Int(PATH_MAX)) { buffer in
            guard let base = buffer.baseAddress else { return false }
            let count = readlink("/proc/\(process)/cwd", base, buffer.count)
            return count == strlen(real) && memcmp(base, real, count) == 0
        }
    }

    /// The file says that a process is alive which is another program by now (after a crash of the machine).
    ///
    /// The number is replaced by one that no process can have. The rest stays: PostgreSQL finds in it the shared memory
    /// that must not be in use any more.
    func forgetProcess(_ account: ServerAccount) throws {
        guard !isRunning, kill(process, 0) == 0 || errno == EPERM else { return }
        let impossible = 4_194_305  // one more than the kernel's highest process number
        let text = ([String(impossible)] + lines.dropFirst()).joined(separator: "\n")
        try OwnedFile.write(text, to: data + "/postmaster.pid", for: account)
    }
}
