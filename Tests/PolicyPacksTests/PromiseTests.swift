import Chance
import Policy
import PolicyPacks
import Testing

/// What is told of the days ahead under the shipped packs comes true when it is done.
@Suite struct PromiseTests {
    @Test func `every sentence about the days ahead comes true under every shipped pack`() throws {
        var promising = 0
        for pack in try PackLibrary.builtIn() {
            let (checked, broken) = promises(pack)
            #expect(Array(Set(broken).sorted().prefix(4)) == [], "\(pack.id): \(broken.count) of \(checked)")
            if checked > 20 { promising += 1 }
        }
        // Where the source states no window, nothing is promised but that.
        #expect(promising >= 11)
    }

    @Test func `every sentence comes true where a pack ends and is taken up again later`() throws {
        for pack in try PackLibrary.builtIn() {
            let (checked, broken) = promises(pack, ending: 200)
            #expect(Array(Set(broken).sorted().prefix(4)) == [], "\(pack.id): \(broken.count) of \(checked)")
        }
    }

    @Test func `format 3 told what does not come true, so the test sees what it looks for`() throws {
        let broken = try PackLibrary.builtIn().filter { !promises($0, format: 3).broken.isEmpty }.map(\.id)
        #expect(broken.contains("us/ca/8601"), "\(broken)")
        #expect(broken.count > 6, "\(broken)")
    }

    /// - Parameter ending: after how many days no rules govern, and the same again for twice as long.
    private func promises(
        _ pack: Pack, ending: Int? = nil, format: Int = Decision.format
    ) -> (checked: Int, broken: [String]) {
        var random = SplitMix64(seed: 77)
        var (checked, broken): (Int, [String]) = (0, [])
        for _ in 0..<(ending == nil ? 24 : 8) {
            let facts = Self.facts(pack, &random)
            let end = ending.map { facts.day.adding(days: $0) }
            let later = end.map {
                [ComingRules(pack: nil, from: $0), ComingRules(pack: pack, from: $0.adding(days: 200))]
            }
            var promises = Promises(of: facts, under: pack, later: later ?? [], format: format)
            promises.check(decide(facts, under: pack, coming: later ?? [], format: format))
            checked += promises.checked
            broken += promises.broken
        }
        return (checked, broken)
    }

    private static func facts(_ pack: Pack, _ random: inout SplitMix64) -> Facts {
        func once(in number: Int) -> Bool { Int.random(in: 0..<number, using: &random) == 0 }
        let day = LocalDate("2026-02-28")!.adding(days: Int.random(in: -3...400, using: &random))
        let codes = pack.criteria.map(\.code)
        let code = codes.randomElement(using: &random)!
        var finding = ObservedFinding(criterion: code, result: "fail")
        if once(in: 4) {
            finding.conduct = pack.conduct(about: code).randomElement(using: &random).map { [$0.conduct] }
        }
        if once(in: 4) { finding.days = 3 }
        var facts = Facts(day: day, outlet: "o1", findings: [finding], history: [])
        if once(in: 6), let other = codes.first(where: { $0 != code }) {
            facts.findings.append(ObservedFinding(criterion: other, result: "fail"))
        }
        for index in 0..<Int.random(in: 0...4, using: &random) {
            let years = Int.random(in: 0...5, using: &random)
            let before = day.subtracting(Length(value: years, unit: .years))
                .adding(
                    days: years > 0 ? Int.random(in: -2...2, using: &random) : -Int.random(in: 1...300, using: &random))
            let isSame = !once(in: 4)
            facts.history.append(
                PastViolation(
                    id: "v\(index)", criterion: isSame ? code : codes.randomElement(using: &random)!,
                    day: min(before, day.adding(days: -1)), standing: once(in: 6) ? .alleged : .established,
                    outlet: "o1",
                    decidedOn: before.adding(days: Int.random(in: 0...60, using: &random)), reference: "R\(index)",
                    operator: "p1", individual: "ann",
                    measure: [.warning, .fine, .fine, .suspension].randomElement(using: &random)!))
        }
        facts.operator = "p1"
        facts.individual = once(in: 3) ? "ann" : nil
        for question in pack.questions(about: code) where !once(in: 3) {
            facts.confirmations.append(Confirmation(gate: question, criterion: code, holds: !once(in: 4)))
        }
        if !once(in: 3) {
            facts.attributes = ["type": ["retail", "producer"].randomElement(using: &random)!, "tier": "1"]
        }
        for figure in pack.figures.keys.sorted() where !once(in: 3) {
            facts.figures = (facts.figures ?? [:]).merging([figure: 90_000]) { $1 }
        }
        if once(in: 5) { facts.running = [.suspension] }
        return facts
    }
}
