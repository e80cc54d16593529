/// Which nuisance reports a list shows.
package struct NuisanceQuery: Sendable, Equatable {
    package var category: NuisanceCategory?
    /// Reference of an outlet for which the report is claimed.
    package var outlet: String?
    /// `open` or `closed`; nil for both.
    package var status: String?

    package init(category: NuisanceCategory? = nil, outlet: String? = nil, status: String? = nil) {
        self.category = category
        self.outlet = outlet
        self.status = status
    }
}
