import Policy

extension RandomRules {
    /// Adds what follows the count: gates, evidence, conduct with an outcome of its own, sanctions of every form,
    /// offers, percentages, and every way to combine.
    static func enrich(_ rules: inout Rules, _ draw: inout Draw) {
        rules.ladders = rules.ladders.map { rich($0, &draw) }
        rules.criteria = rules.criteria.map { criterion in
            guard draw.once(in: 6) else { return criterion }
            return Criterion(
                code: criterion.code, name: criterion.name, norm: criterion.norm, citation: criterion.citation,
                severity: criterion.severity, group: criterion.group, provision: criterion.provision,
                evidence: [TestPacks.gate("photo", .evidence)])
        }
        rules.combination = Combination(
            rule: draw.one(Combination.Rule.allCases), citation: TestPacks.citation,
            order: rules.combination.order, suspensions: draw.some(Combination.Suspensions.allCases),
            continuing: rules.combination.continuing)
        if draw.once(in: 4) { rules.circumstances.append(circumstance("half", .percent(50))) }
        if draw.once(in: 3) {
            rules.offers.append(
                Offer(
                    code: "talk", name: Localized(["en": "a talk"]), kind: draw.one([.mediation, .conversation]),
                    place: draw.one([.beside, .instead]), criteria: draw.one([[], ["J"]]),
                    steps: draw.one([[], [1], [2]]),
                    declined: draw.one([.measureFollows, .nextStep, .nothing, .unknown]),
                    citation: TestPacks.citation))
        }
    }

    private static func rich(_ ladder: Ladder, _ draw: inout Draw) -> Ladder {
        var skips = ladder.skips
        if draw.once(in: 5) {
            let outcome = draw.one([Step.Outcome.measure(TestPacks.suspension(9)), unknown])
            skips.append(
                Skip(
                    conduct: "hiding", name: Localized(["en": "hiding"]), target: .outcome(outcome),
                    citation: TestPacks.citation))
        }
        return TestPacks.ladder(
            ladder.id, ladder.criteria, classes: ladder.classes, subject: ladder.subject,
            outletTypes: ladder.outletTypes, counts: ladder.counts, gates: gates(&draw), skips: skips,
            steps: (0..<draw.from(1, 5)).map { _ in Step(outcome(&draw), notes: []) }, beyond: ladder.beyond)
    }

    private static var unknown: Step.Outcome { .unknown(Gap(.step, citation: TestPacks.citation)) }

    private static func gates(_ draw: inout Draw) -> [Gate] {
        guard draw.once(in: 2) else { return [] }
        let test = draw.one([
            Gate.Test.person, .notice(term: Length(value: 1, unit: .months)), .notice(term: nil),
            .firstWithin(Length(value: 3, unit: .months)),
            .pattern(Pattern(incidents: 2, reporters: 2, within: Length(value: 2, unit: .months), metres: 100)),
        ])
        return [
            TestPacks.gate(
                "gate", test, effect: draw.one([.mustHold, .excuses]),
                unanswered: draw.one([.personDecides, .holds, .doesNotHold]), fromStep: draw.one([1, 1, 2, 3]))
        ]
    }

    private static func outcome(_ draw: inout Draw) -> Step.Outcome {
        if draw.once(in: 10) { return unknown }
        let conditions = draw.once(in: 2) ? [TestPacks.gate("waiver")] : []
        return .sanction(
            Sanction(
                options: (0..<draw.one([1, 1, 2])).map { _ in
                    (0..<draw.one([1, 1, 2])).map { _ in prescription(&draw) }
                },
                chooser: draw.one([.authority, .licensee]), conditions: conditions,
                eachFurtherDay: draw.once(in: 8) ? Prescription(TestPacks.fine(20)) : nil))
    }

    private static func prescription(_ draw: inout Draw) -> Prescription {
        func money(_ euros: Int) -> Prescribed<Amount> { .exact(Amount(minorUnits: euros * 100, currency: "EUR")) }
        switch draw.below(8) {
        case 0: return Prescription(Measure(kind: .warning))
        case 1: return Prescription(TestPacks.closure(draw.from(1, 3)))
        case 2: return Prescription(TestPacks.suspension(draw.from(1, 30)))
        case 3: return Prescription(Measure(kind: .withdrawal))
        case 4: return Prescription(kind: .fine, amount: .range(least: money(10), most: money(90)))
        case 5: return Prescription(kind: .fine, amount: .by(attribute: "tier", ["1": money(10), "2": money(30)]))
        case 6:
            let computation = Computation(base: "licence_fee", thousandths: 2000, atMost: 90_000, currency: "EUR")
            return Prescription(kind: .fine, amount: .computed(computation))
        default: return Prescription(TestPacks.fine(draw.from(1, 90)))
        }
    }
}
