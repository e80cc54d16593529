import Policy
import Testing

@Suite struct WeighingTests {
    private func decision(
        _ history: [PastViolation] = [], confirmed: [String] = [], answer: OfferAnswer.Answer? = nil,
        _ change: (inout Rules) -> Void
    ) -> Decision {
        var facts = facts("2024-06-01", history: history)
        facts.confirmations = confirmed.map { Confirmation(gate: $0, criterion: "J", holds: true) }
        facts.offers = answer.map { [OfferAnswer(offer: "talk", answer: $0)] }
        return decide(facts, under: TestPacks.pack(change))
    }

    private func circumstance(_ effect: Circumstance.Effect, _ criteria: [String] = []) -> Circumstance {
        Circumstance(
            code: "c", name: Localized(["en": "c"]), effect: effect, criteria: criteria, citation: TestPacks.citation)
    }

    @Test func `a circumstance of one criterion leaves the others alone, and is not asked about them`() {
        for effect in [Circumstance.Effect.steps(1), .percent(200)] {
            let other = decision([violation("2024-05-01")], confirmed: ["c"]) {
                $0.circumstances = [circumstance(effect, ["A"])]
            }
            #expect(other.text == "closure for 1 month")
            #expect(other.lines[0].circumstances == [])
            let own = decision([violation("2024-05-01")], confirmed: ["c"]) {
                $0.circumstances = [circumstance(effect, ["J"])]
            }
            #expect(own.text != "closure for 1 month")
            #expect(own.lines[0].circumstances.map(\.code) == ["c"])
        }
        let pack = TestPacks.pack { $0.circumstances = [circumstance(.steps(1), ["A"])] }
        #expect(pack.questions(about: "J") == [])
        #expect(pack.questions(about: "A") == ["c"])
    }

    @Test func `a confirmed circumstance moves the step, changes the amount, or is only named`() {
        func text(_ effect: Circumstance.Effect, _ confirmed: [String] = ["c"]) -> String {
            decision([violation("2024-05-01")], confirmed: confirmed) { $0.circumstances = [circumstance(effect)] }.text
        }
        #expect(text(.steps(1)) == "closure for 3 months")
        #expect(text(.steps(-1)) == "a warning")
        #expect(text(.steps(-9)) == "a warning")
        #expect(text(.steps(9)) == "withdrawal of the licence")
        #expect(text(.percent(200)) == "closure for 2 months")
        #expect(text(.percent(50)) == "a person decides")
        #expect(text(.mayBeMilder) == "closure for 1 month")
        #expect(text(.steps(1), []) == "closure for 1 month")
        let named = decision(confirmed: ["c"]) { $0.circumstances = [circumstance(.mayBeHeavier)] }
        #expect(named.lines[0].circumstances.map(\.effect) == [.mayBeHeavier])
        #expect(
            explain(named, language: .english).contains(
                "Confirmed as a circumstance: c; the authority may be heavier, with reasons."))
    }

    private func reward(_ effect: Reward.Effect) -> Reward {
        Reward(
            code: "r", name: Localized(["en": "r"]), compliantFor: Length(value: 1, unit: .years),
            inspections: Sourced(0, TestPacks.citation), effect: effect, citation: TestPacks.citation)
    }

    @Test func `a compliant year shortens the memory, on each side of its boundary`() {
        func step(_ on: String) -> Int? {
            decision([violation("2022-12-01"), violation(on, "v2", criterion: "A")]) {
                $0.rewards = [reward(.lookBack(Length(value: 1, unit: .years)))]
            }.lines[0].step
        }
        #expect(step("2023-05-31") == 1)
        #expect(step("2023-06-01") == 2)
    }

    @Test func `a compliant year lowers the step or the frequency of inspections`() {
        let history = [violation("2022-12-01"), violation("2023-01-01", "v2")]
        let lower = decision(history) { $0.rewards = [reward(.stepsDown(1))] }
        #expect(lower.lines[0].step == 2)
        #expect(lower.rewards.map(\.effect) == [.stepsDown])
        let every = decision(history) { $0.rewards = [reward(.inspectionEvery(Length(value: 2, unit: .years)))] }
        #expect(every.lines[0].step == 3)
        #expect(every.rewards.map(\.length) == [Length(value: 2, unit: .years)])
    }

    private func offered(
        _ place: Offer.Place, _ declined: Offer.Declined, _ answer: OfferAnswer.Answer?
    ) -> Decision {
        decision(answer: answer) {
            $0.offers = [
                Offer(
                    code: "talk", name: Localized(["en": "mediation"]), kind: .mediation, place: place, steps: [1],
                    declined: declined, citation: TestPacks.citation)
            ]
        }
    }

    @Test func `an offer stands beside the measure, or instead of it until it is declined`() {
        #expect(offered(.beside, .measureFollows, nil).text == "a warning")
        #expect(offered(.beside, .measureFollows, nil).lines[0].offers.map(\.answer) == [nil])
        #expect(offered(.instead, .measureFollows, nil).text == "mediation")
        #expect(offered(.instead, .measureFollows, nil).measure?.kind == .referral)
        #expect(offered(.instead, .measureFollows, .accepted).text == "mediation")
        #expect(offered(.instead, .measureFollows, .declined).text == "a warning")
        #expect(offered(.instead, .nextStep, .declined).text == "closure for 1 month")
        #expect(offered(.instead, .nothing, .declined).text == "nothing")
        #expect(
            offered(.instead, .unknown, .declined).reasonPersonDecides
                == "A person decides: the source does not say what follows when the offer is declined.")
        #expect(
            offered(.instead, .nextStep, nil).lines[0].offers[0].otherwise == [MeasureOption([TestPacks.closure(1)])])
    }

    @Test func `several measures of one event cumulate, and suspensions run as the pack says`() {
        func decision(_ suspensions: [Combination.Suspensions], _ one: Measure, _ other: Measure) -> Decision {
            let pack = TestPacks.pack { rules in
                rules.ladders = [
                    TestPacks.ladder("a", ["A"], steps: [TestPacks.step(one)]),
                    TestPacks.ladder("j", ["J"], steps: [TestPacks.step(other)]),
                ]
                rules.combination = Combination(
                    rule: .cumulate, citation: TestPacks.citation, suspensions: suspensions)
            }
            return decide(facts("2024-06-01", failed: ["A", "J"]), under: pack)
        }
        let both = decision([.concurrent], TestPacks.suspension(5), TestPacks.suspension(7))
        #expect(both.combined.rule == .concurrent)
        #expect(both.options == [MeasureOption([TestPacks.suspension(5), TestPacks.suspension(7)])])
        #expect(
            decision([.consecutive], TestPacks.suspension(5), TestPacks.suspension(7)).combined.rule == .consecutive)
        let open = decision(Combination.Suspensions.allCases, TestPacks.suspension(5), TestPacks.suspension(7))
        #expect(open.personDecides)
        let fines = decision(Combination.Suspensions.allCases, TestPacks.fine(5), TestPacks.suspension(7))
        #expect(fines.combined.rule == .cumulated)
        #expect(fines.text == "a fine of EUR 5 and suspension of the licence for 7 days")
    }

    @Test func `a measure carries its procedure`() {
        let procedure = Procedure(
            kind: .warning, intention: nil, terms: [.init(code: "comply", length: nil)],
            signedBy: Localized(["en": "the mayor"]), proportionality: .required, document: .notice,
            citation: TestPacks.citation)
        let decision = decision { $0.procedures = [procedure] }
        #expect(decision.procedures == [procedure])
        #expect(
            explain(decision, language: .english).suffix(2) == [
                "For a warning: the source does not say whether the holder is heard first; the term \"comply\" is not "
                    + "stated by the source; it is signed by the mayor; the document argues that it is proportionate; "
                    + "the document is a notice that is not open to objection.",
                "Source: Test rule, T 1. The text itself was seen.",
            ])
    }
}
