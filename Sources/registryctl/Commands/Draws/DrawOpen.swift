import ArgumentParser
import Policy
import Records

/// A new draw.
struct DrawOpen: CheckedCommand {
    static let configuration = CommandConfiguration(
        commandName: "open",
        abstract: "Open a draw: who can be drawn for what is fixed, and then the log gives the seed.",
        discussion: """
            Drawn are inspectors who are not away. For an outlet nobody is drawn who was there last or in the months of integrity \
            settings, who has a conflict of interest, or who counts as one with somebody who was there. Outlets at which a \
            back-check is due are taken in, with fewer seats where no more can be drawn. The pool can't be changed any more; the first signed head of the log after it gives the \
            seed, a second or so later. With --back-checks it is drawn which inspections of that month are checked again.
            """)

    static let manual = Manual(
        .changes, .records(.draw),
        examples: [
            #"registryctl draw open 0363-001-Z 0363-002-X --from 2026-12-07 --to 2026-12-11 --away s.bakker"#,
            #"registryctl draw open --back-checks --from 2026-11-01 --to 2026-11-30"#,
        ])

    @Argument(help: "References of the outlets to visit.", completion: .references(.outlet)) var outlets: [String] = []
    @Option(help: ArgumentHelp("First day of the visits, or of the month.", valueName: "day")) var from: LocalDate
    @Option(help: ArgumentHelp("Last day, included.", valueName: "day")) var to: LocalDate
    @Option(help: ArgumentHelp("How many are drawn for each outlet; 1 when left out.", valueName: "number")) var seats:
        Int?
    @Option(
        parsing: .singleValue,
        help: ArgumentHelp("Login or number of an inspector who is away; may be given several times.", valueName: "who")
    )
    var away: [String] = []
    @Flag(help: "Draw which inspections of that month are checked again.") var backChecks = false
    @OptionGroup(title: "Change") var change: ChangeOptions
    @OptionGroup(title: "Output") var output: OutputOptions
    @OptionGroup(title: "Connection") var common: CommonOptions

    func perform(_ session: Session) async throws {
        let places = try outlets.map { place throws(Failure) in try Reference.outlet(place) }
        let purpose: DrawPurpose = backChecks ? .backChecks : .visits
        let ask = HTTPAsk(
            .POST, "/v1/draws",
            [
                "purpose": .of(purpose), "firstDay": .of(from), "lastDay": .of(to),
                "outlets": .array(places.map(JSONValue.string)), "seats": .of(seats),
                "absent": .array(away.map(JSONValue.string)),
            ])
        let answer = try await session.change(ask, change, hint: "registryctl draw list")
        let reference = answer.json["reference"]?.text ?? ""
        let count = answer.json["outlets"]?.items?.count ?? 0
        let what = backChecks ? "back-checks" : count == 1 ? "1 outlet" : "\(count) outlets"
        try session.tell(
            answer, .draw, output, "Opened draw \(reference) for \(what); its pool is fixed.", isNew: true,
            notes: backChecks ? [] : Self.foregone(answer.json["pool"]?.text ?? ""),
            next: "registryctl draw settle \(reference)")
    }

    /// A warning for each outlet for which no more can be drawn than are: who comes is known before the draw.
    /// - Parameter pool: its canonical text.
    static func foregone(_ pool: String) -> [String] {
        var lines = pool.split(separator: "\n", omittingEmptySubsequences: false).dropFirst(3)
        guard let members = lines.popFirst().flatMap({ Int($0) }) else { return [] }
        lines = lines.dropFirst(members + 1)
        var warnings: [String] = []
        while let parts = lines.popFirst()?.split(separator: " "), parts.count == 3, let seats = Int(parts[1]),
            let barred = Int(parts[2])
        {
            lines = lines.dropFirst(barred)
            guard members - barred <= seats else { continue }
            warnings.append(
                "Warning: for outlet \(parts[0]) no more than \(seats) can be drawn, so who comes is no chance and can be known "
                    + "beforehand.")
        }
        return warnings
    }

    func slips(_ clock: LocalClock) -> Slips {
        var slips = Slips()
        for outlet in outlets { _ = slips.value { () throws(Failure) in try Reference.outlet(outlet) } }
        return slips
    }
}
