import Chance
import FoundationEssentials
import Policy
import Testing

/// What holds for every pack, on random packs over the whole language and random facts.
@Suite struct WholeLanguageTests {
    private static let worlds = ProcessInfo.processInfo.environment["REGISTRY_FULL"] == "1" ? 20_000 : 400

    private func each(_ seed: UInt64, _ body: (RandomWorld, inout SplitMix64) throws -> Bool) rethrows {
        var random = SplitMix64(seed: seed)
        for number in 0..<Self.worlds {
            let world = RandomWorld(&random, rich: true)
            guard try body(world, &random) else {
                Issue.record("world \(number): \(String(decoding: world.facts.json(), as: UTF8.self))")
                return
            }
        }
    }

    @Test func `the order of facts is irrelevant`() {
        each(21) { world, random in
            var shuffled = world.facts
            shuffled.history.shuffle(using: &random)
            shuffled.findings.shuffle(using: &random)
            shuffled.confirmations.shuffle(using: &random)
            shuffled.incidents?.shuffle(using: &random)
            shuffled.notices?.shuffle(using: &random)
            shuffled.inspections?.shuffle(using: &random)
            shuffled.running?.shuffle(using: &random)
            return decide(shuffled, under: world.pack) == decide(world.facts, under: world.pack)
        }
    }

    @Test func `a replay is identical, also from facts that were stored as JSON`() throws {
        try each(22) { world, _ in
            let first = decide(world.facts, under: world.pack).json()
            let stored = try JSONDecoder().decode(Facts.self, from: Data(world.facts.json()))
            return stored == world.facts && decide(world.facts, under: world.pack).json() == first
                && decide(stored, under: world.pack).json() == first
        }
    }

    @Test func `the bare outcome and the traced decision agree`() {
        each(23) { world, _ in
            let decision = decide(world.facts, under: world.pack)
            let bare = outcome(world.facts, under: world.pack)
            let options =
                decision.options.isEmpty ? decision.measure.map { [MeasureOption([$0])] } ?? [] : decision.options
            let fines = options.first.map { $0.measures.filter { $0.kind == .fine } } ?? []
            let isSkipped = decision.lines.contains { $0.skipped.contains { $0.code == "hiding" } }
            return bare.personDecides == decision.personDecides && bare.options == options.count
                && (isSkipped || bare.step == decision.lines.compactMap(\.step).max() ?? 0)
                && bare.measure == options.first?.heaviest
                && bare.fine == fines.map { ($0.amount ?? $0.amountRange?.least)?.minorUnits ?? 0 }.reduce(0, +)
                && bare.open == decision.open
        }
    }

    @Test func `moving all days by 400 years, adopted versions included, changes nothing`() {
        each(24) { world, random in
            let change = world.facts.day.adding(days: Int.random(in: -40...40, using: &random))
            let other = RandomWorld(&random, rich: true).pack
            let governance = Governance(
                rulesOf: [.dayOfViolation], milderLater: [Bool.random(using: &random) ? .applies : .doesNotApply],
                lookBackOf: [.governingVersion], citation: TestPacks.citation)
            let first = AdoptedVersion(pack: world.pack.named("1", governance), from: day("0600-01-01"))
            let second = AdoptedVersion(pack: other.named("2", governance), from: change)
            let decided = world.facts.day.adding(days: 50)
            let now = decide(world.facts, among: [first, second], decidedOn: decided)
            let then = decide(
                world.facts.moved, among: [first.moved, second.moved], decidedOn: decided.moved)
            return now.map(Self.words) == then.map(Self.words)
        }
    }

    /// The JSON of a decision, in which every day of the later of two eras is written as that of the earlier.
    private static func words(_ decision: Decision) -> [String] {
        let text = String(decoding: decision.json(), as: UTF8.self)
        return text.split(separator: "\"").map { word in
            guard let day = LocalDate(String(word)) else { return String(word) }
            return day.year >= 2200 ? "\(day.adding(days: -146_097))" : "\(day)"
        }
    }

    @Test func `an established violation more never lowers the step or the measure where the ladder rises`() {
        each(25) { world, random in
            let pack = world.pack.rising
            var more = world.facts
            more.history.append(RandomWorld.established(before: world.facts, &random))
            for (before, after) in zip(decide(world.facts, under: pack).lines, decide(more, under: pack).lines) {
                guard before.ladder == after.ladder, after.lowest >= before.lowest, after.highest >= before.highest
                else {
                    Issue.record("before: \(before); after \(more.history.last!): \(after)")
                    return false
                }
            }
            let (milder, heavier) = (outcome(world.facts, under: pack), outcome(more, under: pack))
            return milder.personDecides || heavier.personDecides || heavier.days >= milder.days
        }
    }
}

extension LocalDate {
    /// 400 years later: the Gregorian calendar repeats itself.
    fileprivate var moved: LocalDate { adding(days: 146_097) }
}

extension AdoptedVersion {
    fileprivate var moved: AdoptedVersion { AdoptedVersion(pack: pack, from: from.moved) }
}

extension Facts {
    fileprivate var moved: Facts {
        var later = self
        later.day = day.moved
        for index in history.indices {
            later.history[index].day = history[index].day.moved
            later.history[index].decidedOn = history[index].decidedOn?.moved
        }
        later.incidents = incidents?.map { incident in
            var incident = incident
            incident.day = incident.day.moved
            return incident
        }
        later.notices = notices?.map { Notice(criterion: $0.criterion, day: $0.day.moved) }
        later.inspections = inspections?.map(\.moved)
        return later
    }
}

extension Pack {
    fileprivate func with(_ version: String = "1", _ change: (inout Rules) -> Void) -> Pack {
        var rules = rules
        change(&rules)
        return Pack(
            id: id, version: version, titles: titles, sha256: version, language: language, rules: rules)
    }

    fileprivate func named(_ version: String, _ governance: Governance) -> Pack {
        with(version) { $0.governance = governance }
    }

    /// The same counting with suspensions that become longer step by step, and without classes that rise.
    fileprivate var rising: Pack {
        with { rules in
            rules.classes = rules.classes.map { SeverityClass(code: $0.code, name: $0.name, citation: $0.citation) }
            rules.offers = []
            rules.ladders = rules.ladders.map { ladder in
                let steps = (1...4).map { TestPacks.step(TestPacks.suspension($0 * 10)) }
                return TestPacks.ladder(
                    ladder.id, ladder.criteria, classes: ladder.classes, subject: ladder.subject,
                    outletTypes: ladder.outletTypes, counts: ladder.counts, skips: ladder.skips, steps: steps,
                    beyond: ladder.beyond)
            }
        }
    }
}

extension RandomWorld {
    /// An established violation at the outlet on an earlier day, about which nothing is missing.
    fileprivate static func established(before facts: Facts, _ random: inout SplitMix64) -> PastViolation {
        let day = facts.day.adding(days: -Int.random(in: 1...700, using: &random))
        return PastViolation(
            id: "new", criterion: codes.randomElement(using: &random)!, day: day, standing: .established, outlet: "o1",
            decidedOn: day, reference: "new", operator: "p1", individual: "ann", measure: .fine)
    }
}

extension Line {
    /// The lowest and the highest step that is possible; those beyond the last one are one.
    fileprivate var lowest: Int { min(step ?? alternatives.map(\.step).min() ?? 0, steps + 1) }
    fileprivate var highest: Int { min(step ?? alternatives.map(\.step).max() ?? .max, steps + 1) }
}

extension Decision {
    /// What is open where a person decides: the first line's gap, or how the lines combine.
    fileprivate var open: Gap.Subject? {
        guard personDecides else { return nil }
        guard let line = lines.first(where: \.personDecides) else { return .combination }
        return line.unknown?.about
    }
}

extension MeasureOption {
    /// The heaviest kind by the order of the random packs, or the first where a kind has no place in it.
    fileprivate var heaviest: MeasureKind? {
        let order: [MeasureKind] = [.conversation, .warning, .fine, .closure, .suspension, .withdrawal]
        let ranks = measures.compactMap { order.firstIndex(of: $0.kind) }
        return ranks.count == measures.count ? ranks.max().map { order[$0] } : measures.first?.kind
    }
}
