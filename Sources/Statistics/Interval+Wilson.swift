extension Interval {
    /// Wilson's score interval of a share.
    ///
    /// - Parameters:
    ///   - events: 0 to `trials`; a fraction where the sample is an effective one.
    ///   - trials: more than 0.
    /// Source: E. B. Wilson, J. Am. Stat. Assoc. 22 (1927) 209-212.
    package static func wilson(events: Double, trials: Double) -> Interval {
        let middle = 2 * events + z * z
        let spread = z * (z * z + 4 * events * (1 - events / trials)).squareRoot()
        let width = 2 * (trials + z * z)
        return Interval(
            lower: events <= 0 ? 0 : max(0, (middle - spread) / width),
            upper: events >= trials ? 1 : min(1, (middle + spread) / width))
    }
}
