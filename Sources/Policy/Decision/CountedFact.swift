/// An earlier violation that counts towards the step.
package struct CountedFact: Codable, Sendable, Equatable {
    package let id: String
    package let criterion: String
    package let day: LocalDate
    package let reference: String
    /// First day on which a new violation no longer counts this one; nil when that is not known.
    package let expires: LocalDate?
}
