/// The look-back window of one line.
package struct WindowTrace: Codable, Sendable, Equatable {
    package let length: Length
    package let anchors: [LookBack.Anchor]
    /// First day of an earlier finding (or, by the anchor, of its decision) that still counts for this violation.
    package let from: LocalDate
    /// Day of this violation: the window ends before it.
    package let until: LocalDate
    /// The count that it belongs to, where several stand side by side; nil elsewhere.
    package var count: String?
    /// True where it runs from link to link of a chain: what counts keeps alive what came before it.
    package var isChain: Bool?
}
