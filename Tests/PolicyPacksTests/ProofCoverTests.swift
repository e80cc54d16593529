import FoundationEssentials
import Chance
import PolicyPacks
import Testing

@testable import Policy

/// The proof looks at days on the edges of the windows alone; here histories lie on any day.
@Suite struct ProofCoverTests {
    private static let ladders = [
        "ca/bc", "nl/amsterdam/two-step", "nl/dordrecht/o", "nl/leeuwarden/j", "us/ca/17808", "us/ca/8601",
        "us/ca/san-francisco/3314", "us/ca/san-luis-obispo", "us/mi/lincoln-park", "us/mn/braham", "us/mn/lakeville",
        "us/wa/alcohol-group-1", "us/wa/cannabis", "us/wa/register",
    ]

    private static let histories = ProcessInfo.processInfo.environment["REGISTRY_FULL"] == "1" ? 4_000 : 800

    @Test(arguments: ladders)
    func `what a history on any days comes to is among what the proof has covered`(id: String) throws {
        let folder = try PackFolder.installed()
        let file = try #require(folder.files.first { $0.id == id })
        let pack = try #require(try folder.pack(id: file.id, version: file.version))
        let prover = Prover(pack, limit: Proof.limit)
        var (random, missed, seen) = (SplitMix64(seed: 7), [String](), Set<ProofPositions.Position>())
        for criterion in pack.criteria.indices {
            let scope = ProofScope(pack.compiled, criterion)
            let positions = try prover.positions(scope)
            var values: [PastViolation] = []
            PastValues(scope).forEach { fact, _ in values.append(fact) }
            for _ in 0..<(Self.histories / pack.criteria.count) {
                let facts = RandomHistory(scope, values, &random).facts
                let (position, _) = prover.position(facts, ProofPositions.Setting(hasIndividual: false), scope)
                seen.insert(position)
                if positions.cover.place(position) == nil { missed.append(ProofWords(facts).text) }
            }
        }
        #expect(missed == [])
        #expect(seen.count > 1)
    }
}

/// Earlier violations on random days, more of them near the edges of the windows.
private struct RandomHistory {
    private(set) var facts: Facts

    init(_ scope: ProofScope, _ values: [PastViolation], _ random: inout SplitMix64) {
        facts = scope.facts
        let lengths = scope.contexts.flatMap { $0.rule.readings.compactMap(\.window?.length) } + scope.compliances
        for _ in 0..<Int.random(in: 0...scope.mostEvents, using: &random) {
            guard var fact = values.randomElement(using: &random) else { return }
            let starts = [facts.day] + facts.history.map(\.day)
            var day = starts.randomElement(using: &random) ?? facts.day
            if let length = lengths.randomElement(using: &random), length != LookBack.unlimited {
                day = day.subtracting(length)
            }
            let spread = [1, 5, 400].randomElement(using: &random) ?? 1
            fact.day = day.adding(days: Int.random(in: -spread...spread, using: &random))
            let wait = [0, 1, 30, 800].randomElement(using: &random) ?? 0
            fact.decidedOn =
                Bool.random(using: &random) ? fact.day.adding(days: wait) : fact.decidedOn.map { _ in fact.day }
            fact.sameDay = fact.day == facts.day ? [nil, .before, .after].randomElement(using: &random) ?? nil : nil
            facts = facts.adding(fact)
        }
    }
}
