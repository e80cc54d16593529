import Chance
import FoundationEssentials
import Policy
import Testing

@Suite struct NaiveAgreementTests {
    private static let histories = ProcessInfo.processInfo.environment["REGISTRY_FULL"] == "1" ? 100_000 : 1_500

    @Test func `a second naive count agrees on random histories, in the whole language of counting`() {
        var random = SplitMix64(seed: 20_261_123)
        for number in 0..<Self.histories {
            let world = RandomWorld(&random)
            let found = decide(world.facts, under: world.pack).lines.filter { $0.ladder != nil }
            let naive = NaiveLadder(rules: world.pack.rules, facts: world.facts)
            let failed = world.facts.findings.sorted { $0.criterion < $1.criterion }
            let lines = failed.flatMap { naive.lines($0) }
            let agrees =
                found.map(\.ladder) == lines.map(\.ladder.id) && zip(found, lines).allSatisfy(Self.agree)
                && found.allSatisfy { $0.counted.count + $0.refused.count == world.facts.history.count }
            guard agrees else {
                let words = lines.map { "\($0.ladder.id): \($0.steps.map { "\($0.sorted())" } ?? "open")" }
                let others = found.map { line in
                    "\(line.ladder ?? ""): \(line.step.map(String.init) ?? "open") \(line.alternatives.map(\.step)) "
                        + "\(line.measure?.text ?? "no measure") \(line.reason ?? "")"
                }
                Issue.record(
                    """
                    history \(number): the naive count says \(words), the engine \(others);
                    \(String(decoding: world.facts.json(), as: UTF8.self));
                    \(lines.map { ($0.ladder.counts, $0.ladder.skips.map(\.conduct), $0.ladder.beyond) })
                    """)
                return
            }
        }
    }

    private static func agree(_ found: Line, _ naive: NaiveLadder.Line) -> Bool {
        guard let steps = naive.steps else { return found.step == nil && found.personDecides }
        guard steps.count == 1, let step = steps.first else {
            return found.step == nil && found.personDecides && Set(found.alternatives.map(\.step)).isSubset(of: steps)
        }
        guard found.step == step else { return false }
        if step > naive.ladder.steps.count { return found.personDecides && found.unknown?.about == .beyondLastStep }
        let measure = step == 0 ? nil : naive.ladder.steps[step - 1].outcome.measure
        return !found.personDecides && found.measure == measure
    }
}

extension Step.Outcome {
    /// The measure of an outcome that is one measure for everyone.
    fileprivate var measure: Measure? {
        guard case .sanction(let sanction) = self else { return nil }
        return sanction.options.first?.first.map {
            Measure(kind: $0.kind, length: $0.length?.exactly, amount: $0.amount?.exactly)
        }
    }
}

extension Prescribed {
    fileprivate var exactly: Value? { if case .exact(let value) = self { value } else { nil } }
}
