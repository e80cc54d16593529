import ArgumentParser
import Records

/// The packs that ship with the program, and their texts.
struct PolicyBuiltIn: RegistryCommand {
    static let configuration = CommandConfiguration(
        commandName: "built-in",
        abstract: "List the policy packs that ship with the program, to be adopted, or print the text of one.",
        discussion: """
            In "here" stands how far a version has come in your authority; registryctl policy list has more. A text \
            can be read without adopting the pack, to write one of your own from it.
            """)

    static let manual = Manual(
        .reads, .records(.builtInPack),
        examples: [
            #"registryctl policy built-in"#,
            #"registryctl policy built-in --columns id,version,title"#,
            #"registryctl policy built-in us/mn/lakeville --text > rules.yaml"#,
            #"registryctl policy built-in us/mn/lakeville --examples > rules.examples.yaml"#,
            #"registryctl policy built-in --template > rules.yaml"#,
        ])

    @Argument(help: "Id of the pack whose text is printed, like us/mn/lakeville.") var pack: String?
    @Option(
        name: .customLong("version"),
        help: ArgumentHelp("Version of the pack; the last, if left out.", valueName: "version"))
    var packVersion: String?
    @Flag(help: "Only the text of the pack, byte for byte.") var text = false
    @Flag(help: "Only its examples, byte for byte.") var examples = false
    @Flag(help: "A pack with every key that there is, to write your own from; with --examples its examples.")
    var template = false
    @OptionGroup(title: "Output") var output: OutputOptions
    @OptionGroup(title: "Connection") var common: CommonOptions

    func perform(_ session: Session) async throws {
        guard let name = try named() else { return try await list(session) }
        let answer = try await session.get(
            "/v1/policy-packs/built-in/text", [("pack", name), ("version", packVersion)])
        guard examples else { return try StandardOutput.write(answer.json["text"]?.text ?? "") }
        guard let beside = answer.json["examples"]?.text else {
            throw Failure(
                .notFound, "no_examples", "no examples ship with policy pack \(name).",
                attempt: "registryctl policy built-in \(name) --text")
        }
        try StandardOutput.write(beside)
    }

    /// Whose text is asked for; nil where nobody's is.
    private func named() throws -> String? {
        let attempt = "registryctl policy built-in \(pack ?? "us/mn/lakeville") --text > rules.yaml"
        if template {
            guard pack == nil, packVersion == nil, !text else {
                throw Failure.usage(
                    "--template is a text of its own, of no pack and no version.", why: ["Nothing was written."],
                    attempt: "registryctl policy built-in --template > rules.yaml")
            }
            return BuiltInQuery.template
        }
        guard pack != nil || text || examples || packVersion != nil else { return nil }
        guard let pack else {
            throw Failure.usage("no pack is named.", why: ["Nothing was written."], attempt: attempt)
        }
        guard text != examples else {
            let both = "the text and the examples are two files."
            throw Failure.usage(
                text ? both : "say which one is to be printed, --text or --examples.",
                why: ["Nothing was written."], attempt: attempt)
        }
        return pack
    }

    private func list(_ session: Session) async throws {
        let answer = try await session.get("/v1/policy-packs/built-in")
        let items = answer.json["items"]?.items ?? []
        try session.printer(output).list(items, of: .builtInPack)
        guard !items.isEmpty else { return session.say("No packs ship with the program.") }
        session.sayNext("registryctl policy adopt PACK --version VERSION --from DAY")
    }
}
