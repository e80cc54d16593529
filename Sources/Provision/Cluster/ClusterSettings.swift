/// How carefully a private cluster keeps what was committed.
package enum Durability: Sendable {
    /// Every commit is on disk before it is answered.
    case full
    /// Fast, and lost when the machine stops: for tests only.
    case forTests
}

/// The texts of the server's configuration files. They are written anew at each start; what an administrator adds goes
/// into `postgresql.conf`, after the line that includes them.
struct ClusterSettings {
    let data: String
    let socketFolder: String
    let durability: Durability
    let account: ServerAccount

    static let include =
        "\n# The settings of the registry; what follows this line may change them.\n"
        + "include_if_exists = 'registry.conf'\n"

    /// Serializable transactions lock what they read: more room keeps PostgreSQL from locking whole tables instead.
    /// The log never shows values of statements.
    var configuration: String {
        """
        # Written by registryd at each start.
        listen_addresses = ''
        port = 5432
        unix_socket_directories = \(quoted(socketFolder))
        unix_socket_permissions = 0777
        hba_file = \(quoted(data + "/registry_hba.conf"))
        ident_file = \(quoted(data + "/registry_ident.conf"))
        max_pred_locks_per_transaction = 256
        max_pred_locks_per_page = 16
        timezone = 'UTC'
        log_timezone = 'UTC'
        log_error_verbosity = terse
        log_min_error_statement = panic
        \(durability == .forTests ? forTests : "")
        """
    }

    private var forTests: String {
        """
        fsync = off
        synchronous_commit = off
        full_page_writes = off
        wal_level = minimal
        max_wal_senders = 0
        shared_buffers = 64MB
        max_connections = 400
        """
    }

    /// Only the operating system says who connects.
    var access: String { "local all all peer map=registry\n" }

    /// The user that runs this program, the account of the server and `postgres` may be the administrator and each login.
    var people: String {
        Set([account.currentName, account.name, "postgres"]).sorted().flatMap { user in
            (["postgres"] + Bootstrap.logins).map { "registry \"\(user)\" \($0)\n" }
        }.joined()
    }

    private func quoted(_ text: String) -> String { "'" + text.replacing("'", with: "''") + "'" }
}
