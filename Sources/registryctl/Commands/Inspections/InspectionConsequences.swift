import ArgumentParser

/// What rested on the violations of an inspection.
struct InspectionConsequences: RegistryCommand {
    static let configuration = CommandConfiguration(
        commandName: "consequences",
        abstract: "List the later recommendations that counted its violations, and what each would be now.",
        discussion:
            "What was set aside no longer counts. Below stands what comes next for each: the rules are asked again, or "
            + "nothing has changed."
    )

    static let manual = Manual(
        .reads, .records(.consequence),
        examples: [
            #"registryctl inspection consequences I-2026-1188"#,
            #"registryctl inspection consequences I-2026-1188 --criterion J"#,
        ])

    @Argument(help: "Reference of the inspection.", completion: .references(.inspection)) var inspection: String
    @Option(help: "Of one violation: its criterion, like A.") var criterion: String?
    @OptionGroup(title: "Output") var output: OutputOptions
    @OptionGroup(title: "Connection") var common: CommonOptions

    func perform(_ session: Session) async throws {
        let reference = try Reference.of(.inspection, inspection)
        let answer = try await session.get(
            "/v1/inspections/\(reference)/consequences", [("criterion", criterion)],
            hint: "registryctl inspection list")
        let items = answer.json["items"]?.items ?? []
        try session.printer(output).list(items, of: .consequence)
        let roles = items.isEmpty ? nil : await session.roles()
        session.sayWhatIsNext(items, for: roles)
        if items.isEmpty { session.say("No later recommendation counted a violation of \(reference).") }
    }
}
