/// An exact test over strata: the sum of the scores of what happened, against what is likely if each event fell on any
/// trial of its stratum alike.
package struct ExactTest: Sendable, Equatable {
    /// Which sums speak for the alternative.
    package enum Tail: Sendable { case low, high }

    package let tail: Tail
    /// How likely each sum is where nothing is wrong.
    package let chances: [Double]

    package init(_ strata: [ExactStratum], tail: Tail) {
        self.tail = tail
        chances = Self.sum(strata)
    }

    /// How likely a sum like this one, or one that speaks more for the alternative, is where nothing is wrong.
    package func p(_ sum: Int) -> Double { Self.share(chances, sum, tail) }

    package var expected: Double {
        chances.enumerated().reduce(0) { $0 + Double($1.offset) * $1.element }
    }

    /// Whether anything but one sum is possible: without that the counts say nothing.
    package var isInformative: Bool { chances.count(where: { $0 > 0 }) > 1 }

    /// How likely it is that p comes to this level or less, where the alternative holds.
    package func power(at level: Double, if alternative: [ExactStratum]) -> Double {
        guard let edge = edge(level) else { return 0 }
        return Self.share(Self.sum(alternative), edge, tail)
    }

    /// The least extreme sum whose p comes to the level or less.
    private func edge(_ level: Double) -> Int? {
        var (sofar, edge): (Double, Int?) = (0, nil)
        let outside = tail == .low ? Array(chances.indices) : chances.indices.reversed()
        for sum in outside {
            sofar += chances[sum]
            guard sofar <= level else { break }
            edge = sum
        }
        return edge
    }

    private static func share(_ chances: [Double], _ edge: Int, _ tail: Tail) -> Double {
        let part: ArraySlice<Double>
        switch tail {
        case .low: part = chances.prefix(max(0, edge + 1))
        case .high: part = chances.dropFirst(max(0, edge))
        }
        return min(1, part.reduce(0, +))
    }

    /// The distribution of the sum over independent strata.
    private static func sum(_ strata: [ExactStratum]) -> [Double] {
        strata.reduce([1]) { sofar, stratum in
            let next = stratum.distribution
            var sums = [Double](repeating: 0, count: sofar.count + next.count - 1)
            for (one, chance) in sofar.enumerated() where chance > 0 {
                for (other, more) in next.enumerated() { sums[one + other] += chance * more }
            }
            return sums
        }
    }
}
