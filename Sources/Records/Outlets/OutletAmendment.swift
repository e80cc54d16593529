/// What changes about an outlet without moving it; nil leaves a member as it is, unless it is taken away.
package struct OutletAmendment: Sendable, Equatable {
    /// What may be taken away without something in its place.
    package enum Part: String, Sendable, CaseIterable {
        case name, postcode, locality, place
        case openingHours = "opening-hours"
    }

    package var name: String?
    package var kind: OutletKind?
    package var postcode: String?
    package var locality: String?
    package var place: Place?
    package var openingHours: [OpeningHours]?
    /// What is recorded and does not hold.
    package var without: Set<Part>
    package var reason: String

    package init(
        name: String? = nil, kind: OutletKind? = nil, postcode: String? = nil, locality: String? = nil,
        place: Place? = nil, openingHours: [OpeningHours]? = nil, without: Set<Part> = [], reason: String
    ) {
        self.name = name
        self.kind = kind
        self.postcode = postcode
        self.locality = locality
        self.place = place
        self.openingHours = openingHours
        self.without = without
        self.reason = reason
    }
}
