import Policy
import Yams

/// Reads how earlier violations are counted: for a ladder, for one of several counts of it, or for a class that rises.
struct CountingReader {
    private let section: Section
    private let sources: SourceReader
    /// The rule of the pack that is extended; it fills what is not stated here.
    private let base: CountingRule?

    static let keys = ["look_back", "repeat", "standing", "follows", "warnings", "led_to", "reach"]

    init(_ section: Section, _ sources: SourceReader, base: CountingRule? = nil) {
        self.section = section
        self.sources = sources
        self.base = base
    }

    func read(id: String = "") -> CountingRule? {
        let lookBack = inherit("look_back").map(LookBackReader.Result.init) ?? LookBackReader(section, sources).read()
        let repeats = inherit("repeat").map(RepeatReader.Result.init) ?? RepeatReader(section, sources).read()
        let standings = declared(
            "standing", CountedStandings.self,
            "Say whether alleged violations count: established or established_or_alleged.", \.standings)
        let follows = declared(
            "follows", Follows.self,
            "Say whose violations count: premises, operator, both, either or individual.", \.follows)
        let warnings = declared(
            "warnings", Warnings.self,
            "Say whether violations that ended with a warning count or do_not_count.", \.warnings)
        let ledTo = section.has("led_to") ? section.choices("led_to", MeasureKind.self) : base?.ledTo ?? []
        let reach = section.has("reach") ? reach() : base?.reach ?? []
        guard let lookBack, let repeats, let standings, let follows, let warnings else { return nil }
        let open = [standings.note, follows.note, warnings.note].compactMap { $0 }
        return CountingRule(
            id: id, lookBack: lookBack.value, lookBackCitation: lookBack.citation, repeats: repeats.rules,
            repeatCitation: repeats.citation, standings: standings.choices, follows: follows.choices,
            warnings: warnings.choices, ledTo: ledTo, reach: reach, notes: lookBack.notes + repeats.notes + open,
            note: lookBack.note)
    }

    private func inherit(_ key: String) -> CountingRule? { section.has(key) ? nil : base }

    private func declared<Choice: RawRepresentable & CaseIterable>(
        _ key: String, _ type: Choice.Type, _ hint: String, _ inherited: (CountingRule) -> [Choice]
    ) -> (choices: [Choice], note: SourceNote?)? where Choice.RawValue == String {
        if let base, !section.has(key) { return (inherited(base), base.notes.first { $0.what == key }) }
        return section.declared(key, type, hint, sources)
    }

    /// `{3: 1}`: three violations, this one included, reach the first step.
    private func reach() -> [CountingRule.Reach] {
        var all: [CountingRule.Reach] = []
        for (key, value) in section.entries("reach") {
            guard let violations = Int(key), violations >= 1, let step = section.whole(value, "reach", from: 1) else {
                section.problems.add(
                    value.line,
                    "\"reach\" of \(section.what) must say how many violations reach which step, such as {3: 1}.")
                continue
            }
            all.append(CountingRule.Reach(violations: violations, step: step))
        }
        let steps = all.sorted { $0.violations < $1.violations }.map(\.step)
        if zip(steps, steps.dropFirst()).contains(where: { $0 > $1 }), let node = section.node("reach") {
            section.problems.add(
                node.line, "\"reach\" of \(section.what) reaches a lower step with more violations. Let the steps rise."
            )
        }
        return all
    }
}
