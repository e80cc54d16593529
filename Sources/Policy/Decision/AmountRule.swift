/// How an amount is worked out, where the figure that it is worked out from is not known yet.
package struct AmountRule: Codable, Sendable, Equatable {
    /// Name of the figure, such as `retail_value`.
    package let base: String
    /// What the figure is multiplied with, in thousandths; of a rate, the minor units of `currency` for each, in thousandths.
    package let thousandths: Int
    /// What is added, and the bounds, in minor units.
    package let plus: Int
    package let atLeast: Int?
    package let atMost: Int?
    package let currency: String?
    package let isRate: Bool

    init(_ computation: Computation) {
        base = computation.base
        thousandths = computation.thousandths
        plus = computation.plus
        atLeast = computation.atLeast
        atMost = computation.atMost
        currency = computation.currency
        isRate = computation.isRate
    }
}
