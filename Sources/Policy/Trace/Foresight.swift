/// What a further violation will lead to, found by deciding about it: this one is added as established, and a plain one on
/// each day on which the answer may change. It has no conduct, days, figures or answers of its own.
struct Foresight {
    let facts: Facts
    let criterion: String
    let ladder: Ladder
    let pack: Pack
    /// The first day on which this violation can be established.
    let today: LocalDate
    /// What may become of this violation until then, and makes no difference where the answers agree.
    let worlds: [World]
    private let era: Ahead.Era
    /// The earlier violations without those of this inspection.
    private let earlier: [PastViolation]
    private let rules: [CountingRule]
    private let followsDecisions: Bool
    private let format: Int

    /// One way in which this violation may be established.
    struct World: Hashable {
        var measure: MeasureKind?
        var severity: String?
        /// Whether nothing else that was found with it is established.
        var isAlone: Bool
    }

    /// What is told of one day.
    enum Told: Equatable {
        case answer(Answer)
        /// It depends on what becomes of this violation.
        case depends
        /// It depends on how often the outlet is inspected until then.
        case dependsOnInspections
        /// No ladder, or several.
        case nothing
        /// No rules govern.
        case noRules
    }

    /// An answer that holds from a day on.
    struct Stretch {
        let from: LocalDate
        let told: Told
        /// The version that will judge it, where that is told.
        var version: String?
        /// Whether a later version, or none, governs from this day on.
        var isNewEra = false
    }

    /// - Parameter era: the time that is asked about, under its rules.
    init(
        _ facts: Facts, _ finding: Int, _ ladder: Ladder, _ pack: Pack, _ era: Ahead.Era, today: LocalDate,
        _ worlds: [World], format: Int
    ) {
        self.facts = facts
        self.era = era
        self.pack = pack
        criterion = facts.findings[finding].criterion
        self.ladder = ladder
        self.worlds = worlds
        self.format = format
        let own = facts.inspection
        earlier = facts.history.filter { own == nil || $0.reference != own }
        // What was decided or found by now says how late it is.
        let known = format < 5 ? [] : earlier.compactMap(\.decidedOn)
        self.today = max(facts.day, today, known.max() ?? today)
        rules = pack.rules.countingRules
        followsDecisions = rules.contains { $0.lookBack?.anchors.contains(.earlierDecision) == true }
    }

    /// The first day that is asked about: the next one after all that is known, in this time.
    var first: LocalDate { max(max(today, earlier.map(\.day).max() ?? today).adding(days: 1), era.from) }

    /// Whether any day is left of this time.
    var isAhead: Bool { first < era.until }

    /// Whether days between this violation and the first that is asked about are passed over, so that it must be named.
    var passesOver: Bool { format >= 5 && first != facts.day.adding(days: 1) }

    /// Whether nothing but days before a decision about this violation is passed over.
    var passesOverUndecided: Bool { first == today.adding(days: 1) }

    /// The answers from the first day on, each with the day from which it holds.
    func stretches(while running: [MeasureKind]? = nil) -> [Stretch] {
        var found = [Stretch(from: first, told: told(on: first, running))]
        for day in edges {
            let told = told(on: day, running)
            if told != found[found.count - 1].told { found.append(Stretch(from: day, told: told)) }
        }
        return found
    }

    /// Whether the first answer holds on every day on which this violation was decided the same day.
    var holdsWhileDecided: Bool {
        let last = self.answer(on: first, decided: first, worlds[0], nil, visits[0])
        return edges.allSatisfy { day in
            worlds.allSatisfy { world in
                visits.allSatisfy { answer(on: day, decided: day, world, nil, $0) == last }
            }
        }
    }

    /// The one length of every window, where all run from a decision; nil elsewhere.
    var lengthFromDecisions: Length? {
        let lookBacks = rules.map(\.lookBack)
        guard let first = lookBacks.first ?? nil, !first.isUnlimited,
            lookBacks.allSatisfy({ $0?.length == first.length && $0?.anchors == [.earlierDecision] })
        else { return nil }
        return first.length
    }

    private func told(on day: LocalDate, _ running: [MeasureKind]?) -> Told {
        let answers = visits.map { self.told(on: day, running, $0) }
        if answers.contains(.depends) { return .depends }
        return answers.allSatisfy { $0 == answers[0] } ? answers[0] : .dependsOnInspections
    }

    private func told(on day: LocalDate, _ running: [MeasureKind]?, _ visits: Int) -> Told {
        var first: Told?
        for world in worlds {
            for decided in followsDecisions ? [today, day] : [today] {
                let answer = answer(on: day, decided: decided, world, running, visits).map(Told.answer) ?? .nothing
                if let first, first != answer { return .depends }
                first = answer
            }
        }
        return first ?? .nothing
    }

    /// How often the outlet may be inspected between this violation and a further one, where a reward takes that: never, or as
    /// often as it takes. A period without this violation lies after it, so that no earlier inspection is in one.
    private var visits: [Int] {
        let needed = pack.rules.rewards.compactMap { $0.inspections?.value }.max() ?? 0
        return needed > 0 && format >= 5 ? [0, needed] : [0]
    }

    private func answer(
        on day: LocalDate, decided: LocalDate, _ world: World, _ running: [MeasureKind]?, _ visits: Int
    ) -> Answer? {
        let further = Facts(
            day: day, outlet: facts.outlet, findings: [ObservedFinding(criterion: criterion, result: "fail")],
            history: earlier + these(decided, world), operator: facts.operator, individual: facts.individual,
            attributes: facts.attributes, running: running,
            inspections: Array(repeating: day.adding(days: -1), count: visits))
        return Answer(further, about: 0, on: ladder, under: pack.compiled, format: format)
    }

    /// This violation, and what was found with it, as established.
    private func these(_ decided: LocalDate, _ world: World) -> [PastViolation] {
        let failed = facts.findings.filter { $0.result == "fail" }.map(\.criterion)
        let codes = world.isAlone ? [criterion] : Set(failed).sorted()
        return codes.map { code in
            PastViolation(
                id: "this " + code, criterion: code, day: facts.day, standing: .established, outlet: facts.outlet,
                decidedOn: decided, reference: facts.inspection ?? "this inspection", operator: facts.operator,
                individual: facts.individual, measure: world.measure, severity: code == criterion ? world.severity : nil
            )
        }
    }

    /// The days after the first on which an answer may change: what counts now becomes too old, or a reward is earned.
    private var edges: [LocalDate] {
        var days: Set<LocalDate> = []
        let windows = pack.rules.windows
        let events = earlier + these(today, World(isAlone: true))
        for event in events {
            if let decided = event.decidedOn { days.insert(decided) }
            for window in windows {
                let start = window.anchor == .earlierDecision ? event.decidedOn : event.day
                if let start { days.insert(window.expiry(from: start)) }
            }
        }
        let first = first
        return days.filter { $0 > first && $0 < era.until }.sorted()
    }
}

extension Rules {
    /// Every rule by which earlier violations count, for a step or for a class.
    var countingRules: [CountingRule] { ladders.flatMap(\.counts) + classes.compactMap(\.raise?.counting) }

    /// Every window on whose last day something may change, each once.
    fileprivate var windows: [Window] {
        let lookBacks = countingRules.compactMap(\.lookBack).filter { !$0.isUnlimited }
        var windows = lookBacks.flatMap(\.windows)
        for reward in rewards {
            if case .lookBack(let length) = reward.effect { windows += windows.map { $0.shortened(to: length) } }
        }
        // A compliant period ends as a window does that looks back and has its boundary day inside.
        windows += compliances.map {
            Window(length: $0, anchor: .thisViolation, anniversary: .counts, expiry: .eachAlone)
        }
        var unique: [Window] = []
        for window in windows where !unique.contains(window) { unique.append(window) }
        return unique
    }

    /// How long an outlet must have complied, for a reward or a gate.
    var compliances: [Length] {
        let gates = ladders.flatMap { $0.gates + $0.steps.flatMap(\.conditions) + $0.skips.flatMap(\.conditions) }
        return rewards.map(\.compliantFor)
            + gates.compactMap { if case .firstWithin(let length) = $0.test { length } else { nil } }
    }
}

extension Step {
    fileprivate var conditions: [Gate] { outcome.conditions }
}

extension Skip {
    fileprivate var conditions: [Gate] {
        if case .outcome(let outcome) = target { outcome.conditions } else { [] }
    }
}

extension Step.Outcome {
    fileprivate var conditions: [Gate] {
        if case .sanction(let sanction) = self { sanction.conditions } else { [] }
    }
}
