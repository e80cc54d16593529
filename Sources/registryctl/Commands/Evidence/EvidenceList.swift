import ArgumentParser

/// The files of a record.
struct EvidenceList: CheckedCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "List the files of a record, and those that were detached.", aliases: ["ls"])

    static let manual = Manual(
        .reads, .records(.attachment),
        examples: [
            #"registryctl evidence list I-2026-0003"#
        ])

    @Argument(help: "Reference of the inspection, nuisance report or case.", completion: .references(.inspection))
    var record: String
    @OptionGroup(title: "Output") var output: OutputOptions
    @OptionGroup(title: "Connection") var common: CommonOptions

    func perform(_ session: Session) async throws {
        let place = try EvidencePlace(record)
        let items = try await session.get(place.path, hint: place.list).json["items"]?.items ?? []
        try session.printer(output).list(items, of: .attachment)
        if items.isEmpty { session.say("\(place.reference) has no files.") }
    }

    func slips(_ clock: LocalClock) -> Slips {
        var slips = Slips()
        _ = slips.value { () throws(Failure) in try EvidencePlace(record) }
        return slips
    }
}
