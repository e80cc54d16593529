import Policy
import Yams

/// Reads what happens when several criteria fail in one inspection, and when a violation continues.
struct CombinationReader {
    private let root: Section
    private let sources: SourceReader
    private let base: Combination?
    private let problems: ProblemList

    init(_ root: Section, _ sources: SourceReader, base: Combination?, _ problems: ProblemList) {
        self.root = root
        self.sources = sources
        self.base = base
        self.problems = problems
    }

    func read(_ ladders: [Ladder], _ offers: [Offer]) -> Combination? {
        if let base, !root.has("combination") { return base }
        let hint = "Declare what happens when several criteria fail in one inspection."
        let keys = ["several_criteria", "mild_to_heavy", "suspensions", "continuing", "percentages", "source"]
        guard let node = root.required("combination", hint),
            let section = Section(node, what: "\"combination\"", keys: keys, problems)
        else { return nil }
        let (rule, reading) = rule(section)
        let citation = sources.citation(of: section, for: "the rule")
        let order = section.has("mild_to_heavy") ? section.choices("mild_to_heavy", MeasureKind.self) : []
        for (place, kind) in order.enumerated() where order[..<place].contains(kind) {
            problems.add(
                section.node("mild_to_heavy")?.line ?? section.line,
                "\"mild_to_heavy\" places \"\(kind.rawValue)\" twice. Leave one of them out.")
        }
        if rule == .heaviestAbsorbs {
            checkOrder(section.has("mild_to_heavy") ? order : nil, ladders, offers, node.line)
        }
        let suspensions = suspensions(section, rule)
        let continuing = continuing(section, ladders)
        let percentages = section.has("percentages") ? section.choices("percentages", Combination.Percentages.self) : []
        guard let rule, let citation else { return nil }
        return Combination(
            rule: rule, citation: citation, order: order, suspensions: suspensions.choices,
            continuing: continuing.choices, percentages: percentages,
            readings: [reading, suspensions.reading, continuing.reading].compactMap(\.self))
    }

    private func rule(_ section: Section) -> (rule: Combination.Rule?, reading: SourceNote?) {
        // "unknown" is one of these rules itself, so only what is settled is read as a list of choices.
        guard case .mapping? = section.node("several_criteria") else {
            return (section.choice("several_criteria", Combination.Rule.self), nil)
        }
        let settled = section.settled("several_criteria", Combination.Rule.self, "", sources)
        return (settled.choices.first, settled.reading)
    }

    private func suspensions(_ section: Section, _ rule: Combination.Rule?) -> Settled<Combination.Suspensions> {
        guard section.has("suspensions") || rule == .cumulate else {
            return Settled(choices: Combination.Suspensions.allCases, reading: nil)
        }
        return section.settled(
            "suspensions", Combination.Suspensions.self,
            "Say how closures and suspensions of one event run: concurrent, consecutive or unknown.", sources)
    }

    private func continuing(_ section: Section, _ ladders: [Ladder]) -> Settled<Combination.Continuing> {
        guard section.has("continuing") || !ladders.isEmpty else {
            return Settled(choices: Combination.Continuing.allCases, reading: nil)
        }
        return section.settled(
            "continuing", Combination.Continuing.self,
            "Say what each further day of a violation makes of it: one_violation, amount_each_day, violation_each_day "
                + "or unknown.", sources)
    }

    /// - Parameter order: nil where the pack states none.
    private func checkOrder(_ order: [MeasureKind]?, _ ladders: [Ladder], _ offers: [Offer], _ line: Int) {
        let kinds = kinds(ladders, offers)
        guard let order else {
            problems.add(
                line,
                "\"combination\" takes the heaviest measure and does not say which is heavier. Write \"mild_to_heavy\" with "
                    + "the kinds of this pack from mild to heavy; it uses \(kinds.map(\.rawValue).joined(separator: ", "))."
            )
            return
        }
        for kind in kinds where !order.contains(kind) {
            problems.add(line, "\"mild_to_heavy\" does not place \"\(kind.rawValue)\", which a step of this pack uses.")
        }
    }

    /// The kinds of measure that the steps, skips and offers of the pack use.
    private func kinds(_ ladders: [Ladder], _ offers: [Offer]) -> [MeasureKind] {
        let offered = offers.filter { $0.place == .instead }.map {
            $0.kind == .conversation ? MeasureKind.conversation : .referral
        }
        let outcomes = ladders.flatMap { ladder in
            ladder.steps.map(\.outcome)
                + ladder.skips.compactMap { if case .outcome(let outcome) = $0.target { outcome } else { nil } }
        }
        let used = outcomes.flatMap { outcome -> [MeasureKind] in
            if case .sanction(let sanction) = outcome { sanction.kinds } else { [] }
        }
        return MeasureKind.allCases.filter((used + offered).contains)
    }
}
