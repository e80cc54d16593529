/// Which nuisance reports a list shows.
package struct NuisanceQuery: Sendable, Equatable {
    package var category: NuisanceCategory?
    /// Reference of an outlet for which the report is claimed.
    package var outlet: String?

    package init(category: NuisanceCategory? = nil, outlet: String? = nil) {
        self.category = category
        self.outlet = outlet
    }
}
