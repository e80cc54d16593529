extension Interval {
    /// Byar's interval of a number of events (Poisson); divide by the exposure for that of a rate.
    ///
    /// Source: the formulas that UKHSA's PHEindicatormethods uses, after Breslow and Day 1987.
    package static func byar(events: Int) -> Interval {
        let count = Double(events)
        return Interval(
            lower: events == 0 ? 0 : count * cube(1 - 1 / (9 * count) - z / (3 * count.squareRoot())),
            upper: (count + 1) * cube(1 - 1 / (9 * (count + 1)) + z / (3 * (count + 1).squareRoot())))
    }

    private static func cube(_ value: Double) -> Double { value * value * value }
}
