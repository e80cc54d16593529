/// The claim that a nuisance report belongs to an outlet, and why.
package struct NewAttribution: Sendable, Equatable {
    /// Reference of the outlet.
    package var outlet: String
    package var reason: String

    package init(outlet: String, reason: String) {
        self.outlet = outlet
        self.reason = reason
    }
}
