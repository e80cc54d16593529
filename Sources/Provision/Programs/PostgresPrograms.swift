import Glibc

/// The programs of one PostgreSQL major version, and the account they run under.
struct PostgresPrograms: Sendable {
    /// The major version that this registry runs on.
    static let major = 15
    static let package = "postgresql-15"

    let folder: String
    /// The account that owns the cluster: PostgreSQL refuses to run as root, so root runs it as `postgres`.
    /// nil when it is the account of this process.
    let owner: Account?

    /// Finds them in `REGISTRY_POSTGRES_BIN`, else where Debian puts them.
    /// - Throws: `ProvisionRefusal` with the package that brings them.
    static func find() throws -> PostgresPrograms {
        let folder = ProgramEnvironment.value("REGISTRY_POSTGRES_BIN") ?? "/usr/lib/postgresql/\(major)/bin"
        guard access(folder + "/initdb", X_OK) == 0 else {
            throw ProvisionRefusal(
                "PostgreSQL \(major) is not installed: \(folder)/initdb is not there.",
                hint: "Install it: apt-get install \(package) postgresql-15-postgis-3")
        }
        guard geteuid() == 0 else { return PostgresPrograms(folder: folder, owner: nil) }
        guard let account = Account.named("postgres") else {
            throw ProvisionRefusal(
                "As root the database runs under the account postgres, and there is no such account.",
                hint: "Install it: apt-get install \(package)")
        }
        return PostgresPrograms(folder: folder, owner: account)
    }

    /// Runs one of them under the account that owns the cluster.
    func run(_ name: String, _ arguments: [String]) async throws -> ProgramRun {
        let (program, words) = command(folder + "/" + name, arguments)
        return try await ProgramRun.of(program, words)
    }

    /// As `run`, on the calling thread.
    func runBlocking(_ name: String, _ arguments: [String]) throws -> ProgramRun {
        let (program, words) = command(folder + "/" + name, arguments)
        return try ProgramRun.blocking(program, words)
    }

    /// Whether the cluster's account may enter `folder`.
    func canEnter(_ folder: String) async throws -> Bool {
        let (program, words) = command("/usr/bin/test", ["-x", folder])
        return try await ProgramRun.of(program, words).status == 0
    }

    private func command(_ program: String, _ arguments: [String]) -> (String, [String]) {
        guard let owner else { return (program, arguments) }
        return ("/usr/sbin/runuser", ["-u", owner.name, "--", program] + arguments)
    }
}
