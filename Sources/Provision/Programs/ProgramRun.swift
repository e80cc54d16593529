import Dispatch
import Glibc

/// One finished run of another program.
struct ProgramRun: Sendable {
    let command: String
    /// 0 when it succeeded; 128 + the signal's number when a signal ended it.
    let status: Int32
    let output: String
    let errors: String

    /// Runs `program` with `/` as its folder and the environment of this process, and waits for its end.
    ///
    /// What it writes goes into nameless files, so a server that it leaves behind keeps no pipe of ours open. The
    /// cooperative pool is not blocked.
    static func of(_ program: String, _ arguments: [String]) async throws -> ProgramRun {
        try await withCheckedThrowingContinuation { continuation in
            DispatchQueue.global().async {
                continuation.resume(with: Result { try blocking(program, arguments) })
            }
        }
    }

    /// As `of`, on the calling thread: for the end of a process, where nothing can be awaited any more.
    static func blocking(_ program: String, _ arguments: [String]) throws -> ProgramRun {
        let output = try NamelessFile()
        let errors = try NamelessFile()
        let process = try spawn(program, arguments, output: output.descriptor, errors: errors.descriptor)
        var status: Int32 = 0
        while waitpid(process, &status, 0) == -1, errno == EINTR {}
        return ProgramRun(
            command: ([program] + arguments).joined(separator: " "), status: exitStatus(status),
            output: output.text(), errors: errors.text())
    }

    /// The run itself when it succeeded.
    /// - Throws: `ProvisionRefusal` with `what` and the end of what the program wrote.
    func succeeded(_ what: String, hint: String) throws -> ProgramRun {
        guard status != 0 else { return self }
        let said = (errors + output).split(separator: "\n").suffix(8).joined(separator: "\n  ")
        throw ProvisionRefusal("\(what) (exit status \(status) of \(command)):\n  \(said)", hint: hint)
    }

    private static func exitStatus(_ status: Int32) -> Int32 {
        let signal = status & 0x7f
        return signal == 0 ? (status >> 8) & 0xff : 128 + signal
    }

    private static func spawn(
        _ program: String, _ arguments: [String], output: Int32, errors: Int32
    ) throws -> pid_t {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
        posix_spawn_file_actions_adddup2(&actions, output, 1)
        posix_spawn_file_actions_adddup2(&actions, errors, 2)
        var attributes = plainSignals()
        defer { posix_spawnattr_destroy(&attributes) }
        // `env -C`: a server must not keep this process's folder in use, and `postgres` may not be able to read it.
        let words = (["env", "-C", "/", program] + arguments).map { strdup($0) } + [nil]
        let environment = ProgramEnvironment.forPostgres().map { strdup($0) } + [nil]
        defer { (words + environment).forEach { free($0) } }
        var process: pid_t = 0
        let failure = posix_spawn(&process, "/usr/bin/env", &actions, &attributes, words, environment)
        guard failure == 0 else {
            throw ProvisionRefusal(
                "\(program) could not be run: \(String(cString: strerror(failure))).",
                hint: "Install PostgreSQL: apt-get install \(PostgresPrograms.package)")
        }
        return process
    }

    /// Signals as a fresh process has them: this one may ignore SIGTERM or block some.
    private static func plainSignals() -> posix_spawnattr_t {
        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        var all = sigset_t()
        sigfillset(&all)
        var none = sigset_t()
        sigemptyset(&none)
        posix_spawnattr_setsigdefault(&attributes, &all)
        posix_spawnattr_setsigmask(&attributes, &none)
        posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK))
        return attributes
    }
}
