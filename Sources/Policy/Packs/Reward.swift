/// What an outlet gains from a period in which somebody looked and no violation was established.
package struct Reward: Sendable, Equatable {
    package let code: String
    package let name: Localized
    /// How long before the day no established violation may lie; the boundary day is still in the period.
    package let compliantFor: Length
    /// How many inspections must lie in that period; nil: the pack does not say, which is refused by its check and decided as
    /// if the source did not say.
    package let inspections: Sourced<Int>?
    package let effect: Effect
    package let citation: Citation

    package enum Effect: Sendable, Equatable {
        /// Earlier violations count for this long only.
        case lookBack(Length)
        /// So many steps down, never below the first.
        case stepsDown(Int)
        /// Inspections come at this interval only.
        case inspectionEvery(Length)
    }

    package init(
        code: String, name: Localized, compliantFor: Length, inspections: Sourced<Int>?, effect: Effect,
        citation: Citation
    ) {
        self.code = code
        self.name = name
        self.compliantFor = compliantFor
        self.inspections = inspections
        self.effect = effect
        self.citation = citation
    }
}
