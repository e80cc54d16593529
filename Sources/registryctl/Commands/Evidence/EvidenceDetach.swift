import ArgumentParser
import Records

/// A file doesn't belong to a record.
struct EvidenceDetach: CheckedCommand {
    static let configuration = CommandConfiguration(
        commandName: "detach", abstract: "Say that a file was attached to a record by mistake.",
        discussion:
            "The mark and its reason stay, and the file is kept as long as the record's others: detaching destroys nothing."
    )

    static let manual = Manual(
        .changes, .records(.attachment),
        examples: [
            #"registryctl evidence detach I-2026-0003 476b813e --reason "it shows another outlet""#
        ])

    @Argument(help: "Reference of the inspection, nuisance report or case.", completion: .references(.inspection))
    var record: String
    @Argument(help: "SHA-256 of the file, or 8 digits or more of its beginning.") var file: String
    @Option(help: "Why, in 10 characters or more.") var reason: String
    @OptionGroup(title: "Change") var change: ChangeOptions
    @OptionGroup(title: "Output") var output: OutputOptions
    @OptionGroup(title: "Connection") var common: CommonOptions

    func perform(_ session: Session) async throws {
        let place = try EvidencePlace(record)
        let list = "registryctl evidence list \(place.reference)"
        let items = try await session.get(place.path, hint: place.list).json["items"]?.items ?? []
        let digest = try EvidencePlace.digest(file, among: items, of: place)
        let found = items.last { $0["sha256"]?.text == digest.text && $0["status"]?.text == "attached" }
        guard let number = found?["number"]?.wholeNumber else {
            throw Failure(
                .notFound, "not_attached", "\(digest.short) is not attached to \(place.reference).", attempt: list)
        }
        let ask = HTTPAsk(.POST, "/v1/attachments/\(number)/detachment", ["reason": .of(reason)])
        let answer = try await session.change(ask, change, hint: list)
        try session.tell(
            answer, .attachment, output, "\(digest.short) is detached from \(place.reference); the file is kept.",
            next: list)
    }

    func slips(_ clock: LocalClock) -> Slips {
        var slips = Slips()
        _ = slips.value { () throws(Failure) in try EvidencePlace(record) }
        slips.check(file)
        return slips
    }
}
