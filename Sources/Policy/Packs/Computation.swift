/// A number worked out from a figure that the facts supply: `base` × `thousandths` / 1000 + `plus`, kept within bounds.
///
/// With a rate the figure is a number of things, such as days, and `thousandths` those of the rate's minor units.
/// Numbers are whole minor units of `currency`, or whole days without one; halves are rounded up.
package struct Computation: Sendable, Equatable {
    /// Name of the figure, such as `licence_fee`, `retail_value` or `daily_receipts`.
    package let base: String
    package let thousandths: Int
    package let plus: Int
    package let atLeast: Int?
    package let atMost: Int?
    package let currency: String?
    /// Whether each one of the figure has a sum of money of its own; else the figure is taken so many times.
    package let isRate: Bool

    /// The days of closure or suspension that the same step prescribes.
    package static let prescribedDays = "prescribed_days"

    package init(
        base: String, thousandths: Int = 1000, plus: Int = 0, atLeast: Int? = nil, atMost: Int? = nil,
        currency: String? = nil, isRate: Bool = false
    ) {
        self.base = base
        self.thousandths = thousandths
        self.plus = plus
        self.atLeast = atLeast
        self.atMost = atMost
        self.currency = currency
        self.isRate = isRate
    }

    /// So much for each one of the figure.
    package init(base: String, rate: Amount, plus: Int = 0, atLeast: Int? = nil, atMost: Int? = nil) {
        self.init(
            base: base, thousandths: rate.minorUnits * 1000, plus: plus, atLeast: atLeast, atMost: atMost,
            currency: rate.currency, isRate: true)
    }

    /// The result for a figure; nil when it is too large to be true.
    package func result(of figure: Int) -> Int? {
        let (product, overflow) = figure.multipliedReportingOverflow(by: thousandths)
        guard !overflow, product >= 0, product < .max - 500 else { return nil }
        let (sum, tooLarge) = ((product + 500) / 1000).addingReportingOverflow(plus)
        guard !tooLarge else { return nil }
        return max(atLeast ?? 0, min(sum, atMost ?? .max))
    }
}
