import FoundationEssentials
import Policy
import Testing

@Suite struct NaiveAgreementTests {
    private static let histories = ProcessInfo.processInfo.environment["REGISTRY_FULL"] == "1" ? 100_000 : 5_000

    @Test func `a second naive count agrees on random histories`() {
        var random = SplitMix64(seed: 20_261_123)
        for number in 0..<Self.histories {
            let one = RandomCase(&random, openReadings: true)
            let line = decide(one.facts, under: one.pack).lines[0]
            let naive = NaiveCount(rule: one.ladder.counts[0], facts: one.facts).possibleCounts.sorted()
            // Four steps, and the last one is taken again.
            let steps = Set(naive.map { min($0 + 1, 4) })
            let agrees =
                steps.count == 1
                ? line.step == steps.first && !line.personDecides
                : line.step == nil && line.personDecides && Set(line.alternatives.map(\.step)).isSubset(of: steps)
            let complete = line.counted.count + line.refused.count == one.facts.history.count
            guard agrees, complete else {
                Issue.record("history \(number): the naive count says \(naive), the engine \(line); \(one)")
                return
            }
        }
    }
}
