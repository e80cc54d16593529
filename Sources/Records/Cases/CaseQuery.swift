/// Which cases a list shows.
package struct CaseQuery: Sendable, Equatable {
    /// `open`, `closed`, or nil for both.
    package var status: String?
    /// Reference of the outlet.
    package var outlet: String?

    package init(status: String? = nil, outlet: String? = nil) {
        self.status = status
        self.outlet = outlet
    }
}
