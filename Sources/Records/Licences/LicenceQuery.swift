/// Which licences a list shows.
package struct LicenceQuery: Sendable, Equatable {
    /// Reference of an outlet.
    package var outlet: String?
    /// What holds today.
    package var standing: LicenceStanding?

    package init(outlet: String? = nil, standing: LicenceStanding? = nil) {
        self.outlet = outlet
        self.standing = standing
    }
}
