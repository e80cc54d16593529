import Policy
import Testing

/// Why an earlier violation does not count where the readings of the source keep it out for different reasons.
@Suite struct PartedReasonTests {
    private func line(
        _ past: PastViolation, repeats: [RepeatRule] = [.sameCriterion], follows: [Follows] = [.premises],
        format: Int = Decision.format
    ) -> Line {
        let rule = TestPacks.counting(repeats: repeats, follows: follows)
        var facts = facts("2024-06-01", history: [past])
        facts.operator = "p1"
        return decide(facts, under: TestPacks.pack([TestPacks.ladder(counts: [rule])]), format: format).lines[0]
    }

    @Test func `the reason that all readings share is told, and what it comes to once it is established`() {
        let alleged = violation("2024-05-01", criterion: "A", standing: .alleged)
        let fact = line(alleged, repeats: [.sameCriterion, .anyCriterion]).refused[0]
        #expect(fact.reason == .onlyAlleged)
        #expect(fact.others == nil)
        #expect(fact.ifEstablished == .leftToAPerson)
    }

    @Test func `days outside the window are those that all readings share`() {
        let old = violation("2022-05-30", criterion: "A")
        let fact = line(old, repeats: [.sameCriterion, .anyCriterion]).refused[0]
        #expect(fact.reason == .outsideWindow)
        #expect(fact.days == 3)
        #expect(fact.ifEstablished == nil)
    }

    @Test func `where two open readings put it outside by other numbers of days, both are told`() {
        // Found 3 days, decided 2 days before what two years back begins with: each reading alone says its own number.
        let old = violation("2022-05-29", decided: "2022-05-30")
        func decided(_ anchors: [LookBack.Anchor], format: Int = Decision.format) -> Decision {
            let lookBack = LookBack(
                length: Length(value: 2, unit: .years), anchors: anchors, anniversaries: [.doesNotCount],
                expiries: [.eachAlone])
            let rule = TestPacks.counting(lookBack: lookBack)
            let pack = TestPacks.pack([TestPacks.ladder(counts: [rule])])
            return decide(facts("2024-06-01", history: [old]), under: pack, format: format)
        }
        func told(_ anchors: [LookBack.Anchor], format: Int = Decision.format) -> RefusedFact {
            decided(anchors, format: format).lines[0].refused[0]
        }
        #expect(told([.earlierFinding]).text == "it lies 4 days outside the period")
        #expect(told([.earlierDecision]).text == "it lies 3 days outside the period")
        let both = told([.earlierFinding, .earlierDecision])
        #expect([both.days, both.mostDays] == [3, 4])
        #expect(both.reason == .outsideWindow)
        #expect(both.text == "it lies 3 to 4 days outside the period")
        let decision = decided([.earlierFinding, .earlierDecision])
        for (language, words) in [
            (Language.dutch, "zij ligt 3 tot 4 dagen buiten de termijn"),
            (.german, "er liegt 3 bis 4 Tage außerhalb der Frist"),
        ] {
            #expect(explain(decision, language: language).contains { $0.contains(words) })
        }
        let before = told([.earlierFinding, .earlierDecision], format: 2)
        #expect([before.days, before.mostDays] == [4, nil], "as it was decided then")
    }

    @Test func `days outside that one reading tells of an event that another keeps out otherwise are of that reading`()
    {
        // Under the first reading it is of another criterion, and under both outside the period.
        let old = violation("2022-05-29", criterion: "A", decided: "2022-05-30")
        let lookBack = LookBack(
            length: Length(value: 2, unit: .years), anchors: [.earlierFinding, .earlierDecision],
            anniversaries: [.doesNotCount], expiries: [.eachAlone])
        let rule = TestPacks.counting(lookBack: lookBack, repeats: [.sameCriterion, .anyCriterion])
        let pack = TestPacks.pack([TestPacks.ladder(counts: [rule])])
        let fact = decide(facts("2024-06-01", history: [old]), under: pack).lines[0].refused[0]
        #expect(fact.text == "it lies 3 to 4 days outside the period")
        #expect(fact.others == nil)
    }

    @Test func `reasons that have nothing in common are all told`() {
        let elsewhere = violation("2024-05-01", outlet: "o2", operator: "p2")
        let parted = line(elsewhere, follows: [.premises, .operator])
        #expect(parted.refused[0].reason == .otherOutlet)
        #expect(parted.refused[0].others == [.otherOperator])
        let rule = TestPacks.counting(follows: [.premises, .operator])
        var facts = facts("2024-06-01", history: [elsewhere])
        facts.operator = "p1"
        let decision = decide(facts, under: TestPacks.pack([TestPacks.ladder(counts: [rule])]))
        #expect(
            explain(decision, language: .english).contains(
                "The violation of J on 1 May 2024 (inspection v1) does not count: under one reading because it was at another "
                    + "outlet, under another because it was under another operator."))
        #expect(
            explain(decision, language: .dutch).contains(
                "De overtreding van J op 1 mei 2024 (inspection v1) telt niet mee. In de ene lezing: zij was bij een ander "
                    + "verkooppunt; in een andere: zij was onder een andere exploitant."))
        #expect(
            explain(decision, language: .german).contains(
                "Der Verstoß gegen J vom 1. Mai 2024 (inspection v1) zählt nicht. In der einen Lesart: er war in einer anderen "
                    + "Verkaufsstelle; in einer anderen: er war unter einem anderen Betreiber."))
    }

    @Test func `where all readings have one reason, nothing is added`() {
        let fact = line(violation("2024-05-01", standing: .alleged), repeats: [.sameCriterion, .anyCriterion]).refused[
            0]
        #expect(fact.reason == .onlyAlleged)
        #expect(fact.ifEstablished == nil)
    }

    @Test func `format 2 keeps the first reading's reason`() {
        let alleged = violation("2024-05-01", criterion: "A", standing: .alleged)
        let fact = line(alleged, repeats: [.sameCriterion, .anyCriterion], format: 2).refused[0]
        #expect(fact.reason == .otherCriterion)
        #expect(fact.ifEstablished == nil)
    }
}
