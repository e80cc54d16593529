import Chance
import Foundation
import Records
import Testing

@testable import Statistics

@Suite struct ExactTestTests {
    @Test func `every p is that of counting all ways with whole numbers`() throws {
        var chance = SplitMix64(seed: 20_261_127)
        var (questions, ours): ([String], [Double]) = ([], [])
        for _ in 0..<(ExactOracle.isFull ? 10_000 : 400) {
            let strata = (0..<Int.random(in: 1...3, using: &chance)).map { _ in Self.stratum(&chance) }
            let highest = strata.reduce(0) { $0 + $1.events * ($1.groups.map(\.score).max() ?? 0) }
            let sum = Int.random(in: 0...highest, using: &chance)
            let tail: ExactTest.Tail = Bool.random(using: &chance) ? .low : .high
            questions.append(Self.question(strata, tail, sum))
            ours.append(ExactTest(strata, tail: tail).p(sum))
        }
        let theirs = try ExactOracle.answers(questions).compactMap(Double.init)
        #expect(theirs.count == ours.count)
        for (index, pair) in zip(ours, theirs).enumerated() {
            #expect(abs(pair.0 - pair.1) <= 1e-10 + 1e-9 * pair.1, "\(questions[index])")
        }
    }

    @Test func `every q is the smallest rate at which the procedure rejects`() throws {
        var chance = SplitMix64(seed: 7)
        let sets = (0..<(ExactOracle.isFull ? 2_000 : 100)).map { _ in
            (0..<Int.random(in: 1...40, using: &chance)).map { _ in
                let p = Double.random(in: 0..<1, using: &chance)
                return Bool.random(using: &chance) ? p : p * p * p
            }
        }
        let theirs = try ExactOracle.answers(sets.map { "{\"p\": \($0)}" })
        #expect(theirs.count == sets.count)
        for (set, line) in zip(sets, theirs) {
            let expected = try JSONDecoder().decode([Double].self, from: Data(line.utf8))
            #expect(zip(FalseDiscovery.q(set), expected).allSatisfy { abs($0 - $1) < 1e-12 })
        }
    }

    @Test func `Fisher and his lady who tastes tea`() {
        // Fisher's tea: 4 cups of 8, all but one right: 17 of 70 ways have 3 or more.
        let tea = ExactTest(
            [
                ExactStratum(
                    groups: [ScoredGroup(size: 4, score: 1), ScoredGroup(size: 4, score: 0)], events: 4)
            ], tail: .high)
        #expect(abs(tea.p(3) - 17.0 / 70) < 1e-14)
        #expect(abs(tea.p(4) - 1.0 / 70) < 1e-14)
        #expect(abs(tea.expected - 2) < 1e-14)
    }

    @Test func `thousands of visits neither overflow nor vanish`() {
        let large = ExactTest(
            [
                ExactStratum(
                    groups: [ScoredGroup(size: 400, score: 1), ScoredGroup(size: 40_000, score: 0)], events: 10_000)
            ], tail: .low)
        #expect(abs(large.chances.reduce(0, +) - 1) < 1e-12)
        #expect(abs(large.expected - 99.009900990099) < 1e-6)
        #expect(large.p(40) > 0 && large.p(40) < 1e-10)
    }

    @Test func `a stratum without colleagues says nothing`() {
        let counts = [IntegrityCount(subject: "1", stratum: "Centre", count: 30, events: 0)]
        #expect(PeerComparison.signals(counts) == [])
    }

    private static func stratum(_ chance: inout SplitMix64) -> ExactStratum {
        let groups = (0..<Int.random(in: 2...3, using: &chance)).map {
            ScoredGroup(size: Int.random(in: 0...9, using: &chance), score: $0)
        }
        return ExactStratum(
            groups: groups, events: Int.random(in: 0...groups.reduce(0) { $0 + $1.size }, using: &chance))
    }

    private static func question(_ strata: [ExactStratum], _ tail: ExactTest.Tail, _ sum: Int) -> String {
        let parts = strata.map { stratum in
            let groups = stratum.groups.map { "[\($0.size), \($0.score)]" }.joined(separator: ", ")
            return "{\"groups\": [\(groups)], \"events\": \(stratum.events)}"
        }
        return "{\"strata\": [\(parts.joined(separator: ", "))], \"tail\": \"\(tail)\", \"sum\": \(sum)}"
    }
}
