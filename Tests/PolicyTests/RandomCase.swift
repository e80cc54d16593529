import Chance
import Policy

/// Random facts and the ladder that they are decided under.
struct RandomCase {
    let ladder: Ladder
    let facts: Facts

    init(_ random: inout SplitMix64, openReadings: Bool) {
        let length = [
            Length(value: Int.random(in: 1...500, using: &random), unit: .days),
            Length(value: Int.random(in: 1...60, using: &random), unit: .weeks),
            Length(value: Int.random(in: 1...36, using: &random), unit: .months),
            Length(value: Int.random(in: 1...5, using: &random), unit: .years),
        ].randomElement(using: &random)!
        let lookBack = LookBack(
            length: length,
            anchors: Self.some([.thisViolation, .earlierFinding, .earlierDecision], openReadings, &random),
            anniversaries: [LookBack.Anniversary.allCases.randomElement(using: &random)!],
            expiries: Self.some(LookBack.Expiry.allCases, openReadings, &random))
        let known = !openReadings || Int.random(in: 0..<10, using: &random) > 0
        ladder = TestPacks.ladder(
            "main", ["A", "J"], lookBack: known ? lookBack : nil,
            repeats: Self.some([.sameCriterion, .sameLadder, .anyCriterion], openReadings, &random),
            counted: CountedStandings.allCases.randomElement(using: &random)!)
        let start = Bool.random(using: &random) ? day("2024-02-29") : day("2023-01-01")
        let today = start.adding(days: Int.random(in: -400...400, using: &random))
        let count = Int.random(in: 0...7, using: &random)
        facts = Facts(
            day: today, outlet: "o1", findings: [ObservedFinding(criterion: "J", result: "fail")],
            history: (0..<count).map { Self.violation($0, length, today, &random) },
            inspection: Bool.random(using: &random) ? "i3" : nil)
    }

    var pack: Pack { TestPacks.pack([ladder]) }

    private static func some<Choice>(_ all: [Choice], _ several: Bool, _ random: inout SplitMix64) -> [Choice] {
        Array(all.shuffled(using: &random).prefix(several ? Int.random(in: 1...2, using: &random) : 1))
    }

    private static func violation(
        _ index: Int, _ length: Length, _ today: LocalDate, _ random: inout SplitMix64
    ) -> PastViolation {
        let edge = today.subtracting(length).adding(days: Int.random(in: -3...3, using: &random))
        let anywhere = today.adding(days: -Int.random(in: -5...1500, using: &random))
        let day = Bool.random(using: &random) ? edge : anywhere
        let decided = day.adding(days: Int.random(in: 0...60, using: &random))
        return PastViolation(
            id: "v\(index)", criterion: ["J", "J", "J", "A", "O"].randomElement(using: &random)!, day: day,
            standing: [.established, .established, .established, .alleged, .setAside].randomElement(using: &random)!,
            outlet: Int.random(in: 0..<8, using: &random) == 0 ? "o2" : "o1",
            decidedOn: Int.random(in: 0..<10, using: &random) == 0 ? nil : decided,
            reference: "i\(Int.random(in: 0...5, using: &random))", sameDay: day == today ? .before : nil)
    }
}
