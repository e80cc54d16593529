/// Every history of up to so many earlier violations, where those that the rules read alike are one.
struct Histories {
    /// What the rules read, with the kinds of one such history, the newest first.
    private(set) var all = Cover<[Int], [Int]>()

    /// - Parameter limit: how many states there may be at once.
    /// - Returns: nil when there are more, or they are too much work.
    init?(_ kinds: PastKinds.Counted, _ effort: inout Effort, limit: Int) {
        let layout = HistoryState.Layout(kinds)
        var (states, full) = (Cover<HistoryState, [Int]>(), Cover<[Int], [Int]>())
        states.add(layout.start, 1, [])
        for kind in kinds.weights.indices {
            states = Self.adding(kind, to: states, kinds, layout, &full)
            // A step from state to state is about as much work as looking at forty violations alone.
            guard states.all.count <= limit, effort.take(product(states.all.count, 40)) else { return nil }
        }
        for state in states.all { all.add(layout.result(state.key), state.weight, state.witness) }
        for history in full.all { all.add(history.key, history.weight, history.witness) }
    }

    /// None or more of one kind in every history. Those that have room for no more go to `full`.
    private static func adding(
        _ kind: Int, to states: Cover<HistoryState, [Int]>, _ kinds: PastKinds.Counted, _ layout: HistoryState.Layout,
        _ full: inout Cover<[Int], [Int]>
    ) -> Cover<HistoryState, [Int]> {
        var next = Cover<HistoryState, [Int]>()
        for state in states.all { next.add(layout.leaving(kind, state.key), state.weight, state.witness) }
        for state in states.all {
            var (key, witness) = (state.key, state.witness)
            for copies in stride(from: 1, through: kinds.most - state.key.events, by: 1) {
                key = layout.adding(kind, to: key)
                witness.append(kind)
                let weight = product(state.weight, multisets(kinds.weights[kind], copies))
                if key.events < kinds.most {
                    next.add(layout.leaving(kind, key), weight, witness)
                } else {
                    full.add(layout.result(key), weight, witness)
                }
            }
        }
        return next
    }

    /// Whether a history is the same as another with more in it: every rule reads at least as much.
    func isWorse(_ more: Int, than less: Int) -> Bool {
        let (before, after) = (all.all[less].key, all.all[more].key)
        // The last number is the set of the periods that are broken.
        let breaks = (before.last ?? 0, after.last ?? 0)
        return before != after && breaks.0 & ~breaks.1 == 0 && zip(before, after).dropLast().allSatisfy { $0 <= $1 }
    }
}
