/// Trials that are alike, in a stratum: how many, what each event among them scores, and its odds against the others.
package struct ScoredGroup: Sendable, Equatable {
    package var size: Int
    package var score: Int
    /// 1 where nothing is different about it.
    package var odds: Double

    package init(size: Int, score: Int, odds: Double = 1) {
        self.size = size
        self.score = score
        self.odds = odds
    }

    /// How likely each number of events in a range is, as weights with the largest at 1; the range is within 0 and the size.
    ///
    /// They are binomial and made from the most likely one outward by the ratio of neighbours, so that nothing overflows.
    func weights(odds: Double, in range: ClosedRange<Int>) -> [Double] {
        let mode = max(range.lowerBound, min(range.upperBound, Int(Double(size + 1) * (odds / (1 + odds)))))
        let first = range.lowerBound
        var weights = [Double](repeating: 0, count: range.count)
        weights[mode - first] = 1
        for count in stride(from: mode, to: range.upperBound, by: 1) {
            weights[count + 1 - first] = weights[count - first] * Double(size - count) / Double(count + 1) * odds
        }
        for count in stride(from: mode, to: first, by: -1) {
            weights[count - 1 - first] = weights[count - first] * Double(count) / Double(size - count + 1) / odds
        }
        return weights
    }
}
