import ArgumentParser
import Provision

/// `registryd audit head`: the newest signed head of the log, to put away.
struct AuditHead: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "head", abstract: "Print the newest signed head of the log, to put away.",
        discussion: """
            Whoever has it can show later that the log was changed or cut before it: registryd audit verify --head FILE. It \
            says nothing of what was done.
            """)

    @OptionGroup var installation: InstallationOptions

    func run() async throws {
        guard try !installation.isMissing else { throw ProvisionRefusal.noPrivateDatabase(installation) }
        let note = try await Installation.open(installation) { installation in
            try await installation.asAdministrator { database in
                try await database.query("SELECT c.note FROM audit.checkpoint AS c ORDER BY c.size DESC LIMIT 1") {
                    rows in
                    try rows.map { try $0.decode(String.self, 0) }.first
                }
            }
        }
        guard let note else {
            throw ProvisionRefusal(
                "No head of the log has been signed yet. Type: \(installation.command("registryd serve"))")
        }
        // A note ends with the newline that `say` adds.
        say(note.hasSuffix("\n") ? String(note.dropLast()) : note)
    }
}

extension ProvisionRefusal {
    /// There is nothing to look at.
    static func noPrivateDatabase(_ installation: InstallationOptions) -> ProvisionRefusal {
        ProvisionRefusal(
            "There is no private database in \(installation.dataFolder). "
                + "Name the folder of another one with --data, or a server of your own with --database.")
    }
}
