/// An earlier violation that counts towards the step.
package struct CountedFact: Codable, Sendable, Equatable {
    package let id: String
    package let criterion: String
    package let day: LocalDate
    package let reference: String
    /// The outlet at which it was found; nil where that is the one that is decided on.
    package let outlet: String?
    /// First day on which no reading counts this one for a new violation; nil when that is not known.
    package let expires: LocalDate?
    /// First day on which some reading may no longer count it; the same day where the source leaves nothing open.
    package let mayExpire: LocalDate?
    /// The counts that it is in, where several stand side by side; nil elsewhere.
    package var counts: [String]?
}
