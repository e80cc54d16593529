/// What was found for one criterion. "Not checked" is never compliance.
package enum FindingResult: String, Sendable, CaseIterable, Codable {
    case pass, fail
    case notChecked = "not_checked"
    case notApplicable = "not_applicable"
}
