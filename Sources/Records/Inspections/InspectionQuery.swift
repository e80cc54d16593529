import Policy

/// Which inspections a list shows.
package struct InspectionQuery: Sendable, Equatable {
    /// Reference of the outlet.
    package var outlet: String?
    /// First local day.
    package var from: LocalDate?
    /// Last local day.
    package var to: LocalDate?

    package init(outlet: String? = nil, from: LocalDate? = nil, to: LocalDate? = nil) {
        self.outlet = outlet
        self.from = from
        self.to = to
    }
}
