import ArgumentParser
import Policy

/// Another address.
struct OutletMove: RegistryCommand {
    static let configuration = CommandConfiguration(
        commandName: "move", abstract: "Record that an outlet moved to another address.")

    static let manual = Manual(
        .changes, .records(.outlet),
        examples: [
            #"registryctl outlet move 0363-042-J --street Prinsengracht --number 7 --postcode "1015 MD" --on 2026-12-01 --reason "redevelopment of the block""#
        ])

    @Argument(help: "Reference of the outlet.", completion: .references(.outlet)) var outlet: String
    @OptionGroup(title: "New address") var address: AddressOptions
    @Option(help: ArgumentHelp("First day at the new address.", valueName: "day")) var on: LocalDate
    @Option(help: "Why.") var reason: String
    @OptionGroup(title: "Change") var change: ChangeOptions
    @OptionGroup(title: "Change") var version: VersionOptions
    @OptionGroup(title: "Output") var output: OutputOptions
    @OptionGroup(title: "Connection") var common: CommonOptions

    func perform(_ session: Session) async throws {
        let reference = try Reference.outlet(outlet)
        let path = "/v1/outlets/\(reference)"
        let ask = HTTPAsk(
            .POST, "\(path)/move",
            [
                "street": .of(address.street), "houseNumber": .of(address.number),
                "houseNumberSuffix": .of(address.suffix), "postcode": .of(address.postcode),
                "locality": .of(address.locality), "longitude": .of(address.place.longitude),
                "latitude": .of(address.place.latitude), "on": .of(on), "reason": .of(reason),
            ])
        let answer = try await session.change(ask, change, basis: path, version: version.ifVersion)
        let place = AddressLine.of(answer.json).text ?? "its new address"
        try session.tell(
            answer, .outlet, output, "Outlet \(reference) is at \(place) from \(on).",
            next: "registryctl outlet show \(reference)")
    }
}
