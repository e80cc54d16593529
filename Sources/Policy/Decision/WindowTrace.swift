/// The look-back window of one line.
package struct WindowTrace: Codable, Sendable, Equatable {
    package let length: Length
    package let anchors: [LookBack.Anchor]
    /// First day of an earlier finding (or, by the anchor, of its decision) that still counts for this violation.
    package let from: LocalDate
    /// Day of this violation: the window ends before it.
    package let until: LocalDate
}
