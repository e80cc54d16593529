import Policy
import Yams

/// Reads the facts of an example.
struct FactsReader {
    private let section: Section
    /// The units of each criterion, where the pack is known.
    private let units: [String: [String]]
    private var problems: ProblemList { section.problems }

    static let keys = [
        "day", "findings", "history", "confirmed", "denied", "operator", "individual", "attributes", "figures",
        "running", "incidents", "notices", "offers", "inspections",
    ]

    init(_ section: Section, units: [String: [String]] = [:]) {
        self.section = section
        self.units = units
    }

    func read() -> Facts? {
        guard let day = section.day("day") else { return nil }
        let findings = section.items("findings").compactMap(finding)
        let history = section.items("history").enumerated().compactMap { number, node in
            past(number + 1, node).map { (node: node, fact: $0) }
        }
        tellDecidedBefore(history)
        let confirmations = gates("confirmed", true, findings) + gates("denied", false, findings)
        return Facts(
            day: day, outlet: "this outlet", findings: findings, history: history.map(\.fact),
            confirmations: confirmations,
            operator: section.optionalText("operator"), individual: section.optionalText("individual"),
            attributes: section.has("attributes") ? attributes : nil,
            figures: section.has("figures") ? figures : nil,
            running: section.has("running") ? section.choices("running", MeasureKind.self) : nil,
            incidents: section.has("incidents") ? incidents : nil,
            notices: section.has("notices") ? notices : nil, offers: section.has("offers") ? offers : nil,
            inspections: section.has("inspections") ? inspections(before: day) : nil)
    }

    /// The days of the inspections before this one.
    private func inspections(before day: LocalDate) -> [LocalDate] {
        section.items("inspections").compactMap { node in
            guard let inspected = node.text.flatMap(LocalDate.init) else {
                problems.add(
                    node.line,
                    "\"\(node.text ?? "A mapping or a list")\" of \"inspections\" is not a day. Write the days of the inspections "
                        + "before, such as inspections: [2025-03-01, 2025-09-15].")
                return nil
            }
            if inspected >= day {
                problems.add(
                    node.line,
                    "The inspection of \(inspected) in \"inspections\" is not before the day of the example, \(day), so it never "
                        + "counts. Correct one of the two, or leave it out.")
            }
            return inspected
        }
    }

    /// A decision does not go before what it is about.
    private func tellDecidedBefore(_ history: [(node: Node, fact: PastViolation)]) {
        for (node, fact) in history {
            if let decided = fact.decidedOn, decided < fact.day {
                problems.add(
                    node.line,
                    "The violation of \(fact.criterion) on \(fact.day) is decided on \(decided), before it happened. Correct "
                        + "one of the two.")
            }
        }
    }

    private func finding(_ node: Node) -> ObservedFinding? {
        let keys = ["criterion", "result", "value", "unit", "conduct", "days", "evidence"]
        guard let section = Section(node, what: "a finding", keys: keys, problems),
            let criterion = section.requiredText("criterion"), let result = section.requiredText("result")
        else { return nil }
        if case .mapping(let value)? = section.node("value"), value.count == 1, let (unit, number) = value.first,
            let unit = unit.text, let number = number.text
        {
            problems.add(
                section.node("value")?.line ?? section.line,
                "\"value\" of \(section.what) is a mapping. Write value: \(number), unit: \(unit).")
            return nil
        }
        return ObservedFinding(
            criterion: criterion, result: result,
            value: section.node("value").flatMap { value($0, of: criterion, section) },
            unit: section.optionalText("unit"), conduct: section.has("conduct") ? section.texts("conduct") : nil,
            days: section.node("days").flatMap { section.whole($0, "days", from: 1) },
            evidence: section.has("evidence") ? section.texts("evidence") : nil)
    }

    /// The number that was measured; `500 g` names the units that the criterion has.
    private func value(_ node: Node, of criterion: String, _ section: Section) -> Double? {
        let text = node.text ?? ""
        let number = text.prefix { $0.isASCII && $0.isNumber || $0 == "." }
        let unit = text.dropFirst(number.count).drop { $0 == " " }
        guard Double(number) != nil, !unit.isEmpty, unit.allSatisfy({ $0.isLetter || $0 == "_" }),
            let known = units[criterion], !known.isEmpty
        else { return section.number(node, "value") }
        let meant = known.contains(String(unit)) ? [String(unit)] : known
        problems.add(
            node.line,
            "\"value\" of \(section.what) is \"\(text)\"."
                + (meant.contains(String(unit)) ? "" : " \(criterion) is measured in \(known.joined(separator: ", ")).")
                + " Write " + meant.map { "value: \(number), unit: \($0)" }.joined(separator: ", or ") + ".")
        return nil
    }

    func past(_ number: Int, _ node: Node) -> PastViolation? {
        let keys = [
            "criterion", "day", "standing", "decided", "outlet", "inspection", "operator", "individual", "measure",
            "class", "same_day",
        ]
        guard let section = Section(node, what: "an earlier violation", keys: keys, problems),
            let criterion = section.requiredText("criterion"), let day = section.day("day"),
            let standing = section.choice("standing", Standing.self, "Write alleged, established or set_aside.")
        else { return nil }
        return PastViolation(
            id: "violation \(number)", criterion: criterion, day: day, standing: standing,
            outlet: section.optionalText("outlet") ?? "this outlet",
            decidedOn: section.has("decided") ? section.day("decided") : nil,
            reference: section.optionalText("inspection") ?? "inspection \(number)",
            operator: section.optionalText("operator"), individual: section.optionalText("individual"),
            measure: section.has("measure") ? section.choice("measure", MeasureKind.self) : nil,
            severity: section.optionalText("class"),
            sameDay: section.has("same_day") ? section.choice("same_day", SameDay.self) : nil)
    }

    private func gates(_ key: String, _ holds: Bool, _ findings: [ObservedFinding]) -> [Confirmation] {
        section.items(key).compactMap(\.text).flatMap { gate in
            findings.map { Confirmation(gate: gate, criterion: $0.criterion, holds: holds) }
        }
    }

    private var attributes: [String: String] {
        Dictionary(section.entries("attributes").compactMap { key, node in node.text.map { (key, $0) } }) { $1 }
    }

    /// Money is written as EUR 500, days as a whole number.
    private var figures: [String: Int] {
        var figures: [String: Int] = [:]
        for (key, node) in section.entries("figures") {
            let isWhole = node.text?.allSatisfy(\.isNumber) == true
            figures[key] = isWhole ? section.whole(node, key) : section.money(node, "the example")?.minorUnits
        }
        return figures
    }

    private var incidents: [Incident] {
        section.items("incidents").enumerated().compactMap { index, node in
            let keys = ["day", "reporters", "metres", "attribution"]
            guard let section = Section(node, what: "an incident", keys: keys, problems),
                let day = section.day("day"), let attribution = section.choice("attribution", Incident.Attribution.self)
            else { return nil }
            return Incident(
                id: "incident \(index + 1)", day: day, reporters: section.texts("reporters"),
                metres: section.node("metres").flatMap { section.number($0, "metres") }, attribution: attribution)
        }
    }

    private var notices: [Notice] {
        section.items("notices").compactMap { node in
            guard let section = Section(node, what: "a notice", keys: ["criterion", "day"], problems),
                let criterion = section.requiredText("criterion"), let day = section.day("day")
            else { return nil }
            return Notice(criterion: criterion, day: day)
        }
    }

    private var offers: [OfferAnswer] {
        section.entries("offers").compactMap { key, node in
            section.choice(node, key, OfferAnswer.Answer.self).map { OfferAnswer(offer: key, answer: $0) }
        }
    }
}
