/// The files that decide who reaches a private cluster and how; written again at each start.
struct ClusterSettings: Sendable {
    let folder: ClusterFolder
    let durability: Durability
    /// The accounts of the operating system that may connect: this process's, and the one that runs the server.
    let accounts: [Account]

    /// The line of `postgresql.conf` that reads our settings; an operator's own may stand after it.
    static let includeLine = "include_if_exists 'registry.conf'"

    var settings: String {
        let lines =
            [
                "# Written by registryd at each start; own settings belong into postgresql.conf.",
                "listen_addresses = ''",
                "port = 5432",
                "unix_socket_directories = '\(quoted(folder.sockets))'",
                "unix_socket_permissions = 0700",
                "timezone = 'UTC'",
                "log_timezone = 'UTC'",
                "lc_messages = 'C.UTF-8'",
                "logging_collector = off",
                "cluster_name = 'registry'",
            ] + durability.settings
        return lines.joined(separator: "\n") + "\n"
    }

    /// Only over the Unix socket, and only the accounts that `identities` lists, for which the kernel vouches.
    var access: String {
        """
        # Written by registryd at each start.
        local all all peer map=registry

        """
    }

    /// Which account may be which role.
    var identities: String {
        var lines = ["# Written by registryd at each start."]
        for account in accounts {
            for role in ["postgres", "registry_service"] { lines.append("registry \"\(account.name)\" \(role)") }
        }
        return lines.joined(separator: "\n") + "\n"
    }

    /// Writes them into the cluster's folder.
    func write(owner: Account?) throws {
        let main = folder.data + "/postgresql.conf"
        let text = try FileSystem.text(main)
        if !text.contains(Self.includeLine) {
            try FileSystem.write(
                Array((text + "\n" + Self.includeLine + "\n").utf8), to: main, mode: 0o600, owner: owner)
        }
        for (name, content) in [
            ("registry.conf", settings), ("pg_hba.conf", access), ("pg_ident.conf", identities),
        ] {
            try FileSystem.write(Array(content.utf8), to: folder.data + "/" + name, mode: 0o600, owner: owner)
        }
    }

    /// A text between single quotes in `postgresql.conf`.
    private func quoted(_ text: String) -> String {
        text.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "''")
    }
}
