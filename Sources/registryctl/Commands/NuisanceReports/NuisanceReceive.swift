import ArgumentParser
import Records

/// A new nuisance report.
struct NuisanceReceive: CheckedCommand {
    static let configuration = CommandConfiguration(
        commandName: "receive", abstract: "Record what a member of the public reports."
    )

    static let manual = Manual(
        .changes, .records(.nuisanceReport),
        examples: [
            #"registryctl nuisance receive --category noise --at "2026-11-20 23:40" --address "Lindengracht 5" --description "shouting on the pavement""#
        ])

    @Option(help: "Category.") var category: NuisanceCategory
    @Option(help: ArgumentHelp("When: local like \"2026-11-20 23:40\", or RFC 3339.", valueName: "time")) var at: String
    @Option(help: "Where, in words.") var address: String?
    @OptionGroup(title: "Place") var place: PlaceOptions
    @Option(help: "What happened.") var description: String
    @Option(
        help: ArgumentHelp(
            "JSON file with name, email and phone of who reports, or /dev/stdin: keeps them out of the shell's history.",
            valueName: "file"), completion: .file()) var contact: String?
    @Option(help: "Name of who reports; kept apart.") var contactName: String?
    @Option(help: "Mail address of who reports; kept apart.") var contactEmail: String?
    @Option(help: "Telephone of who reports; kept apart.") var contactPhone: String?
    @OptionGroup(title: "Change") var change: ChangeOptions
    @OptionGroup(title: "Output") var output: OutputOptions
    @OptionGroup(title: "Connection") var common: CommonOptions

    func perform(_ session: Session) async throws {
        var slips = Slips()
        let instant = occurred(session.clock, &slips)
        try slips.refuse()
        let contact = try reporter()
        let ask = HTTPAsk(
            .POST, "/v1/nuisance-reports",
            [
                "category": .of(category), "occurredAt": .of(instant),
                "address": .of(address), "longitude": .of(place.longitude), "latitude": .of(place.latitude),
                "description": .of(description), "contact": contact,
            ])
        let answer = try await session.change(ask, change)
        let reference = answer.json["reference"]?.text ?? ""
        try session.tell(
            answer, .nuisanceReport, output, "Received nuisance report \(reference) (\(category.rawValue.spoken)).",
            isNew: true, next: "registryctl nuisance attribute \(reference) --outlet OUTLET --reason TEXT")
    }

    func slips(_ clock: LocalClock) -> Slips {
        var slips = Slips()
        _ = occurred(clock, &slips)
        return slips
    }

    /// How who reports can be reached, by the options or by the file.
    private func reporter() throws(Failure) -> JSONValue? {
        let members = HTTPAsk.members([
            "name": .of(contactName), "email": .of(contactEmail), "phone": .of(contactPhone),
        ])
        guard let contact else { return members == .object([:]) ? nil : members }
        guard members == .object([:]) else {
            throw .usage(
                "--contact and --contact-name, --contact-email or --contact-phone can't both be given.",
                attempt: "registryctl nuisance receive --help")
        }
        guard let bytes = try InputFile.read(contact, upTo: 10_000) else {
            throw Failure(
                .refused, "no_file", "there is no file \(contact).", attempt: "registryctl nuisance receive --help")
        }
        guard let read = try? BoundedJSON.parse(bytes) else {
            throw Failure(
                .refused, "contact_not_read", "\(contact) holds no JSON, so nothing was sent.",
                why: [#"It looks like {"name": "N. N.", "email": "n@example.org", "phone": "020 555 0100"}."#],
                attempt: "registryctl nuisance receive --help")
        }
        return read
    }

    private func occurred(_ clock: LocalClock, _ slips: inout Slips) -> Instant? {
        slips.value { () throws(Failure) in try clock.instant(at, for: "--at") }
    }
}
