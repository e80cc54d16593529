import ArgumentParser

/// How draws and back-checks are made.
struct IntegritySettingsShow: RegistryCommand {
    static let configuration = CommandConfiguration(
        commandName: "settings", abstract: "Show how draws and back-checks are made here.",
        discussion: "Numbers without a reason are this program's own and no law; integrity set sets others.")

    static let manual = Manual(
        .reads, .records(.integritySetting),
        examples: [
            #"registryctl integrity settings"#
        ])

    @OptionGroup(title: "Output") var output: OutputOptions
    @OptionGroup(title: "Connection") var common: CommonOptions

    func perform(_ session: Session) async throws {
        let items = try await session.get("/v1/integrity/settings").json["items"]?.items ?? []
        try session.printer(output).list(items, of: .integritySetting)
    }
}
