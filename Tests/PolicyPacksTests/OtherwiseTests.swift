import Policy
import PolicyPacks
import Testing

/// What follows where a gate does not hold, as the pack states it.
@Suite struct OtherwiseTests {
    @Test func `without a ground Washington gives a written warning or a notice to correct`() throws {
        let pack = try #require(try PackFolder.installed().packs().first { $0.id == "us/wa/cannabis" })
        let facts = facts("hours", "ground", holds: false)
        let decision = decide(facts, under: pack)
        #expect(decision.text == "a written warning or a notice to correct")
        #expect(decision.lines[0].step == nil)
        let said = explain(decision, language: .english)
        #expect(
            said.contains {
                $0.hasPrefix("These steps are not taken, because this is not established: there is a direct")
            })
        #expect(!said.contains { $0.contains("does not count as a violation") })
    }

    @Test func `where the source does not say what follows then, a person decides`() throws {
        let text = try GoodPack.text(second: "      - measure: {kind: closure, length: 3 months}")
            .replacing(
                "    steps:\n",
                with:
                    "    gates:\n      ground: {name: {en: ground}, requires: {en: there is a ground.}, otherwise: unknown, "
                    + "source: rule}\n    steps:\n")
        let pack = try PackLibrary.load(yaml: text, file: "good.yaml")
        let denied = decide(facts("J", "ground", holds: false), under: pack)
        #expect(denied.text == "a person decides")
        #expect(denied.lines[0].unknown?.about == .step)
        #expect(decide(facts("J", "ground", holds: true), under: pack).text == "a warning")
    }

    private func facts(_ criterion: String, _ gate: String, holds: Bool) -> Facts {
        Facts(
            day: LocalDate("2026-01-15")!, outlet: "o1",
            findings: [ObservedFinding(criterion: criterion, result: "fail")], history: [],
            confirmations: [Confirmation(gate: gate, criterion: criterion, holds: holds)])
    }
}
