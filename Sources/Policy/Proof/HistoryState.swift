/// What the rules for one criterion can still tell of a history when older violations are added to it.
struct HistoryState: Hashable {
    /// How many violations it has.
    private(set) var events = 0
    /// A count per walk, then per linking walk the kinds that its violations lead to, then the broken periods.
    private var words: [UInt64]

    fileprivate init(_ words: Int) { self.words = Array(repeating: 0, count: words) }

    /// How the states of one scope are laid out and change.
    struct Layout {
        private let kinds: PastKinds.Counted
        private let perSet: Int
        /// By walk, where its linked kinds begin; nil where each violation is looked at alone.
        private let starts: [Int?]
        private let size: Int

        init(_ kinds: PastKinds.Counted) {
            self.kinds = kinds
            perSet = KindSet.words(kinds.weights.count)
            var next = kinds.walks.count
            var starts: [Int?] = []
            for walk in kinds.walks {
                starts.append(walk.links.isEmpty ? nil : next)
                if !walk.links.isEmpty { next += perSet }
            }
            self.starts = starts
            size = next + 1
        }

        var start: HistoryState { HistoryState(size) }

        /// The state with one violation more, of this kind or of the kinds before it.
        func adding(_ kind: Int, to state: HistoryState) -> HistoryState {
            var state = state
            state.events += 1
            let (word, bit) = (kind / 64, UInt64(1) << UInt64(kind % 64))
            for (number, walk) in kinds.walks.enumerated() where state.words[number] < kinds.caps[number] {
                let start = starts[number]
                let isLinked = start.map { state.words[$0 + word] & bit != 0 } ?? false
                guard isLinked || walk.direct.contains(kind) else { continue }
                state.words[number] += 1
                guard let start else { continue }
                // What lies beyond the last number that matters is all the same.
                let isFull = state.words[number] == kinds.caps[number]
                for offset in 0..<perSet {
                    state.words[start + offset] =
                        isFull ? 0 : state.words[start + offset] | walk.links[kind].words[offset]
                }
            }
            for (period, isBroken) in kinds.breaks[kind].enumerated() where isBroken {
                state.words[size - 1] |= 1 << UInt64(period)
            }
            return state
        }

        /// The state when no more violations of this kind follow.
        func leaving(_ kind: Int, _ state: HistoryState) -> HistoryState {
            var state = state
            let mask = ~(UInt64(1) << UInt64(kind % 64))
            for case let start? in starts { state.words[start + kind / 64] &= mask }
            return state
        }

        /// What the rules read when nothing more follows.
        func result(_ state: HistoryState) -> [Int] {
            kinds.tallies.map { $0.value { Int(state.words[$0]) } } + [Int(state.words[size - 1])]
        }
    }
}
