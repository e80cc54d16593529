import Policy
import Testing

/// An alleged violation of another row, which Lakeville's table may or may not count.
@Suite struct LakevilleReasonTests {
    @Test(arguments: [
        (
            Language.english,
            [
                "The violation of other on 1 May 2026 (IN-1) does not count, because it is only alleged, not established.",
                "If it is established, it is left to a person whether it counts.",
            ]
        ),
        (
            .dutch,
            [
                "De overtreding van other op 1 mei 2026 (IN-1) telt niet mee: zij is alleen vermoed, niet vastgesteld.",
                "Wordt zij vastgesteld, dan wordt aan een mens overgelaten of zij meetelt.",
            ]
        ),
        (
            .german,
            [
                "Der Verstoß gegen other vom 1. Mai 2026 (IN-1) zählt nicht: er ist nur vermutet, nicht festgestellt.",
                "Wird er festgestellt, bleibt einem Menschen überlassen, ob er zählt.",
            ]
        ),
    ])
    func `is told to be alleged, with what it comes to once it is established`(
        language: Language, sentences: [String]
    ) throws {
        let past = PastViolation(
            id: "v1", criterion: "other", day: LocalDate("2026-05-01")!, standing: .alleged, outlet: "o1",
            reference: "IN-1")
        let facts = Facts(
            day: LocalDate("2026-10-05")!, outlet: "o1",
            findings: [ObservedFinding(criterion: "underage", result: "fail")], history: [past])
        let told = explain(decide(facts, under: try Stories.pack("us/mn/lakeville")), language: language)
        let at = told.firstIndex(of: sentences[0])
        #expect(at.map { Array(told[$0...($0 + 1)]) } == sentences, "\(told)")
    }
}
