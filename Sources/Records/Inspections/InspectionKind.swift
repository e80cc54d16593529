/// Why and how inspectors came.
package enum InspectionKind: String, Sendable, CaseIterable, Codable {
    case unannounced
    case afterReport = "after_report"
    case announced
    case reInspection = "re_inspection"
}
