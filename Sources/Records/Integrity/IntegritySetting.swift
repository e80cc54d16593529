/// What an authority sets about draws and back-checks. The numbers that ship are this program's own and no law.
package enum IntegritySetting: String, Sendable, CaseIterable, Codable {
    /// Who was at an outlet in so many months before is not drawn for it.
    case recentVisitMonths = "recent_visit_months"
    /// Of the inspections of a month so many in a hundred are checked again.
    case backCheckPercent = "back_check_percent"
    /// So many hours before its first day begins an inspector sees an assignment.
    case sealedHours = "sealed_hours"
}
