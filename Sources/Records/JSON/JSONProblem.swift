/// Why bytes are not a JSON document that the registry reads, and where.
package struct JSONProblem: Error, Equatable, CustomStringConvertible {
    /// How many bytes come before the place.
    package let offset: Int
    /// What is wrong there, as the end of a sentence.
    package let reason: String

    /// For a person: "at byte 17: a value is expected".
    package var description: String { "at byte \(offset): \(reason)" }
}
