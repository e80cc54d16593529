/// Every kind of earlier violation that some rule of the scope can tell from another, as each rule sees it alone.
struct SeenKinds {
    private(set) var kinds: [PastKinds.Kind] = []
    /// What each rule makes of each kind, by kind and variant.
    private var looks: [[Look]] = []
    private var events: [PastEvent] = []

    /// What one rule makes of one earlier violation that stands alone.
    private enum Look {
        case never
        /// It counts, or would if its days were others.
        case outside
        case counts
    }

    private struct Key: Hashable {
        var looks: [Look] = []
        /// Its days, where a window looks at several violations together.
        var days: [LocalDate?] = []
        var breaks: [Bool] = []
    }

    init(_ values: PastValues, _ scope: ProofScope) {
        var places: [Key: Int] = [:]
        values.forEach { fact, weight in
            let (key, event) = Self.key(fact, scope)
            let kind = PastKinds.Kind(fact: fact, weight: weight, breaks: key.breaks)
            if let place = places[key] { return kinds[place].merge(kind, scope.facts.day) }
            places[key] = kinds.count
            kinds.append(kind)
            looks.append(key.looks)
            events.append(event)
        }
        // An older violation does not change what became of the newer ones, and of one day the later decided are first:
        // no other of that day leads to them.
        let order = kinds.indices.sorted {
            if events[$0].day != events[$1].day { return events[$0].day > events[$1].day }
            return (events[$0].decidedOn ?? .distantPast, $1) > (events[$1].decidedOn ?? .distantPast, $0)
        }
        kinds = order.map { kinds[$0] }
        looks = order.map { looks[$0] }
        events = order.map { events[$0] }
    }

    private static func key(_ fact: PastViolation, _ scope: ProofScope) -> (Key, PastEvent) {
        var facts = scope.facts
        facts.history = [fact]
        var key = Key()
        return facts.withEvents(scope.pack) { events in
            withUnsafeTemporaryAllocation(of: Verdict.self, capacity: 1) { verdicts in
                verdicts.initialize(repeating: .counts)
                key.looks = scope.variants.map { variant in
                    _ = variant.count(scope, events, verdicts)
                    return verdicts[0] == .counts ? .counts : verdicts[0].dependsOnDay ? .outside : .never
                }
            }
            let isJoint = zip(scope.variants, key.looks).contains { $0.isJoint && $1 != .never }
            if isJoint { key.days = [fact.day, fact.decidedOn] }
            let event = events[0]
            key.breaks = scope.compliances.map { length in
                event.atOutlet && event.standing == .established && event.day < facts.day
                    && event.day >= facts.day.subtracting(length)
            }
            return (key, event)
        }
    }

    /// The walks of one variant: one, or one per period in which this violation lies.
    func walks(_ variant: Int, _ scope: ProofScope) -> [Walk] {
        let rule = scope.variants[variant]
        guard let window = rule.window else { return [Walk(direct: set(variant) { _ in true }, links: [])] }
        if window.anchor == .anyPeriod {
            return periods(variant, window, scope.facts.day).map { Walk(direct: $0, links: []) }
        }
        let direct = set(variant) { looks[$0][variant] == .counts }
        guard window.expiry == .wholeLadder else { return [Walk(direct: direct, links: [])] }
        let links = kinds.indices.map { link in
            guard looks[link][variant] != .never else { return KindSet(kinds.count) }
            let day = events[link].day
            return set(variant) { older in
                !direct.contains(older) && events[older].day <= day && window.refusal(events[older], for: day) == nil
            }
        }
        return [Walk(direct: direct, links: links)]
    }

    private func periods(_ variant: Int, _ window: Window, _ today: LocalDate) -> [KindSet] {
        let starts = ProofScope.distinct([today] + events.map(\.day)).filter {
            $0 == today || ($0 < today && window.endOfForwardWindow(from: $0) > today)
        }
        return starts.map { start in
            let end = window.endOfForwardWindow(from: start)
            return set(variant) { events[$0].day >= start && events[$0].day < end }
        }
    }

    /// The kinds that the variant ever counts, and for which `holds`.
    private func set(_ variant: Int, _ holds: (Int) -> Bool) -> KindSet {
        var set = KindSet(kinds.count)
        for kind in kinds.indices where looks[kind][variant] != .never && holds(kind) { set.insert(kind) }
        return set
    }
}

extension Verdict {
    /// Whether it counts, or would if its days were others.
    fileprivate var dependsOnDay: Bool {
        switch self {
        case .counts, .refused(.outsideWindow), .refused(.noDecisionDate), .refused(.decidedLater): true
        case .refused: false
        }
    }
}
