import ArgumentParser
import Policy
import Records

/// The end of selling at premises.
struct OutletClose: RegistryCommand {
    static let configuration = CommandConfiguration(
        commandName: "close", abstract: "Close an outlet: from a day on nothing is sold there.")

    static let manual = Manual(
        .changes, .records(.outlet),
        examples: [
            #"registryctl outlet close 0363-042-J --on 2026-02-10 --reason "the operator stopped""#
        ])

    @Argument(help: "Reference of the outlet.", completion: .references(.outlet)) var outlet: String
    @Option(help: ArgumentHelp("First day on which it holds.", valueName: "day")) var on: LocalDate
    @Option(help: "Why.") var reason: String
    @OptionGroup(title: "Change") var change: ChangeOptions
    @OptionGroup(title: "Change") var version: VersionOptions
    @OptionGroup(title: "Output") var output: OutputOptions
    @OptionGroup(title: "Connection") var common: CommonOptions

    func perform(_ session: Session) async throws {
        let place = try Reference.outlet(outlet)
        let path = "/v1/outlets/\(place)"
        let ask = HTTPAsk(.POST, "\(path)/close", ["on": .of(on), "reason": .of(reason)])
        let answer = try await session.change(ask, change, basis: path, version: version.ifVersion)
        try session.tell(
            answer, .outlet, output, "Outlet \(OutletName.of(answer.json)) is closed from \(on).",
            notes: Self.whatStays(answer.json),
            next: Self.next(answer.json) ?? "registryctl outlet timeline \(place)")
    }

    /// What closing does not end: the licences, each of which keeps its place among the policy's maximum, and the open case.
    private static func whatStays(_ outlet: JSONValue) -> [String] {
        var notes = licences(of: outlet, ending(_:)).map { licence in
            let (reference, day) = (licence["reference"]?.text ?? "", licence["endsOn"]?.text ?? "")
            return
                "Licence \(reference) is still \(licence["standing"]?.text ?? ""), and ends on \(day) as is recorded; until "
                + "then it keeps its place among the licences that the policy allows."
        }
        notes += licences(of: outlet, staying(_:)).map { licence in
            let end = licence["endsOn"]?.text.map { "until \($0)" } ?? "without an end"
            let standing =
                isLater(licence)
                ? "still begins on \(licence["validFrom"]?.text ?? "")" : "is still \(licence["standing"]?.text ?? "")"
            return
                "Licence \(licence["reference"]?.text ?? "") \(standing), \(end); it keeps its place among the licences "
                + "that the policy allows."
        }
        if let open = outlet["openCase"]?.text { notes.append("Case \(open) is still open.") }
        return notes
    }

    private static func next(_ outlet: JSONValue) -> String? {
        if let licence = licences(of: outlet, staying(_:)).first, let reference = licence["reference"]?.text {
            return isLater(licence)
                ? "registryctl licence take-back \(reference) --reason TEXT"
                : "registryctl licence lapse \(reference) --on DAY --reason TEXT"
        }
        return outlet["openCase"]?.text.map { "registryctl case show \($0)" }
    }

    private static func isLater(_ licence: JSONValue) -> Bool { licence["standing"]?.text == "begins_later" }

    /// Those of today and of later days.
    private static func licences(of outlet: JSONValue, _ which: (JSONValue) -> Bool) -> [JSONValue] {
        [outlet["licence"], outlet["nextLicence"]].compactMap { $0 }.filter(which)
    }

    /// Whether no recorded end takes it away.
    private static func staying(_ licence: JSONValue) -> Bool {
        ["valid", "suspended"].contains(licence["status"]?.text ?? "")
    }

    /// Whether it holds today and lapses, or goes to another holder, on a later day.
    private static func ending(_ licence: JSONValue) -> Bool {
        ["lapsed", "transferred"].contains(licence["status"]?.text ?? "")
            && ["valid", "suspended"].contains(licence["standing"]?.text ?? "")
    }
}
