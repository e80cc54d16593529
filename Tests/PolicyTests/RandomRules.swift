import Policy

/// Random rules: ladders for criteria and for classes, side by side, with everything that counting can depend on.
enum RandomRules {
    static func rules(_ length: Length, _ draw: inout Draw) -> Rules {
        var rules = TestPacks.pack().rules
        rules.classes = RandomWorld.classes.enumerated().map { severity($0, $1, length, &draw) }
        rules.criteria = zip(RandomWorld.codes, ["low", "middle", "low", "high"]).map { criterion($0, $1) }
        rules.ladders = [
            ladder("main", ["J", "K"], [], length, &draw), ladder("rest", ["L", "M"], [], length, &draw),
        ]
        if draw.once(in: 2) { rules.ladders.append(ladder("classes", [], ["low", "middle", "high"], length, &draw)) }
        if draw.once(in: 3) {
            rules.ladders.append(ladder("person", ["J"], [], subject: .individual, length, &draw))
        }
        rules.combination = Combination(
            rule: .heaviestAbsorbs, citation: TestPacks.citation,
            order: [.conversation, .warning, .fine, .closure, .suspension, .withdrawal],
            continuing: draw.some(Combination.Continuing.allCases))
        if draw.once(in: 4) { rules.rewards.append(reward("memory", .lookBack(Length(value: 20, unit: .days)), &draw)) }
        if draw.once(in: 4) { rules.rewards.append(reward("down", .stepsDown(1), &draw)) }
        if draw.once(in: 3) { rules.circumstances.append(circumstance("worse", .steps(1))) }
        if draw.once(in: 3) { rules.circumstances.append(circumstance("better", .steps(-2))) }
        return rules
    }

    static func criterion(_ code: String, _ severity: String) -> Criterion {
        Criterion(
            code: code, name: Localized(["en": code]), norm: Localized(["en": code]), citation: TestPacks.citation,
            severity: severity, group: ["J": "persons", "L": "persons"][code],
            provision: ["J": "12", "K": "12"][code])
    }

    private static func severity(
        _ index: Int, _ code: String, _ length: Length, _ draw: inout Draw
    ) -> SeverityClass {
        let rises = index < 2 && draw.once(in: 3)
        let raise = SeverityClass.Raise(
            to: RandomWorld.classes[min(2, index + 1)],
            counting: counting("", length, [.sameClass, .sameCriterion, .anyCriterion], &draw),
            reaches: draw.some(SeverityClass.Raise.Reach.allCases))
        return SeverityClass(
            code: code, name: Localized(["en": code]), citation: TestPacks.citation, raise: rises ? raise : nil)
    }

    private static func ladder(
        _ id: String, _ criteria: [String], _ classes: [String], subject: Ladder.Subject = .licensee,
        _ length: Length, _ draw: inout Draw
    ) -> Ladder {
        var counts = [counting("first", length, RepeatRule.allCases, &draw)]
        if draw.once(in: 3) { counts.append(counting("second", length, RepeatRule.allCases, &draw)) }
        var skips: [Skip] = []
        if draw.once(in: 3) { skips.append(skip("knowingly", draw.from(2, 4))) }
        if draw.once(in: 3) { skips.append(skip(Skip.breachOfSuspension, 3)) }
        let gap = Gap(.beyondLastStep, citation: TestPacks.citation)
        return TestPacks.ladder(
            id, criteria, classes: classes, subject: subject, outletTypes: draw.once(in: 6) ? ["retail"] : [],
            counts: counts, skips: skips, beyond: draw.once(in: 3) ? .unknown(gap) : .lastStepAgain)
    }

    private static func counting(
        _ id: String, _ length: Length, _ repeats: [RepeatRule], _ draw: inout Draw
    ) -> CountingRule {
        TestPacks.counting(
            id, lookBack: draw.once(in: 12) ? nil : lookBack(length, &draw), repeats: draw.some(repeats),
            counted: draw.some(CountedStandings.allCases), follows: draw.some(Follows.allCases),
            warnings: draw.some(Warnings.allCases), ledTo: draw.once(in: 5) ? [.fine, .closure] : [],
            reach: draw.once(in: 5)
                ? [
                    .init(violations: draw.from(1, 2), step: 1),
                    .init(violations: draw.from(3, 4), step: draw.from(2, 4)),
                ]
                : [])
    }

    private static func lookBack(_ length: Length, _ draw: inout Draw) -> LookBack {
        if draw.once(in: 12) {
            return LookBack(
                length: LookBack.unlimited, anchors: [.thisViolation], anniversaries: [.counts],
                expiries: [.eachAlone])
        }
        let anchors = draw.some(LookBack.Anchor.allCases)
        let short = draw.one([Length(value: draw.from(1, 60), unit: .days), Length(value: 2, unit: .months)])
        return LookBack(
            // The naive count tries every period of that length.
            length: anchors.contains(.anyPeriod) || draw.once(in: 3) ? short : length, anchors: anchors,
            anniversaries: draw.some(LookBack.Anniversary.allCases),
            // In any period of that length nothing restarts.
            expiries: anchors.contains(.anyPeriod) ? [.eachAlone] : draw.some(LookBack.Expiry.allCases))
    }

    private static func skip(_ conduct: String, _ step: Int) -> Skip {
        Skip(
            conduct: conduct, name: Localized(["en": conduct]), target: .step(step), citation: TestPacks.citation)
    }

    /// For two months in which nobody must have looked, or somebody; or the source does not say, or the pack.
    static func reward(_ code: String, _ effect: Reward.Effect, _ draw: inout Draw) -> Reward {
        let inspections = draw.one([
            Sourced(0, TestPacks.citation), Sourced(1, TestPacks.citation), Sourced(2, TestPacks.citation),
        ])
        return Reward(
            code: code, name: Localized(["en": code]), compliantFor: Length(value: 2, unit: .months),
            inspections: draw.one([inspections, inspections, inspections, Sourced(nil, TestPacks.citation), nil]),
            effect: effect, citation: TestPacks.citation)
    }

    static func circumstance(_ code: String, _ effect: Circumstance.Effect) -> Circumstance {
        Circumstance(code: code, name: Localized(["en": code]), effect: effect, citation: TestPacks.citation)
    }
}
