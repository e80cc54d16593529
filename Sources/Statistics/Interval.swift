/// A 95 % confidence interval.
package struct Interval: Sendable, Equatable {
    package var lower: Double
    package var upper: Double

    /// The 97.5 % point of the standard normal distribution.
    static let z = 1.959963984540054

    package init(lower: Double, upper: Double) {
        self.lower = lower
        self.upper = upper
    }
}
