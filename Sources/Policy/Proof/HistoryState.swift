/// What the rules for one criterion can still tell of a history when an older violation is added to it.
struct HistoryState: Hashable {
    private(set) var events = 0
    /// How many count, per reading that looks at each violation alone; as far as the number can matter.
    private var counts: [Int]
    /// The days that count, per reading that looks at several violations together.
    private var days: [[LocalDate]] = []
    /// Whether each period of the scope is free of violations.
    private var compliant: [Bool]

    /// Whether the engine has to look at the whole history again for every violation more.
    var looksAtDays: Bool { !days.isEmpty }

    init(_ kinds: PastKinds, _ scope: ProofScope) {
        counts = kinds.caps.map { _ in 0 }
        compliant = scope.compliances.map { _ in true }
        days = scope.variants.filter(\.isJoint).map { _ in [] }
    }

    /// - Parameter facts: the history with the new violation.
    func adding(_ kind: PastKinds.Kind, _ caps: [Int], _ facts: @autoclosure () -> Facts, _ scope: ProofScope) -> Self {
        var state = self
        state.events += 1
        for index in counts.indices where kind.counts[index] {
            state.counts[index] = min(caps[index], counts[index] + 1)
        }
        for index in compliant.indices where kind.breaks[index] { state.compliant[index] = false }
        if !days.isEmpty { state.look(at: facts(), scope) }
        return state
    }

    private mutating func look(at facts: Facts, _ scope: ProofScope) {
        facts.withEvents(scope.pack) { events in
            withUnsafeTemporaryAllocation(of: Verdict.self, capacity: max(1, events.count)) { verdicts in
                verdicts.initialize(repeating: .counts)
                days = scope.variants.filter(\.isJoint).map { variant in
                    _ = variant.count(scope, events, verdicts)
                    let counted = events.indices.filter { index in
                        // A fuller period may yet take in what lies outside this one; a chain can't, from link to link.
                        guard !variant.isChain, verdicts[index] == .refused(.outsideWindow),
                            let window = variant.reading.window
                        else { return verdicts[index] == .counts }
                        return window.endOfForwardWindow(from: events[index].day) > facts.day
                    }
                    return counted.map { events[$0].day }
                }
            }
        }
    }
}

extension Facts {
    /// The same history with an older violation.
    func adding(_ fact: PastViolation) -> Facts {
        var (facts, fact) = (self, fact)
        // References fall, so that of several on one day the one that was added last comes first.
        let number = 100 - history.count
        (fact.id, fact.reference) = ("violation \(number)", "inspection \(number)")
        facts.history.append(fact)
        return facts
    }
}
