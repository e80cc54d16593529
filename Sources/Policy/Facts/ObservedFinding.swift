/// What an inspection found for one criterion.
package struct ObservedFinding: Codable, Sendable, Equatable {
    package var criterion: String
    /// `pass`, `fail`, `not_checked` or `not_applicable`.
    package var result: String
    package var value: Double?
    package var unit: String?

    package init(criterion: String, result: String, value: Double? = nil, unit: String? = nil) {
        self.criterion = criterion
        self.result = result
        self.value = value
        self.unit = unit
    }
}
