import Chance
import Policy
import Testing

/// Two packs over the same cases.
@Suite struct ComparisonTests {
    @Test func `what is recommended without words is what the decision recommends`() {
        var random = SplitMix64(seed: 51)
        for _ in 0..<5_000 {
            let world = RandomWorld(&random, rich: true)
            let decision = decide(world.facts, under: world.pack)
            let bare = recommended(world.facts, under: world.pack)
            #expect(bare.personDecides == decision.personDecides)
            #expect(bare.options == decision.allOptions)
            #expect(bare.chooser == decision.chooser)
            #expect(bare.runsTogether == (decision.combined.rule == .concurrent))
        }
    }

    @Test func `a pack beside itself changes nothing`() {
        var random = SplitMix64(seed: 52)
        for _ in 0..<300 {
            let (world, more) = (RandomWorld(&random, rich: true), RandomWorld(&random, rich: true))
            var test = BackTest(world.pack, against: world.pack)
            for facts in [world.facts, more.facts] {
                let changes = test.decide(facts)
                #expect(!changes)
            }
            #expect(test.comparison.changed == 0)
            for from in OutcomeKind.allCases {
                for to in OutcomeKind.allCases where from != to { #expect(test.comparison[from, to].cases == 0) }
            }
            for part in Comparison.Part.allCases {
                let totals = test.comparison[part]
                #expect(totals.current == totals.new)
                #expect(totals.added == TollSum())
                #expect(totals.removed == TollSum())
            }
        }
    }

    @Test func `the table, the parts and a naive second count agree, in any order and in any pieces`() {
        var random = SplitMix64(seed: 53)
        for _ in 0..<60 {
            let worlds = (0..<20).map { _ in RandomWorld(&random, rich: true) }
            let (current, new) = (worlds[0].pack, worlds[1].pack)
            let cases = worlds.map(\.facts)
            let test = compared(new, current, cases)
            #expect(test.comparison == compared(new, current, cases.shuffled(using: &random)).comparison)
            var pieces = compared(new, current, Array(cases[..<7])).comparison
            pieces.add(compared(new, current, Array(cases[7...])).comparison)
            #expect(test.comparison == pieces)
            let naive = NaiveComparison(new, current, cases)
            #expect(test.comparison.cases == naive.cases)
            #expect(test.comparison.changed == naive.changed)
            #expect(test.comparison.cases + test.comparison.outside == cases.count)
            expectSums(test.comparison, naive)
        }
    }

    private func expectSums(_ comparison: Comparison, _ naive: NaiveComparison) {
        let cells = OutcomeKind.allCases.flatMap { from in OutcomeKind.allCases.map { comparison[from, $0] } }
        #expect(cells.reduce(0) { $0 + $1.cases } == comparison.cases)
        #expect(cells.reduce(0) { $0 + $1.changed } == comparison.changed)
        let parts = Comparison.Part.allCases.map { comparison[$0] }
        #expect(parts.reduce(0) { $0 + $1.cases } == comparison.cases)
        #expect(parts.reduce(0) { $0 + $1.changed } == comparison.changed)
        for part in Comparison.Part.allCases {
            #expect(NaiveComparison.Sums(comparison[part]) == naive.sums[part] ?? NaiveComparison.Sums())
        }
    }

    private func compared(_ new: Pack, _ current: Pack, _ cases: [Facts]) -> BackTest {
        var test = BackTest(new, against: current)
        for facts in cases { _ = test.decide(facts) }
        return test
    }

    @Test func `months are counted on the calendar, and what a case gains does not pay for what another loses`() {
        let short = TestPacks.pack([TestPacks.ladder(steps: [TestPacks.step(TestPacks.closure(1))])])
        let days = TestPacks.pack([TestPacks.ladder(steps: [TestPacks.step(TestPacks.suspension(30))])])
        let test = compared(days, short, [facts("2024-01-31"), facts("2024-03-01")])
        let exact = test.comparison[.exact]
        #expect(exact.current.days.least == 29 + 31)
        #expect(exact.new.days.least == 60)
        #expect(exact.added.days.least == 1)
        #expect(exact.removed.days.least == 1)
        #expect(test.comparison[.closure, .suspension].changed == 2)
    }

    @Test func `a choice, a range and no end stand apart from what is exact, and so does what a person decides`() {
        func pack(_ options: [[Prescription]]) -> Pack {
            TestPacks.pack([TestPacks.ladder(steps: [TestPacks.step(Sanction(options: options))])])
        }
        let money = { (euros: Int) in Prescribed<Amount>.exact(Amount(minorUnits: euros * 100, currency: "EUR")) }
        let exact = pack([[Prescription(TestPacks.fine(10))]])
        let choice = pack([[Prescription(TestPacks.fine(20))], [Prescription(TestPacks.suspension(2))]])
        let range = pack([[Prescription(kind: .fine, amount: .range(least: money(5), most: money(9)))]])
        let daily = pack([[Prescription(kind: .fine, amount: money(5), per: .day)]])
        let endless = pack([[Prescription(Measure(kind: .closure))]])
        func room(_ new: Pack) -> Comparison.Totals { compared(new, exact, [facts("2024-06-01")]).comparison[.room] }
        #expect(Span(room(choice).new.days) == Span(0, 2, 0))
        #expect(Span(room(choice).new.fines[0].sum) == Span(0, 2000, 0))
        #expect(Span(room(choice).current.fines[0].sum) == Span(1000, 1000, 0))
        #expect(Span(room(range).new.fines[0].sum) == Span(500, 900, 0))
        #expect(Span(room(daily).new.fines[0].sum) == Span(500, 500, 1))
        #expect(Span(room(endless).new.days) == Span(0, 0, 1))
        #expect(room(endless).added == TollSum())
        let open = TestPacks.pack([TestPacks.ladder(gates: [TestPacks.gate()])])
        let left = compared(open, exact, [facts("2024-06-01")]).comparison
        #expect(left[.fine, .personDecides].changed == 1)
        #expect(left[.personDecides].cases == 1)
        #expect(left[.personDecides].current.fines[0].sum.least == 1000)
        #expect(left[.personDecides].new == TollSum())
    }

    @Test func `fines of two currencies are never added, and an order under penalty payment is no fine`() {
        func pack(_ measures: [Measure]) -> Pack {
            TestPacks.pack([
                TestPacks.ladder(steps: [TestPacks.step(Sanction(options: [measures.map(Prescription.init)]))])
            ])
        }
        let dollars = Measure(kind: .fine, amount: Amount(minorUnits: 700, currency: "USD"))
        let order = Measure(kind: .penaltyOrder, amount: Amount(minorUnits: 900, currency: "EUR"))
        let exact = compared(pack([dollars]), pack([TestPacks.fine(3), order]), [facts("2024-06-01")]).comparison[
            .exact]
        #expect(exact.removed.fines.map(\.currency) == ["EUR"])
        #expect(exact.removed.fines[0].sum.least == 300)
        #expect(exact.added.fines.map(\.currency) == ["USD"])
        #expect(exact.added.fines[0].sum.least == 700)
    }

    @Test func `each pack decides on the criteria that it knows, and a case that none knows is counted apart`() {
        let narrow = TestPacks.pack(
            [TestPacks.ladder(steps: [TestPacks.step(TestPacks.fine(10))])], criteria: [TestPacks.criterion("J")])
        let other = TestPacks.pack(
            [TestPacks.ladder("k", ["K"], steps: [TestPacks.step(TestPacks.fine(20))])],
            criteria: [TestPacks.criterion("K")])
        let cases = [
            facts("2024-06-01", failed: ["J", "X"]), facts("2024-06-01", failed: ["K"]),
            facts("2024-06-01", failed: ["X"]),
        ]
        let comparison = compared(other, narrow, cases).comparison
        #expect(comparison[.fine, .nothing].changed == 1)
        #expect(comparison[.nothing, .fine].changed == 1)
        #expect(comparison.cases == 2)
        #expect(comparison.outside == 1)
    }
}

/// A sum in short.
private struct Span: Equatable {
    let least, most, openEnded: Int

    init(_ least: Int, _ most: Int, _ openEnded: Int) {
        (self.least, self.most, self.openEnded) = (least, most, openEnded)
    }
    init(_ sum: TollSum.Sum) { self.init(sum.least, sum.most, sum.openEnded) }
}
