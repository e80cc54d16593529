import ArgumentParser
import Records

/// The versions of packs.
struct PolicyList: RegistryCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "List the policy packs: drafts, proposals, those that govern.",
        discussion: "The packs that ship with the program are listed by registryctl policy built-in.", aliases: ["ls"])

    static let manual = Manual(
        .reads, .records(.policyPack),
        examples: [
            #"registryctl policy list"#,
            #"registryctl policy list --status active"#,
        ])

    @Option(help: "draft, proposed, active or withdrawn.") var status: PackStatus?
    @OptionGroup(title: "Output") var output: OutputOptions
    @OptionGroup(title: "Connection") var common: CommonOptions

    func perform(_ session: Session) async throws {
        let answer = try await session.get("/v1/policy-packs", [("status", status?.rawValue)])
        let items = answer.json["items"]?.items ?? []
        try session.printer(output).list(items, of: .policyPack)
        guard items.isEmpty else { return }
        guard status == nil else { return session.say("No policy packs match.") }
        session.say("There is no policy pack.")
        session.sayNext("registryctl policy built-in")
    }
}

extension PackStatus: ExpressibleByArgument {}
