/// How much may be sold, to whom, in which period.
package struct SalesLimit: Sendable, Equatable {
    package let code: String
    package let name: Localized
    /// Unit in which the quantity is counted, such as `g`, `g_thc` or `percent_thc`.
    package let unit: String
    package let limit: Sourced<Double>
    package let period: Period
    /// Kinds of product that it holds for; empty: all.
    package let products: [String]
    /// Ages that it holds for, in full years; nil: no end.
    package let ages: Extent<Int>

    package enum Period: String, Codable, Sendable, CaseIterable {
        case sale
        case day
        case week
        case month
        /// At any time, such as the number of members.
        case standing
    }

    package init(
        code: String, name: Localized, unit: String, limit: Sourced<Double>, period: Period, products: [String] = [],
        ages: Extent<Int> = Extent(least: nil, most: nil)
    ) {
        self.code = code
        self.name = name
        self.unit = unit
        self.limit = limit
        self.period = period
        self.products = products
        self.ages = ages
    }
}
