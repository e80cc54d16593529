import ArgumentParser
import Records

/// The outlets of the jurisdiction.
struct OutletList: RegistryCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "List outlets, by reference.", aliases: ["ls"])

    static let manual = Manual(
        .reads, .records(.outlet),
        examples: [
            #"registryctl outlet list --search lindengracht"#,
            #"registryctl outlet list --status active --all -o csv > outlets.csv"#,
            #"registryctl outlet list -o ref | xargs -n1 registryctl outlet show"#,
        ])

    @Option(help: "active or closed.", completion: .list(["active", "closed"])) var status: String?
    @Option(help: "Kind of outlet.") var kind: OutletKind?
    @Option(help: ArgumentHelp("Part of the reference, the name or the address.", valueName: "text")) var search:
        String?
    @OptionGroup(title: "List") var list: ListOptions
    @OptionGroup(title: "Past") var past: PastOptions
    @OptionGroup(title: "Output") var output: OutputOptions
    @OptionGroup(title: "Connection") var common: CommonOptions

    func perform(_ session: Session) async throws {
        let query = [("status", status), ("kind", kind?.rawValue), ("q", search)]
        try await session.list(.outlet, "/v1/outlets", query, output, list, past)
    }
}
