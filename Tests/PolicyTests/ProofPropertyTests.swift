import Chance
import Testing

@testable import Policy

/// The proof takes what is alike once; here every combination of small random packs is decided, one by one.
@Suite struct ProofPropertyTests {
    @Test func `the proof counts as many combinations as there are, and finds what trying each of them finds`() {
        var random = SplitMix64(seed: 11)
        var found: [String: Int] = [:]
        for _ in 0..<40 {
            let pack = SmallPack.random(&random)
            let proof = prove(pack)
            let tried = BruteForce(pack)
            #expect(proof.combinations == tried.combinations)
            let kinds = Set(proof.problems.map(\.kind)).subtracting([.overlap, .severe])
            #expect(kinds.contains(.gap) == tried.hasGap)
            #expect(kinds.contains(.milder) == tried.hasMilder)
            let unreached = proof.problems.filter { $0.kind == .unreachable }.compactMap { Int($0.place.last ?? "") }
            #expect(Set(unreached) == tried.unreached)
            for kind in kinds { found[kind.rawValue, default: 0] += 1 }
        }
        #expect(found.keys.sorted() == ["gap", "milder", "unreachable"])
    }

    @Test func `it counts as many where decisions matter, and where the fullest period does`() {
        let anchors: [LookBack.Anchor] = [.earlierFinding, .earlierDecision, .anyPeriod]
        let pack = SmallPack.twoSteps(
            TestPacks.lookBack(1, .years, anchors: anchors, expiries: [.eachAlone, .wholeLadder]))
        let (proof, tried) = (prove(pack), BruteForce(pack))
        #expect(proof.combinations == tried.combinations)
        #expect(proof.problems == [])
        #expect(tried.unreached == [] && !tried.hasMilder && !tried.hasGap)
    }
}

/// One criterion, one ladder of one to three steps, with a gate, conduct and a circumstance at times.
private enum SmallPack {
    /// A second violation reaches the second step, and no further one matters.
    static func twoSteps(_ lookBack: LookBack) -> Pack {
        let reach = [CountingRule.Reach(violations: 1, step: 1), CountingRule.Reach(violations: 2, step: 2)]
        return TestPacks.pack { rules in
            rules.criteria = [TestPacks.criterion("J")]
            rules.combination = Combination(
                rule: .heaviestAbsorbs, citation: TestPacks.citation, order: [.fine, .closure],
                continuing: [.oneViolation])
            rules.ladders = [
                TestPacks.ladder(
                    counts: [
                        TestPacks.counting(lookBack: lookBack, repeats: [.sameCriterion, .anyCriterion], reach: reach)
                    ],
                    steps: [TestPacks.step(TestPacks.fine(100)), TestPacks.step(TestPacks.closure(1))])
            ]
        }
    }

    static func random(_ random: inout SplitMix64) -> Pack {
        let measures: [Measure] = [
            Measure(kind: .warning), TestPacks.fine(100), TestPacks.fine(500), TestPacks.closure(1),
            TestPacks.closure(3),
            Measure(kind: .withdrawal),
        ]
        let steps = (0..<Int.random(in: 1...2, using: &random)).map { _ in
            TestPacks.step(measures.randomElement(using: &random)!)
        }
        let lookBack = TestPacks.lookBack(
            1, .years, anchors: [[.earlierFinding], [.thisViolation]].randomElement(using: &random)!,
            anniversary: [.counts, .doesNotCount].randomElement(using: &random)!,
            expiries: [[.eachAlone], [.wholeLadder], [.eachAlone, .wholeLadder]].randomElement(using: &random)!)
        let gates =
            Bool.random(using: &random)
            ? [TestPacks.gate("g", fromStep: Int.random(in: 1...steps.count, using: &random))] : []
        let skips =
            Bool.random(using: &random)
            ? [
                Skip(
                    conduct: "c", name: Localized(["en": "c"]), target: .step(steps.count),
                    citation: TestPacks.citation, reason: Localized(["en": "r"]))
            ] : []
        let first = Int.random(in: 1...steps.count, using: &random)
        let reach =
            Bool.random(using: &random)
            ? [
                CountingRule.Reach(violations: 1, step: first), CountingRule.Reach(violations: 2, step: steps.count),
            ] : []
        let counting = TestPacks.counting(
            lookBack: lookBack, repeats: [[.sameCriterion], [.anyCriterion]].randomElement(using: &random)!,
            counted: [[.established], CountedStandings.allCases].randomElement(using: &random)!, reach: reach)
        let hasPercent = Bool.random(using: &random)
        return TestPacks.pack { rules in
            rules.criteria = [TestPacks.criterion("J")]
            rules.ladders = [TestPacks.ladder(counts: [counting], gates: gates, skips: skips, steps: steps)]
            rules.combination = Combination(
                rule: .heaviestAbsorbs, citation: TestPacks.citation,
                order: [.warning, .fine, .closure, .withdrawal], continuing: [.oneViolation])
            if hasPercent {
                rules.circumstances = [
                    Circumstance(
                        code: "half", name: Localized(["en": "half"]), effect: .percent(50),
                        citation: TestPacks.citation, reason: Localized(["en": "r"]))
                ]
            }
        }
    }
}

/// Every combination of facts of a small pack, made and decided one by one, without any symmetry.
private struct BruteForce {
    var combinations = 0
    var hasGap = false
    var hasMilder = false
    var unreached: Set<Int> = []
    private let pack: Pack

    init(_ pack: Pack) {
        self.pack = pack
        let ladder = pack.ladders[0]
        unreached = Set(1...ladder.steps.count)
        let scope = ProofScope(pack.compiled, 0)
        var values: [PastViolation] = []
        PastValues(scope).forEach { fact, weight in values += Array(repeating: fact, count: weight) }
        let most = scope.mostEvents
        for history in Self.multisets(values, most) {
            let facts = history.reduce(scope.facts) { $0.adding($1) }
            let before = settled(facts)
            if history.count < most {
                for value in values where !hasMilder { look(before, settled(facts.adding(value))) }
            }
            for conduct in ladder.skips.isEmpty ? [nil] : [nil, "c"] { tryGates(facts, conduct, ladder) }
        }
    }

    private static func multisets(_ values: [PastViolation], _ most: Int) -> [[PastViolation]] {
        var (all, last): ([[PastViolation]], [[Int]]) = ([[]], [[]])
        for _ in 0..<most {
            last = last.flatMap { chosen in ((chosen.last ?? 0)..<values.count).map { chosen + [$0] } }
            all += last.map { $0.map { values[$0] } }
        }
        return all
    }

    private mutating func tryGates(_ facts: Facts, _ conduct: String?, _ ladder: Ladder) {
        var facts = facts
        facts.findings[0].conduct = conduct.map { [$0] }
        for facts in ladder.gates.isEmpty ? [facts] : facts.answers(to: "g") {
            combinations += 1
            let (evaluation, proposal) = decided(facts)
            guard evaluation.gate != .denied else { continue }
            for step in [evaluation.least, evaluation.most] { unreached.remove(step) }
            guard evaluation.gate == .passed, !pack.rules.circumstances.isEmpty else { continue }
            combinations += 1
            let half = decided(facts.confirming("half", true)).1
            if [proposal, half].contains(where: { $0.gap?.about == .amount }) { hasGap = true }
        }
    }

    /// What the engine itself makes of the facts, in one go.
    private func decided(_ facts: Facts) -> (Evaluation, Proposal) {
        let evaluator = Evaluator(pack: pack.compiled, facts: facts)
        return facts.withEvents(pack.compiled) { events in
            var last = Evaluation(finding: 0, criterion: 0)
            evaluator.evaluate(events) { last = $0 }
            return (last, evaluator.proposal(last, events))
        }
    }

    /// The measures when people confirm every gate; nil when a person decides.
    private func settled(_ facts: Facts) -> [MeasureOption]? {
        let proposal = decided(pack.ladders[0].gates.reduce(facts) { $0.confirming($1.code, true) }).1
        return proposal.personDecides ? nil : proposal.options
    }

    private mutating func look(_ before: [MeasureOption]?, _ after: [MeasureOption]?) {
        guard let before, let after else { return }
        if Self.weight(after) < Self.weight(before) { hasMilder = true }
    }

    /// How heavy one measure of these packs is: by its kind, then by its number. Nothing of the proof is used here.
    private static func weight(_ options: [MeasureOption]) -> (kind: Int, number: Int) {
        guard let measure = options.first?.measures.first else { return (0, 0) }
        let kind = ["warning": 1, "fine": 2, "closure": 3, "withdrawal": 4][measure.kind.rawValue]!
        return (kind, measure.amount?.minorUnits ?? measure.length?.value ?? 0)
    }
}
