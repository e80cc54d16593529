import Policy

/// Finds names in an example that the pack does not have, so that a slip is told by its name and not by what it changes.
struct ExampleNames {
    private let criteria: [String]
    private let offered: [String]
    private let conduct: [String]
    /// What people answer: gates, conditions of a choice, evidence and circumstances.
    private let answers: [String]
    private let figures: [String: Set<FigureForm>]

    init(pack: Pack) {
        criteria = pack.criteria.map(\.code)
        offered = pack.rules.offers.map(\.code)
        conduct = pack.ladders.flatMap(\.skips).map(\.conduct).unique
        answers = Self.answers(pack)
        figures = pack.figures
    }

    func unknown(_ facts: Facts, _ expected: Example.Expected) -> [String] {
        let stated = Array(expected.steps.keys) + Array(expected.classes.keys)
        let named: [(names: [String], word: String, known: [String])] = [
            (facts.confirmations.map(\.gate), "a gate, condition or circumstance", answers),
            (facts.history.map(\.criterion), "a criterion", criteria),
            (facts.findings.flatMap { $0.conduct ?? [] }, "a conduct that skips steps", conduct),
            ((facts.offers ?? []).map(\.offer), "an offer", offered),
            (stated.sorted(), "a criterion", criteria),
        ]
        var slips: [String] = []
        for (names, word, known) in named {
            slips += names.unique.prefix(TextLimits.problems).compactMap { slip($0, word, known) }
        }
        return slips.unique
    }

    /// Figures that the pack doesn't take, or takes in another form.
    func misread(_ written: [String: String]) -> [String] {
        written.sorted { $0.key < $1.key }.compactMap { name, text in
            guard let forms = figures[name] else { return slip(name, "a figure", figures.keys.sorted()) }
            let parts = text.split(separator: " ")
            let form = parts.count == 2 ? FigureForm.money(String(parts[0])) : .number
            guard !forms.contains(form) else { return nil }
            let wanted = forms.map { $0.text(of: parts.last ?? "") }.sorted().joined(separator: " or ")
            return "\"\(name)\" is \(text), but the pack reckons it in another form. Write \(wanted)."
        }
    }

    private static func answers(_ pack: Pack) -> [String] {
        let outcomes = pack.ladders.flatMap { $0.steps.map(\.outcome) + $0.skips.map(\.target).compactMap(\.outcome) }
        let conditions = outcomes.flatMap { outcome -> [Gate] in
            if case .sanction(let sanction) = outcome { sanction.conditions } else { [] }
        }
        let gates = pack.ladders.flatMap(\.gates) + pack.criteria.flatMap(\.evidence) + conditions
        return (gates.map(\.code) + pack.rules.circumstances.map(\.code)).unique
    }

    private func slip(_ name: String, _ word: String, _ known: [String]) -> String? {
        guard !known.contains(name) else { return nil }
        let hint = nearest(to: name, in: known).map { "Did you mean \"\($0)\"?" }
        return "\"\(name)\" is not \(word) of the pack. " + (hint ?? listing(known))
    }
}

extension FigureForm {
    /// A number in this form.
    fileprivate func text(of number: Substring) -> String {
        switch self {
        case .number: "a whole number, such as \(number.prefix { $0 != "." })"
        case .money(let currency): "\(currency) \(number)"
        }
    }
}

extension Skip.Target {
    /// What the pack states for the conduct; nil where it leads to a step.
    fileprivate var outcome: Step.Outcome? {
        if case .outcome(let outcome) = self { outcome } else { nil }
    }
}

extension [String] {
    /// Each once, in order.
    fileprivate var unique: [String] {
        var seen: Set<String> = []
        return filter { seen.insert($0).inserted }
    }
}
