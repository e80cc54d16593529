/// A case that an officer opens by hand.
package struct NewCase: Sendable, Equatable {
    /// Reference of the outlet.
    package var outlet: String
    package var reason: String

    package init(outlet: String, reason: String) {
        self.outlet = outlet
        self.reason = reason
    }
}
