/// Something that is measured for a criterion, with its unit and its limit.
package struct Quantity: Sendable, Equatable {
    /// Unit in which inspectors write the value, such as `g`; one unit names one quantity of the criterion.
    package let unit: String
    package let name: Localized
    package let bound: Bound
    /// The limit; without a value the source does not say.
    package let limit: Sourced<Double>
    /// What a pack that extends this one may do with the limit; nil: what it likes.
    package let local: Local?

    /// How far a local limit may differ.
    package enum Local: String, Codable, Sendable, CaseIterable {
        /// The same, or one that fewer things comply with.
        case stricter
    }

    /// How the limit binds.
    package enum Bound: String, Codable, Sendable, CaseIterable {
        /// Complies up to and including the limit, fails above it.
        case atMost = "at_most"
        /// Complies from the limit upwards, fails below it.
        case atLeast = "at_least"
        /// Fails above the limit; below it a local limit may be lower.
        case ceiling
    }

    package init(unit: String, name: Localized, bound: Bound, limit: Sourced<Double>, local: Local? = nil) {
        self.unit = unit
        self.name = name
        self.bound = bound
        self.limit = limit
        self.local = local
    }
}
