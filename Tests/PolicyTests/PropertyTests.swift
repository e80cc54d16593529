import Chance
import Policy
import Testing

@Suite struct PropertyTests {
    @Test func `the order of the facts is irrelevant and the same facts give the same decision`() {
        var random = SplitMix64(seed: 1)
        for _ in 0..<3_000 {
            let one = RandomCase(&random, openReadings: true)
            var shuffled = one.facts
            shuffled.history.shuffle(using: &random)
            let decision = decide(one.facts, under: one.pack)
            #expect(decide(shuffled, under: one.pack) == decision)
            #expect(decide(one.facts, under: one.pack) == decision)
        }
    }

    @Test func `an established violation more never lowers the step`() throws {
        var random = SplitMix64(seed: 2)
        for _ in 0..<5_000 {
            let one = RandomCase(&random, openReadings: false)
            var more = one.facts
            let earlier = one.facts.day.adding(days: -Int.random(in: 1...1500, using: &random))
            more.history.append(
                PastViolation(
                    id: "new", criterion: "J", day: earlier, standing: .established, outlet: "o1",
                    decidedOn: earlier, reference: "new"))
            let before = try #require(decide(one.facts, under: one.pack).lines[0].step)
            let after = try #require(decide(more, under: one.pack).lines[0].step)
            #expect(after >= before)
        }
    }

    @Test func `moving all days by 400 years changes nothing`() {
        var random = SplitMix64(seed: 3)
        for _ in 0..<3_000 {
            let one = RandomCase(&random, openReadings: true)
            let line = decide(one.facts, under: one.pack).lines[0]
            let later = decide(moved(one.facts), under: one.pack).lines[0]
            #expect(later.step == line.step)
            #expect(later.measure == line.measure)
            #expect(later.alternatives == line.alternatives)
            #expect(later.refused.map(\.id) == line.refused.map(\.id))
            #expect(later.refused.map(\.reason) == line.refused.map(\.reason))
            #expect(later.refused.map(\.days) == line.refused.map(\.days))
            #expect(later.counted.map(\.expires) == line.counted.map { $0.expires.map(moved) })
            #expect(later.outlook.map(\.day) == line.outlook.map { $0.day.map(moved) })
            #expect(later.window?.from == line.window.map { moved($0.from) })
        }
    }

    private func moved(_ day: LocalDate) -> LocalDate { day.adding(days: 146_097) }

    private func moved(_ facts: Facts) -> Facts {
        var later = facts
        later.day = moved(facts.day)
        for index in later.history.indices {
            later.history[index].day = moved(facts.history[index].day)
            later.history[index].decidedOn = facts.history[index].decidedOn.map(moved)
        }
        return later
    }
}
