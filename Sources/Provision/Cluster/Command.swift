import Dispatch
import FoundationEssentials
import Glibc

/// A program that is run to its end, with what it wrote.
///
/// It reads nothing, starts in `/`, is in a process group of its own (so Ctrl-C does not reach it) and inherits no open
/// file but its two outputs, which are files and not pipes (a server that it leaves running blocks nobody), and the
/// lock that it is to hold.
package struct Command: Sendable {
    package let path: String
    package let arguments: [String]
    package let environment: [String: String]
    /// The program holds this lock too, so it is held until both this process and the program have ended.
    var holding: FolderLock?

    /// What became of it.
    package struct Ending: Sendable, Equatable {
        /// The exit status; 128 and the signal when a signal ended it.
        package let status: Int32
        package let output: String
        package let errors: String
    }

    /// - Parameter environment: added to this process's own, from which everything that steers libpq has been taken.
    package init(_ path: String, _ arguments: [String], environment: [String: String] = [:]) {
        self.path = path
        self.arguments = arguments
        let own = ProcessInfo.processInfo.environment.filter { !$0.key.hasPrefix("PG") && !$0.key.hasPrefix("LC_") }
        self.environment = own.merging(["LC_ALL": "C.UTF-8"]) { $1 }.merging(environment) { $1 }
    }

    /// Runs it; the waiting is done on a thread of its own.
    /// - Throws: `ProvisionRefusal` when it cannot be started at all.
    package func run() async throws -> Ending {
        try await withCheckedThrowingContinuation { continuation in
            DispatchQueue.global().async { continuation.resume(with: Result { try runBlocking() }) }
        }
    }

    /// Runs it; a status other than 0 becomes a refusal that says what was not done.
    package func run(orRefuse what: String) async throws -> Ending {
        let ending = try await run()
        guard ending.status == 0 else {
            let said = (ending.errors + ending.output).trimmingLines
            throw ProvisionRefusal("\(what): \(path) ended with status \(ending.status) and said: \(said)")
        }
        return ending
    }

    private func runBlocking() throws -> Ending {
        let output = try NamelessFile()
        let errors = try NamelessFile()
        let child = try spawn(output, errors)
        var status: Int32 = 0
        while waitpid(child, &status, 0) == -1 {
            guard errno == EINTR else { throw refusal(errno) }
        }
        let signal = status & 0x7f
        return Ending(
            status: signal == 0 ? (status >> 8) & 0xff : 128 + signal, output: output.text(), errors: errors.text())
    }

    private func spawn(_ output: NamelessFile, _ errors: NamelessFile) throws -> pid_t {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
        posix_spawn_file_actions_adddup2(&actions, output.descriptor, 1)
        posix_spawn_file_actions_adddup2(&actions, errors.descriptor, 2)
        // A file that is copied onto itself is inherited (glibc 2.29 and later).
        if let lock = holding?.descriptor { posix_spawn_file_actions_adddup2(&actions, lock, lock) }
        for file in try inheritedFiles() { posix_spawn_file_actions_addclose(&actions, file) }
        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        var signals = sigset_t()
        sigemptyset(&signals)
        posix_spawnattr_setsigmask(&attributes, &signals)
        sigfillset(&signals)
        posix_spawnattr_setsigdefault(&attributes, &signals)
        posix_spawnattr_setpgroup(&attributes, 0)
        posix_spawnattr_setflags(
            &attributes, Int16(POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETPGROUP))
        let words = (["sh", "-c", "cd / && exec \"$0\" \"$@\"", path] + arguments).map { strdup($0) }
        let variables = environment.map { strdup("\($0.key)=\($0.value)") }
        defer { (words + variables).forEach { free($0) } }
        var child: pid_t = 0
        let failure = posix_spawn(&child, "/bin/sh", &actions, &attributes, words + [nil], variables + [nil])
        guard failure == 0 else { throw refusal(failure) }
        return child
    }

    /// The open files of this process that a child would get.
    private func inheritedFiles() throws -> [Int32] {
        try FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd").compactMap { Int32($0) }.filter { file in
            guard file > 2 else { return false }
            let flags = fcntl(file, F_GETFD)
            return flags >= 0 && flags & FD_CLOEXEC == 0
        }
    }

    private func refusal(_ number: Int32) -> ProvisionRefusal {
        ProvisionRefusal("\(path) could not be run: \(systemError(number)).")
    }
}

/// What the operating system calls an error.
func systemError(_ number: Int32) -> String {
    strerror(number).map { String(cString: $0) } ?? "error \(number)"
}

extension String {
    /// The lines that say something, joined to one.
    var trimmingLines: String {
        split(whereSeparator: \.isNewline).map { $0.drop(while: \.isWhitespace) }.filter { !$0.isEmpty }
            .joined(separator: "; ")
    }
}
