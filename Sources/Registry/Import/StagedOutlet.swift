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
}
