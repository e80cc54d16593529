/// How several lines became one outcome.
package struct Combined: Codable, Sendable, Equatable {
    package let rule: Rule
    /// Criterion of the line whose measure was taken.
    package let criterion: String?
    package let source: String?
    package let confidence: Confidence?

    package enum Rule: String, Codable, Sendable, CaseIterable {
        /// No criterion failed.
        case none
        case oneLine = "one_line"
        /// All lines call for the same measure, and it has no length or amount that could be added up.
        case sameMeasure = "same_measure"
        case heaviestAbsorbs = "heaviest_absorbs"
        /// Every measure is taken.
        case cumulated
        /// Every measure is taken, and closures and suspensions run at the same time.
        case concurrent
        /// Every measure is taken, and closures and suspensions run one after the other.
        case consecutive
        /// The source does not say, or a line has no measure: a person decides.
        case personDecides = "person_decides"
    }
}
