import ArgumentParser
import Policy
import Records

/// A new outlet.
struct OutletRegister: RegistryCommand {
    static let configuration = CommandConfiguration(
        commandName: "register", abstract: "Register an outlet.", aliases: ["create"])

    static let manual = Manual(
        .changes, .records(.outlet),
        examples: [
            #"registryctl outlet register --kind consumption --name "De Linde" --street Lindengracht --number 3 --postcode "1015 KB" --locality Amsterdam --opening-hours "Mon-Sun 10:00-01:00""#,
            #"registryctl outlet register --kind takeaway --street Plein --number 1 --dry-run"#,
        ])

    @Option(help: "Kind of outlet.") var kind: OutletKind
    @Option(help: "Name on the front.") var name: String?
    @OptionGroup(title: "Address") var address: AddressOptions
    @Option(help: ArgumentHelp("Like \"Mon-Fri 10:00-22:00, Sat 12:00-01:00\".", valueName: "hours"))
    var openingHours: String?
    @Option(help: ArgumentHelp("First day of toleration.", valueName: "day")) var toleratedFrom: LocalDate?
    @OptionGroup(title: "Change") var change: ChangeOptions
    @OptionGroup(title: "Output") var output: OutputOptions
    @OptionGroup(title: "Connection") var common: CommonOptions

    func perform(_ session: Session) async throws {
        let hours = try openingHours.map { text throws(Failure) in try OpeningHoursText.json(text) }
        let ask = HTTPAsk(
            .POST, "/v1/outlets",
            [
                "kind": .of(kind), "name": .of(name), "street": .of(address.street),
                "houseNumber": .of(address.number), "houseNumberSuffix": .of(address.suffix),
                "postcode": .of(address.postcode), "locality": .of(address.locality),
                "longitude": .of(address.place.longitude), "latitude": .of(address.place.latitude),
                "openingHours": hours, "toleratedFrom": .of(toleratedFrom),
            ])
        let answer = try await session.change(
            ask, change, hint: "registryctl outlet list --search \(Rerun.quoted(address.street))")
        let reference = answer.json["reference"]?.text ?? ""
        try session.tell(
            answer, .outlet, output, "Registered outlet \(OutletName.of(answer.json)).", isNew: true,
            next: "registryctl licence grant \(reference) --holder PARTY --from DAY")
    }
}

/// An outlet in a sentence: its reference, and its name or address.
enum OutletName {
    static func of(_ outlet: JSONValue) -> String {
        let name = outlet["name"]?.text.map { "\"\($0)\"" } ?? AddressLine.of(outlet).text
        return [outlet["reference"]?.text, name].compactMap { $0 }.joined(separator: " ")
    }
}
