import Policy

/// What is needed to register an outlet.
package struct NewOutlet: Sendable, Equatable {
    package var name: String?
    package var kind: OutletKind
    package var address: Address
    package var place: Place?
    package var openingHours: [OpeningHours]?
    /// The day from which selling is tolerated here, where it is known.
    package var toleratedFrom: LocalDate?

    package init(
        name: String? = nil, kind: OutletKind, address: Address, place: Place? = nil,
        openingHours: [OpeningHours]? = nil, toleratedFrom: LocalDate? = nil
    ) {
        self.name = name
        self.kind = kind
        self.address = address
        self.place = place
        self.openingHours = openingHours
        self.toleratedFrom = toleratedFrom
    }
}
