/// A reason why the findings of an inspection can't be stored as they are.
package struct FindingProblem: Codable, Sendable, Equatable {
    /// Position in the list of findings, from 0.
    package let index: Int
    package let criterion: String
    package let code: Code
    /// What is wrong with the value, the limit and the next step.
    package let text: String

    package enum Code: String, Codable, Sendable, CaseIterable {
        case unknownCriterion = "unknown_criterion"
        case unknownResult = "unknown_result"
        case duplicateCriterion = "duplicate_criterion"
        case missingValue = "missing_value"
        case missingUnit = "missing_unit"
        case unknownUnit = "unknown_unit"
        case valueOutOfRange = "value_out_of_range"
        case valueContradictsResult = "value_contradicts_result"
    }
}
