/// What a person established about a gate or a circumstance, such as a structural pattern of nuisance.
package struct Confirmation: Codable, Sendable, Equatable {
    /// Code of the gate or of the circumstance.
    package var gate: String
    package var criterion: String
    package var holds: Bool
    /// Name of the person who said so, and the day; nil where that was not kept.
    package var by: String?
    package var on: LocalDate?

    package init(gate: String, criterion: String, holds: Bool, by: String? = nil, on: LocalDate? = nil) {
        self.gate = gate
        self.criterion = criterion
        self.holds = holds
        self.by = by
        self.on = on
    }
}
