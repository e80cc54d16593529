/// A postal address as its source writes it.
package struct Address: Sendable, Equatable {
    package var street: String
    package var houseNumber: String
    /// `H`, `I`, `bis`…; empty when there is none.
    package var houseNumberSuffix: String
    package var postcode: String
    package var locality: String

    package init(
        street: String, houseNumber: String, houseNumberSuffix: String = "", postcode: String = "",
        locality: String = ""
    ) {
        self.street = street
        self.houseNumber = houseNumber
        self.houseNumberSuffix = houseNumberSuffix
        self.postcode = postcode
        self.locality = locality
    }
}
