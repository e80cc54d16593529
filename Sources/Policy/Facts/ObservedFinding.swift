/// What an inspection found for one criterion.
package struct ObservedFinding: Codable, Sendable, Equatable {
    package var criterion: String
    /// `pass`, `fail`, `not_checked` or `not_applicable`.
    package var result: String
    package var value: Double?
    package var unit: String?
    /// Named conduct that was established with it, such as `knowingly`; for ladders that skip steps.
    package var conduct: [String]?
    /// How many days the violation went on; nil: one.
    package var days: Int?
    /// What is in the file, by the codes of the criterion's evidence.
    package var evidence: [String]?

    package init(
        criterion: String, result: String, value: Double? = nil, unit: String? = nil, conduct: [String]? = nil,
        days: Int? = nil, evidence: [String]? = nil
    ) {
        self.criterion = criterion
        self.result = result
        self.value = value
        self.unit = unit
        self.conduct = conduct
        self.days = days
        self.evidence = evidence
    }
}
