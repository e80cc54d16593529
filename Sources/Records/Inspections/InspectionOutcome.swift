/// Whether the inspectors could look. Only an inspection with access has findings.
package enum InspectionOutcome: String, Sendable, CaseIterable, Codable {
    case access
    case nobodyThere = "nobody_there"
    case refused
}
