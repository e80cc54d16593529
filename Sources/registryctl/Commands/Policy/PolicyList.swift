import ArgumentParser

/// The adopted packs.
struct PolicyList: RegistryCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "List the adopted policy packs.", aliases: ["ls"])

    static let manual = Manual(
        .reads, .records(.policyPack),
        examples: [
            #"registryctl policy list"#
        ])

    @OptionGroup(title: "Output") var output: OutputOptions
    @OptionGroup(title: "Connection") var common: CommonOptions

    func perform(_ session: Session) async throws {
        let answer = try await session.get("/v1/policy-packs")
        let items = answer.json["items"]?.items ?? []
        try session.printer(output).list(items, of: .policyPack)
        if items.isEmpty { session.say("No policy pack is adopted. Next: registryctl policy adopt PACK --from DAY") }
    }
}
