import ArgumentParser

/// The service and its administration.
struct Registryd: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "registryd",
        abstract: "The tolerance registry: the service and its administration.",
        discussion: """
            Without --database, REGISTRY_DATABASE or libpq's PG… variables it keeps a private PostgreSQL in its data \
            folder. Officers work with registryctl, over HTTP.
            """,
        subcommands: [
            Serve.self, Migrate.self, Doctor.self, JurisdictionGroup.self, PersonGroup.self, AccountGroup.self,
            TokenGroup.self, ClusterGroup.self, Sign.self, WitnessCommand.self, AuditGroup.self, RetentionGroup.self,
        ])
}
