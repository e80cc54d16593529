/// How far an outlet must stay away from a kind of place.
package struct DistanceRule: Sendable, Equatable {
    /// Kind of place, such as `school`.
    package let place: String
    package let name: Localized
    package let metres: Sourced<Double>
    /// How the distance is measured; both where the source does not say.
    package let ways: [Way]
    /// What the very distance counts as; both where the source does not say.
    package let exactly: [Side]

    package enum Way: String, Codable, Sendable, CaseIterable {
        case walking
        case straight
    }

    package enum Side: String, Codable, Sendable, CaseIterable {
        case near
        case far
    }

    package init(place: String, name: Localized, metres: Sourced<Double>, ways: [Way], exactly: [Side]) {
        self.place = place
        self.name = name
        self.metres = metres
        self.ways = ways
        self.exactly = exactly
    }
}
