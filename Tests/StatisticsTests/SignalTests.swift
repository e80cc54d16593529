import Chance
import Policy
import Records
import Testing

@testable import Statistics

/// Simulated registers: how often somebody honest is raised, and how often a planted cheat is.
@Suite struct SignalTests {
    private static let registers = ExactOracle.isFull ? 2_000 : 48

    // MARK: Never finds anything

    @Test func `in registers where nobody cheats somebody is raised in at most 8 of 100`() {
        var (alarms, naive) = (0, 0)
        for seed in 0..<Self.registers {
            var register = SimulatedRegister(seed: UInt64(seed))
            let signals = PeerComparison.signals(register.visits())
            #expect(signals.count == 40)
            if signals.contains(where: \.isRaised) { alarms += 1 }
            // The saboteur: p alone, as if each were the only one tested.
            if signals.contains(where: { $0.p <= FalseDiscovery.rate }) { naive += 1 }
        }
        #expect(Double(alarms) <= 0.08 * Double(Self.registers), "\(alarms) of \(Self.registers)")
        #expect(Double(naive) >= 0.5 * Double(Self.registers), "\(naive) of \(Self.registers)")
    }

    @Test(arguments: [
        (60, 1.0, 0.99...1), (60, 0.8, 0.8...0.99), (60, 0.5, 0.05...0.4), (120, 0.5, 0.45...0.8),
    ])
    func `who hides is found as often as is told`(
        _ visits: Int, _ hidden: Double, _ found: ClosedRange<Double>
    ) {
        var (raised, told) = (0, 0.0)
        for seed in 0..<Self.registers {
            var register = SimulatedRegister(seed: UInt64(1_000_000 + seed))
            let signals = PeerComparison.signals(register.visits(each: visits, hiding: [7: hidden]))
            let cheat = signals.first { $0.subject == "7" }
            if cheat?.isRaised == true { raised += 1 }
            told += cheat?.power.first { $0.share == hidden }?.power ?? 1
        }
        let share = Double(raised) / Double(Self.registers)
        #expect(found.contains(share), "found \(share)")
        // What is printed beside the signal is what happens.
        #expect(
            abs(told / Double(Self.registers) - share) < (ExactOracle.isFull ? 0.05 : 0.2),
            "told \(told / Double(Self.registers)), found \(share)")
    }

    @Test func `with few colleagues a base rate taken as known raises too many, the exact test does not`() {
        var (exact, naive) = (0, 0)
        for seed in 0..<1_000 {
            var register = SimulatedRegister(seed: UInt64(2_000_000 + seed))
            let counts = register.visits(inspectors: 2, each: 60)
            guard let signal = PeerComparison.signals(counts).first(where: { $0.subject == "1" }) else { continue }
            if signal.p <= 0.05 { exact += 1 }
            if Self.binomial(counts, "1") <= 0.05 { naive += 1 }
        }
        #expect(exact <= 60, "\(exact) of 1000")
        #expect(naive >= 80, "\(naive) of 1000")
    }

    /// The test that the base rate of the others, taken as known, would give: a sum of binomials.
    private static func binomial(_ counts: [IntegrityCount], _ subject: String) -> Double {
        var chances = [1.0]
        for own in counts where own.subject == subject {
            let others = counts.filter { $0.stratum == own.stratum && $0.subject != subject }
            let share = TestedSubject.share(
                others.reduce(0) { $0 + $1.events }, of: others.reduce(0) { $0 + $1.count })
            let weights = ScoredGroup(size: own.count, score: 1).weights(
                odds: share / (1 - share), in: 0...own.count)
            var next = [Double](repeating: 0, count: chances.count + own.count)
            for (one, chance) in chances.enumerated() {
                for (other, weight) in weights.enumerated() { next[one + other] += chance * weight }
            }
            chances = next.map { $0 / next.reduce(0, +) }
        }
        let observed = counts.filter { $0.subject == subject }.reduce(0) { $0 + $1.events }
        return chances.prefix(observed + 1).reduce(0, +)
    }

    // MARK: The others

    @Test func `values that are always just below a limit are noticed where colleagues have some above`() {
        let counts = (1...9).map { person in
            IntegrityCount(subject: "\(person)", stratum: "G 5g", count: 40, events: person == 4 ? 0 : 14 + person % 3)
        }
        let signals = PeerComparison.signals(counts)
        #expect(signals.filter(\.isRaised).map(\.subject) == ["4"])
    }

    @Test func `a tip-off is found, and a register without one raises hardly anybody`() {
        var (alarms, found) = (0, 0)
        for seed in 0..<Self.registers / 4 {
            var register = SimulatedRegister(seed: UInt64(3_000_000 + seed))
            if TipOff.signals(register.noticed(inspectors: 12)).contains(where: \.isRaised) { alarms += 1 }
            let signals = TipOff.signals(register.noticed(inspectors: 12, tipped: [3: 1]))
            if signals.first(where: { $0.subject == "3" })?.isRaised == true { found += 1 }
        }
        #expect(Double(alarms) <= 0.1 * Double(Self.registers / 4), "\(alarms)")
        #expect(Double(found) >= 0.6 * Double(Self.registers / 4), "\(found)")
    }

    @Test func `a pair that is always the same is found, and shared work raises hardly anybody`() {
        var (alarms, found) = (0, 0)
        for seed in 0..<Self.registers / 4 {
            var register = SimulatedRegister(seed: UInt64(4_000_000 + seed))
            if SamePair.signals(register.pairs()).contains(where: \.isRaised) { alarms += 1 }
            let raised = SamePair.signals(register.pairs(preferring: 0.5)).filter(\.isRaised).map(\.subject)
            if raised.first == "1 11" { found += 1 }
        }
        #expect(Double(alarms) <= 0.1 * Double(Self.registers / 4), "\(alarms)")
        #expect(Double(found) >= 0.9 * Double(Self.registers / 4), "\(found)")
    }

    /// Where few meet in a month, those months in which they did would be chosen by what came out.
    @Test(arguments: [1, 2]) func `few actions over many months raise hardly anybody either`(each: Int) {
        var alarms = 0
        for seed in 0..<Self.registers {
            var register = SimulatedRegister(seed: UInt64(4_500_000 + seed))
            if SamePair.signals(register.pairs(months: 24, each: each)).contains(where: \.isRaised) { alarms += 1 }
        }
        #expect(Double(alarms) <= 0.12 * Double(Self.registers), "\(alarms) of \(Self.registers)")
    }

    @Test func `the words of a method say what counts as near a limit`() {
        #expect(SignalKind.belowTheLimit.method.hasPrefix("Of the values within 20 % of a limit those above it, "))
    }

    @Test func `where one person issues everything there is nothing to compare`() {
        let counts = (1...5).map { PairCount(proposer: "\($0)", issuer: "9", stratum: "2026-01", count: 7) }
        #expect(SamePair.signals(counts) == [])
    }

    // MARK: What is told

    @Test func `what a signal says is whole, with its power in words`() throws {
        var register = SimulatedRegister(seed: 5)
        let visits = register.visits(hiding: [7: 1])
        let counts = IntegrityCounts(
            from: try #require(LocalDate("2026-01-01")), to: try #require(LocalDate("2026-11-26")),
            visits: visits, allVisits: visits, measured: [], allMeasured: [], noticed: [],
            pairs: [])
        let report = IntegrityReport(counts, kinds: [.findsNothing], names: ["7": "Selin Bakker"])
        let row = try #require(report.json["rows"]?[0])
        #expect(row["person"]?.text == "Selin Bakker")
        #expect(row["words"]?.text == Self.words)
        #expect(row["powerWords"]?.text == Self.powerWords)
        #expect(row["raised"] == .bool(true))
        #expect(
            report.json["caution"]?.text
                == "A signal is a reason to look, never a finding: nothing follows from it by itself. Where many are tested, 1 in 20 of those raised is raised by chance. That nobody is raised shows little where the power is small."
        )
    }

    private static let words =
        "Found something in 0 of 60 visits; 14.8 would be expected from what colleagues found. By chance alone that or "
        + "more extreme happens less than once in a million times; with all who were tested taken into account q is below "
        + "0.001: raised."
    private static let powerWords =
        "Of 100 with as many cases who leave 80 % of what they come across unwritten it raises 92, of 100 who leave half "
        + "of what they come across unwritten it raises 22."

    @Test func `nothing but who, where and how often goes into a signal`() {
        let count = IntegrityCount(subject: "1", stratum: "Centre", count: 1, events: 0)
        #expect(Mirror(reflecting: count).children.map(\.label) == ["subject", "stratum", "score", "count", "events"])
        let pair = PairCount(proposer: "1", issuer: "2", stratum: "2026-01", count: 1)
        #expect(Mirror(reflecting: pair).children.map(\.label) == ["proposer", "issuer", "stratum", "count"])
    }

    @Test func `probabilities are said as people say them`() {
        #expect(
            [0.5, 0.1, 0.04, 0.000_083, 1e-9].map(SignalWords.chance) == [
                "50 times in 100", "10 times in 100", "once in 25 times", "once in 12,000 times",
                "less than once in a million times",
            ])
        #expect([0.05, 0.0004, 1, 0.012].map(SignalWords.threeDigits) == ["0.050", "below 0.001", "1.000", "0.012"])
    }
}
