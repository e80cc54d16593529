import Testing

@testable import Policy

/// What weighs how much in the harm index, and what is not weighted rather than counted as nothing.
@Suite struct HarmTests {
    private static let euros100 = Sourced<Amount>(Amount(minorUnits: 10_000, currency: "EUR"), TestPacks.citation)

    private static func weights(
        closure: Int? = 90, fine: Sourced<Amount>? = euros100, incident: Sourced<Int>? = nil, order: Int? = nil,
        ofSeveral: HarmWeights.OfSeveral? = nil
    ) -> HarmWeights {
        HarmWeights(
            withdrawal: Sourced(365, TestPacks.citation), openEndedClosure: Sourced(closure, TestPacks.citation),
            finePerDay: fine, incident: incident,
            enforcementOrder: order.map { Sourced($0, TestPacks.citation) }, ofSeveral: ofSeveral)
    }

    private func harm(of outcome: Step.Outcome, _ weights: HarmWeights? = weights()) -> HarmWeight {
        TestPacks.pack { rules in
            rules.ladders = [TestPacks.ladder(steps: [Step(outcome, notes: [])] + TestPacks.fourSteps)]
            rules.harm = weights
        }.harm(of: "J")
    }

    private func harm(of measure: Measure, _ weights: HarmWeights? = weights()) -> HarmWeight {
        harm(of: .measure(measure), weights)
    }

    @Test func `harm is weighed by the days at the first step`() {
        #expect(harm(of: Measure(kind: .warning)) == .days(0))
        #expect(harm(of: TestPacks.suspension(7)) == .days(7))
        #expect(harm(of: TestPacks.closure(3)) == .days(90))
        #expect(harm(of: Measure(kind: .withdrawal)) == .days(365))
        #expect(harm(of: Measure(kind: .closure)) == .days(90))
        #expect(harm(of: TestPacks.fine(250)) == .days(3))
    }

    @Test func `of several options the one weighs that the pack names, in whatever order they stand, else none`() {
        let (fine, days) = (Prescription(TestPacks.fine(900)), Prescription(TestPacks.suspension(5)))
        func harm(_ options: [[Prescription]], _ one: HarmWeights.OfSeveral?, fined: Bool = true) -> HarmWeight {
            let weights = Self.weights(fine: fined ? Self.euros100 : nil, ofSeveral: one)
            return self.harm(of: .sanction(Sanction(options: options)), weights)
        }
        #expect(harm([[days], [fine]], nil) == .unknown(.severalOptions))
        #expect(harm([[days], [fine]], .first) == .days(5))
        #expect(harm([[fine], [days]], .first) == .days(9))
        for options in [[[days], [fine]], [[fine], [days]]] {
            #expect(harm(options, .least) == .days(5))
            #expect(harm(options, .most) == .days(9))
            #expect(harm(options, .most, fined: false) == .unknown(.measureWithoutWeight))
        }
    }

    @Test func `a withdrawal for a term weighs its own days, and an order what the pack gives it`() {
        #expect(harm(of: Measure(kind: .withdrawal, length: Length(value: 1, unit: .weeks))) == .days(7))
        #expect(harm(of: Measure(kind: .enforcementOrder)) == .unknown(.measureWithoutWeight))
        #expect(harm(of: Measure(kind: .enforcementOrder), Self.weights(order: 4)) == .days(4))
        #expect(harm(of: Measure(kind: .conversation)) == .days(0))
        #expect(harm(of: Measure(kind: .referral)) == .days(0))
    }

    @Test func `measures that go together are added, and of a range the lower end counts`() {
        let (fine, days) = (Prescription(TestPacks.fine(200)), Prescription(TestPacks.suspension(5)))
        #expect(harm(of: .sanction(Sanction(options: [[fine, days]]))) == .days(7))
        func suspended(_ least: Int?) -> HarmWeight {
            let length = Prescribed<Length>.range(
                least: least.map { .exact(Length(value: $0, unit: .days)) },
                most: .exact(Length(value: 30, unit: .days)))
            return harm(of: .sanction(Sanction(options: [[Prescription(kind: .suspension, length: length)]])))
        }
        #expect(suspended(15) == .days(15))
        #expect(suspended(nil) == .unknown(.measureWithoutWeight))
    }

    @Test func `what the pack leaves out is not weighted, and never counts as nothing`() {
        #expect(harm(of: TestPacks.suspension(7), nil) == .unknown(.noWeights))
        #expect(harm(of: Measure(kind: .closure), Self.weights(closure: nil)) == .unknown(.measureWithoutWeight))
        #expect(harm(of: TestPacks.fine(250), Self.weights(fine: nil)) == .unknown(.measureWithoutWeight))
        #expect(
            harm(of: TestPacks.fine(250), Self.weights(fine: Sourced(nil, TestPacks.citation)))
                == .unknown(.measureWithoutWeight))
        let dollars = Measure(kind: .fine, amount: Amount(minorUnits: 25_000, currency: "USD"))
        #expect(harm(of: dollars) == .unknown(.measureWithoutWeight))
        #expect(harm(of: .unknown(Gap(.step, citation: TestPacks.citation))) == .unknown(.firstStepUnknown))
        let byType = Prescribed<Length>.by(
            attribute: "type", ["retail": .exact(Length(value: 5, unit: .days))])
        #expect(
            harm(of: .sanction(Sanction(options: [[Prescription(kind: .closure, length: byType)]])))
                == .unknown(.dependsOnFacts))
    }

    @Test func `a criterion without a ladder has no weight, and one with several only if they agree`() {
        func harm(_ other: Measure, of code: String = "J", subject: Ladder.Subject = .licensee) -> HarmWeight {
            let counts = [TestPacks.counting(lookBack: TestPacks.lookBack(2, .years))]
            return TestPacks.pack { rules in
                rules.ladders = [
                    TestPacks.ladder(steps: [TestPacks.step(TestPacks.suspension(7))]),
                    TestPacks.ladder(
                        "other", ["J"], subject: subject, outletTypes: ["club"], counts: counts,
                        steps: [TestPacks.step(other)]),
                ]
                rules.harm = Self.weights()
            }.harm(of: code)
        }
        #expect(harm(TestPacks.suspension(7)) == .days(7))
        #expect(harm(TestPacks.suspension(9)) == .unknown(.dependsOnFacts))
        #expect(harm(TestPacks.suspension(9), subject: .individual) == .days(7))
        #expect(harm(TestPacks.suspension(7), of: "A") == .unknown(.noLadder))
    }

    @Test func `an incident weighs what the pack says, or is not weighted`() {
        func incident(_ weight: Sourced<Int>?) -> HarmWeight {
            TestPacks.pack { $0.harm = Self.weights(incident: weight) }.harmOfIncident
        }
        #expect(incident(Sourced(2, TestPacks.citation)) == .days(2))
        #expect(incident(Sourced(nil, TestPacks.citation)) == .unknown(.noWeights))
        #expect(incident(nil) == .unknown(.noWeights))
        #expect(TestPacks.pack { $0.harm = nil }.harmOfIncident == .unknown(.noWeights))
    }
}
