/// The kinds of earlier violation that the rules for one criterion can tell apart, the newest first.
struct PastKinds {
    /// One kind, by an example of it and how many combinations of attributes are of that kind.
    struct Kind {
        var fact: PastViolation
        var weight: Int
        /// Whether it counts, per rule, memory, reading and assumption; only where each violation is looked at alone.
        var counts: [Bool]
        /// Whether it lies in each period that must be free of violations.
        var breaks: [Bool]
        /// Whether it changes nothing at all.
        var isInert: Bool
    }

    private(set) var kinds: [Kind] = []
    /// Up to which number each count can matter.
    private(set) var caps: [Int] = []

    /// What every rule makes of one earlier violation that stands alone.
    private struct Key: Hashable {
        var counts: [Bool] = []
        var joint: [Bool] = []
        /// Its days, where a window looks at several violations together.
        var days: [LocalDate?] = []
        var breaks: [Bool] = []
    }

    /// - Parameter limit: how many combinations may be decided one by one; looking at one reading alone is less work.
    /// - Returns: nil when there are too many attributes and readings.
    init?(_ scope: ProofScope, limit: Int) {
        let values = PastValues(scope)
        guard product(values.size, scope.variants.count) <= product(limit, 25) else { return nil }
        var index: [Key: Int] = [:]
        values.forEach { fact, weight in
            let key = Self.key(fact, scope)
            if let place = index[key] {
                kinds[place].weight += weight
                return
            }
            let isInert = !(key.counts + key.joint + key.breaks).contains(true) && key.days.isEmpty
            index[key] = kinds.count
            kinds.append(
                Kind(fact: fact, weight: weight, counts: key.counts, breaks: key.breaks, isInert: isInert))
        }
        // What an older violation adds does not change what became of the newer ones.
        kinds.sort { $0.fact.day > $1.fact.day }
        caps = scope.variants.filter { !$0.isJoint }.map { $0.context.most }
        keepDistinctCounts()
    }

    /// Readings that agree on every kind are one.
    private mutating func keepDistinctCounts() {
        var seen: Set<[Bool]> = []
        let kept = caps.indices.filter { column in
            seen.insert(kinds.map { $0.counts[column] } + (0..<20).map { caps[column] > $0 }).inserted
        }
        caps = kept.map { caps[$0] }
        for place in kinds.indices { kinds[place].counts = kept.map { kinds[place].counts[$0] } }
    }

    private static func key(_ fact: PastViolation, _ scope: ProofScope) -> Key {
        var facts = scope.facts
        facts.history = [fact]
        var key = Key()
        facts.withEvents(scope.pack) { events in
            withUnsafeTemporaryAllocation(of: Verdict.self, capacity: 1) { verdicts in
                verdicts.initialize(repeating: .counts)
                for variant in scope.variants {
                    let isCounted = variant.count(scope, events, verdicts) > 0
                    if variant.isJoint {
                        key.joint.append(isCounted)
                        // A period that begins with a violation too old to share it with this one never holds both.
                        let isOpen = variant.isChain ? verdicts[0].dependsOnDay : verdicts[0] == .counts
                        if key.days.isEmpty, isOpen { key.days = [fact.day, fact.decidedOn] }
                    } else {
                        key.counts.append(isCounted)
                    }
                }
            }
            let event = events[0]
            key.breaks = scope.compliances.map { length in
                event.atOutlet && event.standing == .established && event.day < facts.day
                    && event.day >= facts.day.subtracting(length)
            }
        }
        return key
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
