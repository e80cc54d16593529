import FoundationEssentials
import Policy
import PolicyPacks
import Testing

/// What is said of the days ahead leaves none out.
@Suite struct OutlookTests {
    /// The sentences from the one about a further violation on, without the sources.
    private func ahead(_ day: String, anniversary: String, _ language: Language) throws -> [String] {
        let folder = #filePath.split(separator: "/").dropLast().reduce("") { $0 + "/" + $1 }
        let good = String(
            decoding: try #require(FileManager.default.contents(atPath: folder + "/good.yaml")), as: UTF8.self)
        let yaml = good.replacingOccurrences(of: "anniversary: does_not_count", with: "anniversary: \(anniversary)")
        let facts = Facts(
            day: try #require(LocalDate(day)), outlet: "o1",
            findings: [ObservedFinding(criterion: "J", result: "fail")], history: [])
        let sentences = explain(
            decide(facts, under: try PackLibrary.load(yaml: yaml, file: "good.yaml")), language: language)
        let marks = ["Once this", "Is deze", "Ist dieser"]
        let first = try #require(sentences.firstIndex { sentence in marks.contains(where: sentence.hasPrefix) })
        return sentences[first...].filter { !$0.contains("R 1") }
    }

    @Test func `where the source says whether the anniversary counts, the second day is the first one's`() throws {
        #expect(
            try ahead("2024-11-25", anniversary: "does_not_count", .english) == [
                "Once this violation is established, a further violation of J before 25 November 2026 leads to "
                    + "closure for 3 months.",
                "From 25 November 2026 on, this violation no longer counts against the outlet.",
            ])
        #expect(
            try ahead("2024-11-25", anniversary: "counts", .english) == [
                "Once this violation is established, a further violation of J before 26 November 2026 leads to "
                    + "closure for 3 months.",
                "From 26 November 2026 on, this violation no longer counts against the outlet.",
            ])
    }

    @Test func `where the source leaves the anniversary open, that day is named`() throws {
        #expect(
            try ahead("2024-11-25", anniversary: "unknown", .english) == [
                "Once this violation is established, a further violation of J before 25 November 2026 leads to "
                    + "closure for 3 months.",
                "On 25 November 2026 it leads, if nothing else is found before, to a decision by a person, because the source "
                    + "leaves open which earlier violations count, and here that matters.",
                "From 26 November 2026 on, this violation no longer counts against the outlet.",
            ])
        #expect(
            try ahead("2024-11-25", anniversary: "unknown", .dutch) == [
                "Is deze overtreding eenmaal vastgesteld, dan leidt een volgende overtreding van J vóór 25 november "
                    + "2026 tot sluiting voor 3 maanden.",
                "Op 25 november 2026 leidt zij, als daarvoor niets anders wordt geconstateerd, tot een beslissing door een mens, "
                    + "want de bron laat open welke eerdere overtredingen meetellen, en dat maakt hier verschil.",
                "Vanaf 26 november 2026 telt deze overtreding niet meer mee.",
            ])
        #expect(
            try ahead("2024-11-25", anniversary: "unknown", .german) == [
                "Ist dieser Verstoß einmal festgestellt, folgt auf einen weiteren Verstoß gegen J vor dem 25. "
                    + "November 2026: Schließung für 3 Monate.",
                "Am 25. November 2026 folgt, wenn vorher nichts anderes festgestellt wird: die Entscheidung eines Menschen. "
                    + "Die Quelle lässt offen, welche früheren Verstöße zählen, und darauf kommt es hier an.",
                "Ab dem 26. November 2026 zählt dieser Verstoß nicht mehr.",
            ])
    }
}
