import ArgumentParser
import Records

/// The versions of packs.
struct PolicyList: RegistryCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "List the policy packs: drafts, proposals, those that govern.", aliases: ["ls"])

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
        if items.isEmpty {
            session.say(
                status == nil
                    ? "There is no policy pack. Next: registryctl policy adopt PACK --version VERSION --from DAY"
                    : "No policy packs match.")
        }
    }
}

extension PackStatus: ExpressibleByArgument {}
