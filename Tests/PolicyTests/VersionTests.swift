import FoundationEssentials
import Policy
import Testing

@Suite struct VersionTests {
    private func pack(_ version: String, _ measure: Measure, years: Int, _ governance: Governance?) -> Pack {
        let ladder = TestPacks.ladder(
            lookBack: TestPacks.lookBack(years, .years),
            steps: [TestPacks.step(Measure(kind: .warning)), TestPacks.step(measure)])
        return Pack(
            id: "p", version: version, titles: Localized(["en": "P"]), sha256: version, language: "en",
            rules: Rules(
                criteria: [TestPacks.criterion("J")], ladders: [ladder],
                combination: Combination(
                    rule: .unknown, citation: TestPacks.citation, order: [.warning, .fine, .closure]),
                governance: governance, licences: Licences(maximum: Sourced(nil, TestPacks.citation))))
    }

    private func decision(
        _ rulesOf: [Governance.RulesOf] = [.dayOfViolation],
        _ milder: [Governance.MilderLater] = [.doesNotApply],
        _ lookBackOf: [Governance.LookBackOf] = [.governingVersion], earlier: String = "2019-06-01",
        readings: [SourceNote] = []
    ) -> Decision? {
        let governance = Governance(
            rulesOf: rulesOf, milderLater: milder, lookBackOf: lookBackOf, citation: TestPacks.citation,
            readings: readings)
        let versions = [
            AdoptedVersion(pack: pack("old", TestPacks.closure(3), years: 3, governance), from: day("2018-01-01")),
            AdoptedVersion(pack: pack("new", TestPacks.closure(1), years: 2, governance), from: day("2020-01-01")),
        ]
        return decide(
            facts("2019-12-31", history: [violation(earlier)]), among: versions, decidedOn: day("2020-02-01"))
    }

    @Test func `the rules of the day of the violation, or of the decision`() {
        let old = decision()
        #expect(old?.measure == TestPacks.closure(3))
        #expect(old?.pack.version == "old")
        #expect(old?.version?.reason == .dayOfViolation)
        #expect(decision([.dayOfDecision])?.measure == TestPacks.closure(1))
    }

    @Test func `a milder later version applies where the pack says so`() {
        let milder = decision([.dayOfViolation], [.applies])
        #expect(milder?.measure == TestPacks.closure(1))
        #expect(milder?.version?.reason == .milderLater)
    }

    @Test func `the look-back of the later version can govern earlier violations`() {
        let earlier = "2017-06-01"
        #expect(decision(earlier: earlier)?.lines[0].step == 2)
        let window = decision([.dayOfViolation], [.doesNotApply], [.versionOnDayOfDecision], earlier: earlier)
        #expect(window?.lines[0].step == 1)
        #expect(window?.version?.other?.version == "new")
    }

    @Test func `where it is open which version governs, a person decides if the answers differ`() {
        let open = decision(Governance.RulesOf.allCases)
        #expect(
            open?.reasonPersonDecides == "A person decides: the source does not say which version of the rules governs."
        )
        #expect(decision(Governance.RulesOf.allCases, earlier: "2000-01-01")?.measure == Measure(kind: .warning))
    }

    @Test func `a choice between versions that the pack made itself is told as its own reading`() throws {
        let note = SourceNote(
            what: "milder_later", value: "does_not_apply", citation: TestPacks.citation, isReading: true)
        let decision = try #require(self.decision(readings: [note]))
        #expect(decision.version?.readings == [note])
        #expect(
            explain(decision, language: .english)[1...2] == [
                "This version is taken, because it was in force on the day of the violation.",
                "The source does not say this; it is this pack's own reading: a later version that is milder does not "
                    + "apply to an earlier violation.",
            ])
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        #expect(try encoder.encode(decision) == Data(decision.json()))
    }

    @Test func `no version on the day, no decision`() {
        let only = AdoptedVersion(
            pack: pack("new", TestPacks.closure(1), years: 2, nil), from: day("2020-01-01"))
        #expect(decide(facts("2019-12-31"), among: [only], decidedOn: day("2019-12-31")) == nil)
        #expect([only].version(on: day("2019-12-31")) == nil)
        #expect([only].version(on: day("2020-01-01"))?.pack.version == "new")
    }
}
