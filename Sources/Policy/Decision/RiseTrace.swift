/// Whether a repeat raises the class of a violation, with what counted for that.
package struct RiseTrace: Codable, Sendable, Equatable {
    /// The classes from and to which it would rise.
    package let from: String
    package let to: String
    package let windows: [WindowTrace]
    package let counted: [CountedFact]
    package let refused: [RefusedFact]
    /// The classes by name; nil in formats before 5.
    package var fromName: Localized?
    package var toName: Localized?
}
