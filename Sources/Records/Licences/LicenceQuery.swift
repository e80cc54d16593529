/// Which licences a list shows.
package struct LicenceQuery: Sendable, Equatable {
    /// Reference of an outlet.
    package var outlet: String?
    package var status: LicenceStatus?

    package init(outlet: String? = nil, status: LicenceStatus? = nil) {
        self.outlet = outlet
        self.status = status
    }
}
