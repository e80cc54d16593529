/// What a member of the public reported about the public space.
package struct NewNuisanceReport: Sendable, Equatable {
    package var category: NuisanceCategory
    package var occurredAt: Instant
    /// Where it was; a place, an address, or both.
    package var place: Place?
    package var address: String?
    package var description: String
    package var contact: Sensitive<NuisanceContact>?

    package init(
        category: NuisanceCategory, occurredAt: Instant, place: Place? = nil, address: String? = nil,
        description: String, contact: NuisanceContact? = nil
    ) {
        self.category = category
        self.occurredAt = occurredAt
        self.place = place
        self.address = address
        self.description = description
        self.contact = contact.map { Sensitive($0) }
    }
}
