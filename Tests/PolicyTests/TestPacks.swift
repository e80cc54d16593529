import Policy

/// Packs made in Swift, to test the engine without YAML.
enum TestPacks {
    static let citation = Citation(title: "Test rule", reference: "T 1", confidence: .seen)

    static func criterion(_ code: String, needsMeasuredValue: Bool = false, quantities: [Quantity] = []) -> Criterion {
        Criterion(
            code: code, name: Localized(["en": "criterion \(code)", "nl": "criterium \(code)"]),
            norm: Localized(["en": "Norm \(code)."]), citation: citation, needsMeasuredValue: needsMeasuredValue,
            quantities: quantities)
    }

    static func step(_ measure: Measure) -> Step {
        Step(.measure(measure), notes: [SourceNote(what: "step", value: measure.text, citation: citation)])
    }

    static func closure(_ months: Int) -> Measure {
        Measure(kind: .closure, length: Length(value: months, unit: .months))
    }

    /// Warning, closure for 1 month, closure for 3 months, withdrawal.
    static let fourSteps = [
        step(Measure(kind: .warning)), step(closure(1)), step(closure(3)), step(Measure(kind: .withdrawal)),
    ]

    static func lookBack(
        _ value: Int, _ unit: Length.Unit, anchors: [LookBack.Anchor] = [.earlierFinding],
        anniversary: LookBack.Anniversary = .doesNotCount, expiries: [LookBack.Expiry] = [.eachAlone]
    ) -> LookBack {
        LookBack(
            length: Length(value: value, unit: unit), anchors: anchors, anniversaries: [anniversary],
            expiries: expiries)
    }

    static func counting(
        _ id: String = "", lookBack: LookBack? = lookBack(2, .years), repeats: [RepeatRule] = [.sameCriterion],
        counted: [CountedStandings] = [.established], follows: [Follows] = [.premises],
        warnings: [Warnings] = [.count], ledTo: [MeasureKind] = [], reach: [CountingRule.Reach] = []
    ) -> CountingRule {
        CountingRule(
            id: id, lookBack: lookBack, lookBackCitation: citation, repeats: repeats, repeatCitation: citation,
            standings: counted, follows: follows, warnings: warnings, ledTo: ledTo, reach: reach)
    }

    static func ladder(
        _ id: String = "main", _ criteria: [String] = ["J"], lookBack: LookBack? = lookBack(2, .years),
        repeats: [RepeatRule] = [.sameCriterion], counted: CountedStandings = .established, gates: [Gate] = [],
        steps: [Step] = fourSteps, beyond: Ladder.Beyond = .lastStepAgain
    ) -> Ladder {
        ladder(
            id, criteria, counts: [counting(lookBack: lookBack, repeats: repeats, counted: [counted])], gates: gates,
            steps: steps, beyond: beyond)
    }

    static func ladder(
        _ id: String = "main", _ criteria: [String] = ["J"], classes: [String] = [],
        subject: Ladder.Subject = .licensee, outletTypes: [String] = [], counts: [CountingRule],
        gates: [Gate] = [], skips: [Skip] = [], steps: [Step] = fourSteps, beyond: Ladder.Beyond = .lastStepAgain
    ) -> Ladder {
        Ladder(
            id: id, criteria: criteria, classes: classes, subject: subject, outletTypes: outletTypes, counts: counts,
            gates: gates, skips: skips, steps: steps, beyond: beyond)
    }

    static func pack(_ change: (inout Rules) -> Void) -> Pack {
        var rules = pack().rules
        change(&rules)
        return Pack(
            id: "test/pack", version: "1", titles: Localized(["en": "Test pack"]), sha256: "00", language: "en",
            rules: rules)
    }

    static func gate(
        _ code: String = "g", _ test: Gate.Test = .person, effect: Gate.Effect = .mustHold,
        unanswered: Gate.Unanswered = .personDecides, fromStep: Int = 1
    ) -> Gate {
        Gate(
            code: code, name: Localized(["en": code]), requirement: Localized(["en": "\(code) is established."]),
            citation: citation, test: test, effect: effect, unanswered: unanswered, fromStep: fromStep)
    }

    static func fine(_ euros: Int) -> Measure {
        Measure(kind: .fine, amount: Amount(minorUnits: euros * 100, currency: "EUR"))
    }

    static func suspension(_ days: Int) -> Measure {
        Measure(kind: .suspension, length: Length(value: days, unit: .days))
    }

    static func step(_ sanction: Sanction) -> Step { Step(.sanction(sanction), notes: []) }

    static func pack(
        _ ladders: [Ladder] = [ladder()], rule: Combination.Rule = .heaviestAbsorbs,
        criteria: [Criterion] = ["A", "J", "O"].map { criterion($0) }
    ) -> Pack {
        Pack(
            id: "test/pack", version: "1", titles: Localized(["en": "Test pack"]), sha256: "00", language: "en",
            criteria: criteria,
            ladders: ladders,
            combination: Combination(
                rule: rule, citation: citation, order: [.warning, .fine, .closure, .suspension, .withdrawal]),
            licences: Licences(maximum: Sourced(nil, citation)))
    }
}

/// A day in a test; the text must be a day of the calendar.
func day(_ text: String) -> LocalDate { LocalDate(text)! }

/// An earlier violation of J at the outlet of `facts`, decided on its own day.
func violation(
    _ on: String, _ id: String = "v1", criterion: String = "J", standing: Standing = .established,
    outlet: String = "o1", decided: String? = nil, reference: String? = nil, operator: String? = nil,
    individual: String? = nil, measure: MeasureKind? = nil, severity: String? = nil
) -> PastViolation {
    PastViolation(
        id: id, criterion: criterion, day: day(on), standing: standing, outlet: outlet,
        decidedOn: day(decided ?? on), reference: reference ?? "inspection \(id)", operator: `operator`,
        individual: individual, measure: measure, severity: severity)
}

/// Facts in which each of `failed` fails.
func facts(_ on: String, failed: [String] = ["J"], history: [PastViolation] = []) -> Facts {
    Facts(
        day: day(on), outlet: "o1", findings: failed.map { ObservedFinding(criterion: $0, result: "fail") },
        history: history)
}
