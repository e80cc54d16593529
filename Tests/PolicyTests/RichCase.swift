import Policy

/// One case in which nearly everything comes into play that a pack can say.
enum RichCase {
    static func words(_ english: String, _ dutch: String, _ german: String) -> Localized {
        Localized(["en": english, "nl": dutch, "de": german])
    }

    static let pack = TestPacks.pack { rules in
        let name = words("serious", "ernstig", "schwer")
        rules.classes = [SeverityClass(code: "s", name: name, citation: TestPacks.citation)]
        rules.criteria = [
            Criterion(
                code: "J", name: words("no minors", "geen jeugd", "keine Jugendlichen"),
                norm: words("None.", "Geen.", "Keine."), citation: TestPacks.citation, severity: "s")
        ]
        rules.ladders = [ladder]
        rules.circumstances = [
            Circumstance(
                code: "record", name: words("a clean record", "een schone lei", "weiße Weste"), effect: .mayBeMilder,
                citation: TestPacks.citation)
        ]
        rules.rewards = [
            Reward(
                code: "calm", name: words("a calm year", "een rustig jaar", "ein ruhiges Jahr"),
                compliantFor: Length(value: 1, unit: .months), inspections: Sourced(1, TestPacks.citation),
                effect: .inspectionEvery(Length(value: 1, unit: .years)), citation: TestPacks.citation)
        ]
        rules.offers = [
            Offer(
                code: "talk", name: words("mediation", "bemiddeling", "Vermittlung"), kind: .mediation, place: .beside,
                declined: .nothing, citation: TestPacks.citation)
        ]
        rules.procedures = [
            Procedure(
                kind: .fine, intention: .required,
                urgentGround: words("danger", "gevaar", "Gefahr"),
                terms: [.init(code: "T", length: Length(value: 2, unit: .weeks))],
                signedBy: words("the mayor", "de burgemeester", "der Bürgermeisterin"), proportionality: .required,
                document: .decision, citation: TestPacks.citation)
        ]
    }

    private static var ladder: Ladder {
        let pattern = Gate(
            code: "pattern", name: words("pattern", "patroon", "Muster"),
            requirement: words("it is structural.", "het is structureel.", "es ist strukturell."),
            citation: TestPacks.citation,
            test: .pattern(
                Pattern(incidents: 2, reporters: 2, within: Length(value: 1, unit: .years), metres: nil)))
        let skip = Skip(
            conduct: "knowing", name: words("knowingly", "willens en wetens", "wissentlich"), target: .step(2),
            citation: TestPacks.citation)
        let amount = Prescribed<Amount>.range(
            least: nil, most: .by(attribute: "tier", ["1": .exact(Amount(minorUnits: 90_000, currency: "EUR"))]))
        let step = Sanction(
            options: [
                [Prescription(kind: .fine, amount: amount, per: .day), Prescription(Measure(kind: .warning))],
                [Prescription(TestPacks.closure(1))],
            ], chooser: .licensee)
        return TestPacks.ladder(
            counts: [TestPacks.counting(follows: [.either])], gates: [pattern], skips: [skip],
            steps: [TestPacks.fourSteps[0], TestPacks.step(step)])
    }

    static let facts = Facts(
        day: day("2024-06-01"), outlet: "o1",
        findings: [ObservedFinding(criterion: "J", result: "fail", conduct: ["knowing"], days: 1, evidence: ["photo"])],
        history: [
            violation("2024-01-01", outlet: "o2", operator: "p2", individual: "ann", measure: .fine, severity: "s")
        ], inspection: "i1", confirmations: [Confirmation(gate: "record", criterion: "J", holds: true)], operator: "p1",
        individual: "ann", attributes: ["type": "retail", "tier": "1"], figures: ["licence_fee": 100],
        running: [.warning],
        incidents: [
            Incident(id: "1", day: day("2024-05-01"), reporters: ["a"], metres: 20.5, attribution: .confirmed),
            Incident(id: "2", day: day("2024-05-02"), reporters: ["b"], attribution: .confirmed),
        ], notices: [Notice(criterion: "J", day: day("2024-05-01"))],
        offers: [OfferAnswer(offer: "talk", answer: .accepted)], inspections: [day("2024-05-10")])
}
