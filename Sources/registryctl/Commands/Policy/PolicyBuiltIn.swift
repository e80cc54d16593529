import ArgumentParser
import Records

/// The packs that ship with the program.
struct PolicyBuiltIn: RegistryCommand {
    static let configuration = CommandConfiguration(
        commandName: "built-in", abstract: "List the policy packs that ship with the program, to be adopted.",
        discussion: "In \"here\" stands how far a version has come in your authority; registryctl policy list has more."
    )

    static let manual = Manual(
        .reads, .records(.builtInPack),
        examples: [
            #"registryctl policy built-in"#,
            #"registryctl policy built-in --columns id,version,title"#,
        ])

    @OptionGroup(title: "Output") var output: OutputOptions
    @OptionGroup(title: "Connection") var common: CommonOptions

    func perform(_ session: Session) async throws {
        let answer = try await session.get("/v1/policy-packs/built-in")
        let items = answer.json["items"]?.items ?? []
        try session.printer(output).list(items, of: .builtInPack)
        guard !items.isEmpty else { return session.say("No packs ship with the program.") }
        session.sayNext("registryctl policy adopt PACK --version VERSION --from DAY")
    }
}
