/// What can be exported.
package enum ExportKind: String, Sendable, CaseIterable, Codable {
    case outlets, inspections
    case nuisanceReports = "nuisance-reports"
    case actions
    case earlierRecords = "earlier-records"
}
