import Policy
import Testing

@Suite struct SanctionTests {
    private func decision(_ sanction: Sanction, _ change: (inout Facts) -> Void = { _ in }) -> Decision {
        var facts = facts("2024-06-01")
        change(&facts)
        let pack = TestPacks.pack { rules in
            rules.ladders = [TestPacks.ladder(steps: [TestPacks.step(sanction)])]
            rules.combination = Combination(
                rule: .unknown, citation: TestPacks.citation, order: [.fine, .suspension], continuing: [.oneViolation])
        }
        return decide(facts, under: pack)
    }

    private func fine(_ amount: Prescribed<Amount>, per: Per? = nil) -> Sanction {
        Sanction(options: [[Prescription(kind: .fine, amount: amount, per: per)]])
    }

    private func euros(_ number: Int) -> Amount { Amount(minorUnits: number * 100, currency: "EUR") }

    @Test func `measures that go together are one option, and the heaviest leads`() {
        let both = decision(
            Sanction(options: [[Prescription(TestPacks.fine(1000)), Prescription(TestPacks.suspension(1))]]))
        #expect(both.text == "a fine of EUR 1,000 and suspension of the licence for 1 day")
        #expect(both.measure == TestPacks.suspension(1))
        #expect(both.chooser == nil)
    }

    @Test func `alternatives are a choice, and none of them is recommended`() {
        let either = decision(
            Sanction(options: [[Prescription(TestPacks.suspension(5))], [Prescription(TestPacks.fine(1250))]]))
        #expect(either.text == "suspension of the licence for 5 days or a fine of EUR 1,250")
        #expect(either.measure == nil)
        #expect(either.chooser == .authority)
        #expect(!either.personDecides)
        #expect(
            explain(either, language: .english)[1]
                == "The rules leave a choice to the authority: suspension of the licence for 5 days or a fine of "
                + "EUR 1,250.")
    }

    @Test func `the licensee chooses where every condition holds`() {
        let first = TestPacks.gate("first", .firstWithin(Length(value: 24, unit: .months)))
        let sanction = Sanction(
            options: [[Prescription(TestPacks.fine(7000))], [Prescription(TestPacks.suspension(7))]],
            chooser: .licensee, conditions: [TestPacks.gate("waiver"), first])
        func signed(_ holds: Bool?) -> Decision {
            decision(sanction) { facts in
                facts.confirmations = holds.map { [Confirmation(gate: "waiver", criterion: "J", holds: $0)] } ?? []
            }
        }
        #expect(signed(true).chooser == .licensee)
        #expect(signed(false).chooser == .authority)
        #expect(signed(nil).reasonPersonDecides == "A person must confirm: waiver is established.")
        let repeated = decision(sanction) { facts in
            facts.confirmations = [Confirmation(gate: "waiver", criterion: "J", holds: true)]
            facts.history = [violation("2022-06-01", criterion: "A")]
        }
        #expect(repeated.chooser == .authority)
        #expect(repeated.lines[0].gates.map(\.state) == [.confirmed, .denied])
    }

    @Test func `ranges, maxima and minima keep both ends`() {
        let range = decision(fine(.range(least: .exact(euros(250)), most: .exact(euros(1000)))))
        #expect(range.text == "a fine of EUR 250 to EUR 1,000")
        #expect(range.measure?.amountRange == Extent(least: euros(250), most: euros(1000)))
        #expect(decision(fine(.range(least: nil, most: .exact(euros(90))))).text == "a fine of at most EUR 90")
        #expect(decision(fine(.range(least: .exact(euros(90)), most: nil))).text == "a fine of at least EUR 90")
        #expect(decision(fine(.exact(euros(30)), per: .day)).text == "a fine of EUR 30 for each day")
    }

    @Test func `an amount by tier needs the tier`() {
        let tiers = fine(.by(attribute: "tier", ["1": .exact(euros(100)), "2": .exact(euros(200))]))
        #expect(decision(tiers) { $0.attributes = ["tier": "2"] }.text == "a fine of EUR 200")
        let open = decision(tiers)
        #expect(open.reasonPersonDecides == "A person decides: a fact is missing that the rule needs.")
        #expect(open.lines[0].unknown?.note?[.english] == "The facts do not state: tier.")
        #expect(decision(tiers) { $0.attributes = ["tier": "9"] }.personDecides)
    }

    @Test func `an amount is worked out from a figure, with bounds and halves rounded up`() {
        func result(_ computation: Computation, _ figure: Int) -> String {
            decision(fine(.computed(computation))) { $0.figures = ["retail_value": figure] }.text
        }
        let double = Computation(base: "retail_value", thousandths: 2000, currency: "EUR")
        #expect(result(double, 40_025) == "a fine of EUR 800.50")
        let half = Computation(base: "retail_value", thousandths: 500, plus: 100, currency: "EUR")
        #expect(result(half, 101) == "a fine of EUR 1.51")
        let bounded = Computation(base: "retail_value", atLeast: 1_000_000, atMost: 2_000_000, currency: "EUR")
        #expect(result(bounded, 1) == "a fine of EUR 10,000")
        #expect(result(bounded, 9_000_000) == "a fine of EUR 20,000")
        #expect(result(double, .max) == "a person decides")
        #expect(result(double, -1) == "a person decides")
    }

    @Test func `prescribed days times a rate`() {
        let rate = Computation(base: Computation.prescribedDays, thousandths: 16_500_000, currency: "USD")
        let either = decision(
            Sanction(options: [
                [Prescription(TestPacks.suspension(7))], [Prescription(kind: .fine, amount: .computed(rate))],
            ]))
        #expect(either.text == "suspension of the licence for 7 days or a fine of USD 1,155")
    }

    @Test func `an amount that the source does not state goes to a person`() {
        let gap = Gap(.amount, citation: TestPacks.citation)
        #expect(
            decision(fine(.unknown(gap))).reasonPersonDecides
                == "A person decides: the source does not say how long or how much.")
    }

    @Test func `each further day of a violation`() {
        let sanction = Sanction(
            options: [[Prescription(TestPacks.fine(750))]], eachFurtherDay: Prescription(TestPacks.fine(3000)))
        #expect(decision(sanction) { $0.findings[0].days = 1 }.text == "a fine of EUR 750")
        #expect(decision(sanction) { $0.findings[0].days = 3 }.text == "a fine of EUR 750 and a fine of EUR 6,000")
    }

    @Test func `what the days of a violation make of it is the choice of the pack`() {
        func step(_ continuing: [Combination.Continuing], days: Int) -> Decision {
            var facts = facts("2024-06-01")
            facts.findings[0].days = days
            let pack = TestPacks.pack { rules in
                rules.ladders = [
                    TestPacks.ladder(steps: [TestPacks.step(TestPacks.fine(10)), TestPacks.step(TestPacks.closure(1))])
                ]
                rules.combination = Combination(rule: .unknown, citation: TestPacks.citation, continuing: continuing)
            }
            return decide(facts, under: pack)
        }
        #expect(step([.oneViolation], days: 3).text == "a fine of EUR 10")
        #expect(step([.amountEachDay], days: 3).text == "a fine of EUR 30")
        #expect(step([.violationEachDay], days: 2).text == "closure for 1 month")
        let open = step(Combination.Continuing.allCases, days: 2)
        #expect(
            open.reasonPersonDecides
                == "A person decides: the source does not say what each further day of a violation makes of it.")
        #expect(step(Combination.Continuing.allCases, days: 1).text == "a fine of EUR 10")
    }
}
