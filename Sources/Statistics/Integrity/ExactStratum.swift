/// One stratum of an exact test: so many events among so many trials, and each event fell on any trial alike.
///
/// Given how many events there were in the stratum, their number in a group is hypergeometric; the rate itself is not
/// estimated, so the test is exact also where the others are few. With odds other than 1 it is Fisher's noncentral
/// distribution: what would be if something were hidden.
package struct ExactStratum: Sendable, Equatable {
    package var groups: [ScoredGroup]
    package var events: Int

    /// - Parameter events: 0 up to the sizes of all groups.
    package init(groups: [ScoredGroup], events: Int) {
        self.groups = groups
        self.events = events
    }

    /// How likely each sum of scores is, from 0 on.
    package var distribution: [Double] {
        let sorted = groups.sorted { ($0.size, $0.score) < ($1.size, $1.score) }
        guard let last = sorted.last else { return [1] }
        let scale = matchingScale
        // By how many events the groups so far took, the weights of their sums; the largest group takes what is left.
        var ways: [[Double]] = [[1]]
        for group in sorted.dropLast() {
            let weights = group.weights(odds: group.odds * scale, in: 0...min(group.size, events))
            ways = extended(ways, by: group, weights: weights)
        }
        // So many the largest group takes at least: what all the others can't.
        let range = max(0, events - (ways.count - 1))...min(last.size, events)
        var sums = [Double](repeating: 0, count: highest + 1)
        for (left, weight) in zip(range, last.weights(odds: last.odds * scale, in: range)) {
            for (sum, chance) in ways[events - left].enumerated() where chance > 0 {
                sums[sum + left * last.score] += chance * weight
            }
        }
        return Self.normalised(sums)
    }

    /// The largest sum that there can be.
    private var highest: Int {
        min(
            (groups.map(\.score).max() ?? 0) * events, groups.reduce(0) { $0 + $1.score * min($1.size, events) })
    }

    private func extended(_ ways: [[Double]], by group: ScoredGroup, weights: [Double]) -> [[Double]] {
        var next = [[Double]](repeating: [], count: min(events, ways.count - 1 + group.size) + 1)
        for (before, row) in ways.enumerated() {
            for (taken, weight) in weights.enumerated() where weight > 0 && before + taken < next.count {
                let shift = taken * group.score
                let missing = row.count + shift - next[before + taken].count
                if missing > 0 { next[before + taken] += [Double](repeating: 0, count: missing) }
                for (sum, chance) in row.enumerated() { next[before + taken][sum + shift] += chance * weight }
            }
        }
        return next
    }

    /// The factor of the odds at which as many events are expected as there are: there the weights are largest. The
    /// distribution, being conditional, doesn't depend on it.
    private var matchingScale: Double {
        let count = groups.reduce(0) { $0 + $1.size }
        guard groups.contains(where: { $0.odds != 1 }) else {
            return (Double(events) + 0.5) / (Double(count - events) + 0.5)
        }
        var (low, high) = (1e-12, 1e12)
        for _ in 0..<25 {
            let middle = (low * high).squareRoot()
            var expected = 0.0
            for group in groups {
                let odds = group.odds * middle
                expected += Double(group.size) * (odds / (1 + odds))
            }
            if expected < Double(events) { low = middle } else { high = middle }
        }
        return (low * high).squareRoot()
    }

    private static func normalised(_ sums: [Double]) -> [Double] {
        let all = sums.reduce(0, +)
        return sums.map { $0 / all }
    }
}
