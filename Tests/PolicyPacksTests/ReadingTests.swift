import FoundationEssentials
import Policy
import PolicyPacks
import Testing

/// What a pack settles by a reading of its own is never told as what the source says.
@Suite struct ReadingTests {
    private static let said: [Language: String] = [
        .english: "The source does not say this; it is this pack's own reading: ",
        .dutch: "De bron zegt dit niet; het is de eigen lezing van deze regels: ",
        .german: "Die Quelle sagt das nicht; es ist die eigene Lesart dieser Regeln: ",
    ]

    private func readings(_ decision: Decision, _ language: Language) -> [String] {
        let start = Self.said[language] ?? ""
        return explain(decision, language: language).filter { $0.hasPrefix(start) }.map {
            String($0.dropFirst(start.count))
        }
    }

    private func decision(_ pack: Pack, _ criterion: String, _ day: String = "2026-01-15", days: Int? = nil) -> Decision
    {
        var finding = ObservedFinding(criterion: criterion, result: "fail")
        finding.days = days
        return decide(
            Facts(day: LocalDate(day)!, outlet: "o1", findings: [finding], history: []), under: pack)
    }

    @Test func `the explanation names what the pack has settled by itself, in three languages`() throws {
        let decision = decision(try Stories.pack("us/mn/lakeville"), "underage")
        #expect(
            readings(decision, .english) == [
                "only established violations count as earlier ones.",
                "earlier violations count at the same premises, whoever operates them.",
                "an earlier violation that ended with a warning counts.",
            ])
        #expect(
            readings(decision, .dutch) == [
                "alleen vastgestelde overtredingen tellen als eerdere mee.",
                "eerdere overtredingen tellen mee in hetzelfde pand, wie het ook exploiteert.",
                "een eerdere overtreding die met een waarschuwing eindigde telt mee.",
            ])
        #expect(
            readings(decision, .german) == [
                "nur festgestellte Verstöße zählen als frühere.",
                "frühere Verstöße zählen in demselben Lokal, wer es auch betreibt.",
                "ein früherer Verstoß, der mit einer Verwarnung endete, zählt.",
            ])
    }

    @Test
    func `a reading of a window, of a class that rises, and of a step in the pack's own words are named too`() throws {
        #expect(
            readings(try Stories.dordrecht(confirmed: true), .english).contains(
                "an earlier violation counts no more on the anniversary on which its period ends."))
        #expect(
            readings(decision(try Stories.pack("us/ca/8601"), "minor_rule"), .english).contains(
                "any violation of the same class makes a repeat."))
        let lincoln = try Stories.pack("us/mi/lincoln-park")
        let words = "the USD 3,000 are for each day after the first, beside the amount of the step."
        let perDay = "the amount is due for each day on which a violation goes on."
        #expect(readings(decision(lincoln, "requirement"), .english).suffix(1) == [words])
        #expect(readings(decision(lincoln, "requirement", days: 3), .english).suffix(2) == [words, perDay])
    }

    @Test func `a pack that extends another keeps its readings until it states the point itself`() throws {
        let base = try Stories.pack("us/mn/lakeville")
        func extended(_ ladder: String) throws -> Pack {
            let text = """
                pack: test/town
                version: "1"
                title: {en: Town}
                language: en
                extends: {pack: us/mn/lakeville, version: 3-24-7}
                validity: {from: 2026-01-01, through: unknown, source: rule}
                sources: {rule: {title: The rule, confidence: V}}
                ladders: {other: {\(ladder)}}
                """
            return try PackLibrary.load(yaml: text, file: "town.yaml") { _, _ in base }
        }
        let kept = try extended("warnings: do_not_count")
        #expect(
            readings(decision(kept, "other"), .english) == [
                "only established violations count as earlier ones.",
                "earlier violations count at the same premises, whoever operates them.",
            ])
        let own = try extended(
            "look_back: {length: 1 year, anchor: this_violation, anniversary: {value: counts, reading: true}, "
                + "expiry: each_alone, source: rule}, standing: established, follows: premises")
        #expect(
            readings(decision(own, "other"), .english) == [
                "an earlier violation still counts on the anniversary on which its period ends.",
                "an earlier violation that ended with a warning counts.",
            ])
        let again = try PackLibrary.load(
            yaml: """
                pack: test/street
                version: "1"
                title: {en: Street}
                language: en
                extends: {pack: test/town, version: "1"}
                validity: {from: 2026-01-01, through: unknown, source: rule}
                sources: {rule: {title: The rule, confidence: V}}
                """, file: "street.yaml"
        ) { _, _ in own }
        #expect(readings(decision(again, "other"), .english) == readings(decision(own, "other"), .english))
    }

    @Test func `the choice between versions is named as the pack's own`() throws {
        let pack = try Stories.pack("us/wa/cannabis")
        let notes = try #require(pack.rules.governance).readings
        #expect(notes.map(\.what) == ["milder_later"])
        #expect(
            notes.map { $0.clause(.english) }
                == ["a later version that is milder does not apply to an earlier violation"])
    }

    @Test func `every point that a pack can settle has words in every language`() {
        func notes<Choice: RawRepresentable & CaseIterable>(_ what: String, _: Choice.Type) -> [SourceNote]
        where Choice.RawValue == String {
            let citation = Citation(title: "The rule", confidence: .seen)
            return Choice.allCases.map { SourceNote(what: what, value: $0.rawValue, citation: citation) }
        }
        let all: [SourceNote] =
            notes("standing", CountedStandings.self) + notes("follows", Follows.self) + notes("warnings", Warnings.self)
            + notes("anchor", LookBack.Anchor.self) + notes("anniversary", LookBack.Anniversary.self)
            + notes("expiry", LookBack.Expiry.self) + notes("repeat", RepeatRule.self)
            + notes("by", SeverityClass.Raise.Reach.self) + notes("suspensions", Combination.Suspensions.self)
            + notes("continuing", Combination.Continuing.self) + notes("rules_of", Governance.RulesOf.self)
            + notes("milder_later", Governance.MilderLater.self) + notes("look_back_of", Governance.LookBackOf.self)
        for language in Language.allCases {
            // Without words a clause would be the key and the word of the file.
            #expect(all.map { $0.clause(language) }.filter { $0.contains(": ") || $0.contains("_") } == [])
            #expect(Set(all.map { $0.clause(language) }).count == all.count)
        }
    }

    @Test func `the JSON of a decision says which statements are readings, and reads back the same`() throws {
        let decision = decision(try Stories.pack("us/mi/lincoln-park"), "requirement", days: 3)
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        #expect(try encoder.encode(decision) == Data(decision.json()))
        #expect(try JSONDecoder().decode(Decision.self, from: Data(decision.json())) == decision)
        #expect(
            decision.lines[0].sources.filter { $0.reading == true }.map(\.what)
                == ["standing", "follows", "warnings", "step", "step", "continuing"])
    }
}
