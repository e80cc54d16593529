import ArgumentParser
import Provision

/// `registryd migrate`: brings the database to this program's form.
struct Migrate: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "migrate", abstract: "Bring the database to this program's form.",
        discussion: "With --database the login has to be an administrator's, who may become registry_owner.")

    @Flag(help: "Only say which files would be applied.")
    var plan = false

    @OptionGroup var installation: InstallationOptions

    func run() async throws {
        if plan, try installation.isMissing { return try planForNothing() }
        try await Installation.open(installation) { installation in
            if plan {
                let pending = try await installation.asAdministrator { try await installation.migrations.plan($0) }
                tell(pending, "to apply", installation)
            } else {
                tell(try await installation.migrate(), "applied", installation)
            }
        }
    }

    /// A plan makes nothing, so of a private database that is not there yet only the files are known.
    private func planForNothing() throws {
        for migration in try Migrations(folder: try SQLFolder.find(named: installation.sqlFiles)).migrations {
            say("to apply: \(migration.name)")
        }
        say("There is no private database in \(installation.dataFolder) yet; without --plan it is made there.")
    }

    private func tell(_ migrations: [Migration], _ what: String, _ installation: Installation) {
        for migration in migrations { say("\(what): \(migration.name)") }
        if migrations.isEmpty { say("nothing to apply: the database has version \(installation.migrations.version)") }
    }
}
