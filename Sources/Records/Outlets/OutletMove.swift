import Policy

/// The outlet's new address, from a day on.
package struct OutletMove: Sendable, Equatable {
    package var address: Address
    package var place: Place?
    package var on: LocalDate
    package var reason: String

    package init(address: Address, place: Place? = nil, on: LocalDate, reason: String) {
        self.address = address
        self.place = place
        self.on = on
        self.reason = reason
    }
}
