/// What a person established about a gate or a circumstance, such as a structural pattern of nuisance.
package struct Confirmation: Codable, Sendable, Equatable {
    /// Code of the gate or of the circumstance.
    package var gate: String
    package var criterion: String
    package var holds: Bool

    package init(gate: String, criterion: String, holds: Bool) {
        self.gate = gate
        self.criterion = criterion
        self.holds = holds
    }
}
