import Policy
import Records

/// One good row of a list, ready to be compared with the outlets that are there.
struct StagedOutlet: Sendable, Equatable {
    var line: Int
    /// Only in generic lists, and only for outlets that have one.
    var reference: String?
    var name: String?
    /// nil leaves the kind of an outlet that is there as it is.
    var kind: OutletKind?
    var address: Address
    var place: Place?
    var toleratedFrom: LocalDate?
    /// Profile and document.
    var source: String
    /// The row as the file has it, for the rejects.
    var original: [UInt8]

    /// What makes two rows the same premises.
    var key: String {
        let town = address.postcode.isEmpty ? address.locality : ""
        return [address.street, address.houseNumber, address.houseNumberSuffix, address.postcode, town]
            .map { $0.uppercased() }.joined(separator: "\u{1F}")
    }
}
