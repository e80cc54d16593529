/// What statistics are made of.
package enum Indicator: String, Sendable, CaseIterable, Codable {
    /// How many outlets there are at the end of the period, by kind.
    case outlets
    /// Inspections with access per outlet-year.
    case inspectionRate = "inspection-rate"
    /// Failed findings among those that were checked, by criterion.
    case violationRate = "violation-rate"
    /// How heavily what happened weighs by the packs' own weights, in two series.
    case harm
}
