/// What the inspectors found for one criterion, with the measured value where there is one.
package struct NewFinding: Sendable, Equatable {
    /// Code of the criterion in the adopted policy packs: `J`, `G`.
    package var criterion: String
    package var result: FindingResult
    /// In `unit`; both or neither.
    package var value: Double?
    package var unit: String?
    package var note: String?
    /// Names of conduct that was established with a failed finding, as the policy packs name it: `knowingly`.
    package var conduct: [String]

    package init(
        criterion: String, result: FindingResult, value: Double? = nil, unit: String? = nil, note: String? = nil,
        conduct: [String] = []
    ) {
        self.criterion = criterion
        self.result = result
        self.value = value
        self.unit = unit
        self.note = note
        self.conduct = conduct
    }
}
