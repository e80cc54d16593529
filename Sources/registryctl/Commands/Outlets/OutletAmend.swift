import ArgumentParser
import Records

/// Other facts about an outlet.
struct OutletAmend: RegistryCommand {
    static let configuration = CommandConfiguration(
        commandName: "amend", abstract: "Correct or complete what is recorded of an outlet, with a reason.",
        discussion: "A new address is a move: registryctl outlet move")

    static let manual = Manual(
        .changes, .records(.outlet),
        examples: [
            #"registryctl outlet amend 0363-042-J --name "De Nieuwe Linde" --reason "new name on the front""#
        ])

    @Argument(help: "Reference of the outlet.", completion: .references(.outlet)) var outlet: String
    @Option(help: "Name on the front.") var name: String?
    @Option(help: "Kind of outlet.") var kind: OutletKind?
    @Option(help: "Postcode.") var postcode: String?
    @Option(help: "Town.") var locality: String?
    @OptionGroup(title: "Place") var place: PlaceOptions
    @Option(help: ArgumentHelp("Like \"Mon-Fri 10:00-22:00\".", valueName: "hours")) var openingHours: String?
    @Option(help: ArgumentHelp("What is recorded and does not hold; may be repeated.", valueName: "part"))
    var without: [OutletAmendment.Part] = []

    @Option(help: "Why.") var reason: String
    @OptionGroup(title: "Change") var change: ChangeOptions
    @OptionGroup(title: "Change") var version: VersionOptions
    @OptionGroup(title: "Output") var output: OutputOptions
    @OptionGroup(title: "Connection") var common: CommonOptions

    func perform(_ session: Session) async throws {
        let reference = try Reference.outlet(outlet)
        let path = "/v1/outlets/\(reference)"
        let hours = try openingHours.map { text throws(Failure) in try OpeningHoursText.json(text) }
        try refuseGivenAndTakenAway()
        func nothing(_ part: OutletAmendment.Part) -> JSONValue? { without.contains(part) ? .null : nil }
        let ask = HTTPAsk(
            .PATCH, path,
            json: try Amendment.of(
                [
                    "name": .of(name) ?? nothing(.name), "kind": .of(kind),
                    "postcode": .of(postcode) ?? nothing(.postcode), "locality": .of(locality) ?? nothing(.locality),
                    "longitude": .of(place.longitude) ?? nothing(.place),
                    "latitude": .of(place.latitude) ?? nothing(.place),
                    "openingHours": hours ?? nothing(.openingHours), "reason": .of(reason),
                ], command: "outlet amend"))
        let answer = try await session.change(ask, change, basis: path, version: version.ifVersion)
        try session.tell(
            answer, .outlet, output, "Amended outlet \(OutletName.of(answer.json)).",
            next: "registryctl outlet timeline \(reference)")
    }

    private func refuseGivenAndTakenAway() throws(Failure) {
        let given: [(OutletAmendment.Part, Bool)] = [
            (.name, name != nil), (.postcode, postcode != nil), (.locality, locality != nil),
            (.place, place.longitude != nil || place.latitude != nil), (.openingHours, openingHours != nil),
        ]
        let both = given.filter { $1 && without.contains($0) }.map(\.0.rawValue)
        guard !both.isEmpty else { return }
        throw .usage(
            "\(both.joined(separator: " and ")) can't be given and be without a value at once.",
            why: ["Nothing was sent."],
            attempt: "registryctl outlet amend --help")
    }
}
