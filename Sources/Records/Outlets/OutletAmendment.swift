/// What changes about an outlet without moving it; nil leaves a member as it is.
package struct OutletAmendment: Sendable, Equatable {
    package var name: String?
    package var kind: OutletKind?
    package var postcode: String?
    package var locality: String?
    package var place: Place?
    package var openingHours: [OpeningHours]?
    package var reason: String

    package init(
        name: String? = nil, kind: OutletKind? = nil, postcode: String? = nil, locality: String? = nil,
        place: Place? = nil, openingHours: [OpeningHours]? = nil, reason: String
    ) {
        self.name = name
        self.kind = kind
        self.postcode = postcode
        self.locality = locality
        self.place = place
        self.openingHours = openingHours
        self.reason = reason
    }
}
