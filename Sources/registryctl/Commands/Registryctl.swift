import ArgumentParser

/// The officers' program: everything in the registry, over HTTP.
struct Registryctl: AsyncParsableCommand {
    /// What `registryctl --version` says. It is not the parser's own: that one answers `--version` of any command that lacks
    /// something, also where it is the version of a policy pack.
    static let version = "1.0.0"

    static let configuration = CommandConfiguration(
        commandName: "registryctl",
        abstract: "The registry of tolerated and licensed outlets, for officers.",
        discussion: """
            Begin with: registryctl login --server https://registry.example.nl
            Then:       registryctl today
            Which one:  registryctl --version
            """,
        groupedSubcommands: [
            CommandGroup(
                name: "Daily work:",
                subcommands: [
                    Today.self, OutletGroup.self, PartyGroup.self, LicenceGroup.self, InspectionGroup.self,
                    NuisanceGroup.self, ContactGroup.self, EvidenceGroup.self, CaseGroup.self, RecommendationGroup.self,
                    ActionGroup.self, DrawGroup.self,
                ]),
            CommandGroup(
                name: "Policy and figures:",
                subcommands: [
                    PolicyGroup.self, StatsGroup.self, ExportGroup.self, ImportGroup.self, AuditGroup.self,
                    IntegrityGroup.self,
                ]),
            CommandGroup(
                name: "People and this program:",
                subcommands: [
                    PeopleGroup.self, Login.self, Logout.self, WhoAmI.self, ContextGroup.self, Completion.self,
                ]),
        ])
}
