/// What decides about one criterion: the rules that count for it, and the lengths that cut the time before it.
struct ProofScope {
    let pack: CompiledPack
    let criterion: Int
    /// Facts in which this criterion failed, and nothing else is known.
    let facts: Facts
    let contexts: [Context]
    /// Every way in which the rules can count.
    let variants: [Variant]
    /// The lengths that a reward may shorten a window to; nil: as the rule says.
    let memories: [Length?]
    /// Periods that must be free of violations, for rewards and gates.
    let compliances: [Length]

    /// One counting rule, for the ladder that uses it (nil: a class that rises) and the class at that point.
    struct Context {
        let rule: CompiledCounting
        let ladder: CompiledLadder?
        let severity: Int

        /// How many earlier violations can matter to it.
        var most: Int { rule.rule.enough(ladder?.ladder.steps.count ?? 1) }
    }

    /// The day on which every violation of a proof takes place; no month before it is cut short.
    static let day = LocalDate(daysSince1970: 20_635) ?? .distantPast

    init(_ pack: CompiledPack, _ criterion: Int) {
        self.pack = pack
        self.criterion = criterion
        facts = Facts(
            day: Self.day, outlet: "this outlet",
            findings: [ObservedFinding(criterion: pack.criteria[criterion], result: "fail")], history: [],
            operator: "this operator", individual: "this person",
            inspections: [])
        let severities = Self.severities(pack, criterion)
        contexts = severities.flatMap { Self.contexts(pack, criterion, $0) }
        memories =
            [nil]
            + pack.rules.rewards.compactMap { if case .lookBack(let length) = $0.effect { length } else { nil } }
        variants = Self.variants(contexts, memories)
        let gates = contexts.compactMap(\.ladder).flatMap(\.ladder.gates)
        let periods = gates.compactMap { if case .firstWithin(let length) = $0.test { length } else { nil } }
        compliances = Self.distinct(pack.rules.rewards.map(\.compliantFor) + periods)
    }

    /// The class of the criterion, and those that its repeats may raise it to.
    private static func severities(_ pack: CompiledPack, _ criterion: Int) -> [Int] {
        var all = [pack.severities[criterion]]
        while let last = all.last, last >= 0, let raise = pack.raises[last], raise.to >= 0, !all.contains(raise.to) {
            all.append(raise.to)
        }
        return all
    }

    private static func contexts(_ pack: CompiledPack, _ criterion: Int, _ severity: Int) -> [Context] {
        let ofClass = severity >= 0 ? pack.laddersOfClass[severity] : []
        var all = (pack.laddersOfCriterion[criterion] + ofClass).map { pack.ladders[$0] }.flatMap { ladder in
            ladder.counts.map { Context(rule: $0, ladder: ladder, severity: severity) }
        }
        if severity >= 0, let raise = pack.raises[severity] {
            all.append(Context(rule: raise.counting, ladder: nil, severity: severity))
        }
        return all
    }

    static func distinct<Value: Hashable>(_ values: [Value]) -> [Value] {
        var seen: Set<Value> = []
        return values.filter { seen.insert($0).inserted }
    }

    /// The ladders that a violation of this criterion can climb.
    var ladders: [CompiledLadder] {
        var all: [CompiledLadder] = []
        for ladder in contexts.compactMap(\.ladder) where !all.contains(where: { $0 === ladder }) {
            all.append(ladder)
        }
        return all
    }

    /// How many earlier violations lead one step beyond the last, class rises included.
    var mostEvents: Int {
        let steps = contexts.filter { $0.ladder != nil }.map(\.most)
        let rises = contexts.filter { $0.ladder == nil }.map(\.most)
        return (steps.max() ?? 0) + rises.reduce(0, +)
    }

    /// Whether an earlier violation can count because of another one between.
    var hasChain: Bool {
        contexts.flatMap(\.rule.readings).contains { $0.window?.expiry == .wholeLadder }
    }
}

extension CountingRule {
    /// How many earlier violations reach one step more than `steps`, or every step that the rule reaches and one more.
    fileprivate func enough(_ steps: Int) -> Int { reach.last?.violations ?? steps }
}
