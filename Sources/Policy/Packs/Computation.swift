/// A number worked out from a figure that the facts supply: `base` × `thousandths` / 1000 + `plus`, kept within bounds.
///
/// Numbers are whole minor units of `currency`, or whole days without one; halves are rounded up.
package struct Computation: Sendable, Equatable {
    /// Name of the figure, such as `licence_fee`, `retail_value` or `daily_receipts`.
    package let base: String
    package let thousandths: Int
    package let plus: Int
    package let atLeast: Int?
    package let atMost: Int?
    package let currency: String?

    /// The days of closure or suspension that the same step prescribes.
    package static let prescribedDays = "prescribed_days"

    package init(
        base: String, thousandths: Int = 1000, plus: Int = 0, atLeast: Int? = nil, atMost: Int? = nil,
        currency: String? = nil
    ) {
        self.base = base
        self.thousandths = thousandths
        self.plus = plus
        self.atLeast = atLeast
        self.atMost = atMost
        self.currency = currency
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
