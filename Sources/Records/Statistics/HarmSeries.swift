/// The two series of the harm index.
package enum HarmSeries: String, Sendable, CaseIterable {
    /// What inspectors found and an issued action established.
    case establishedViolations = "established_violations"
    /// What the public reported and was confirmed to belong to an outlet.
    case confirmedReports = "confirmed_reports"
}
