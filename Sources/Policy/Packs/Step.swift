/// One step of a ladder: a measure with its source, or the statement that the source does not give one.
package struct Step: Sendable, Equatable {
    package let outcome: Outcome
    /// The numbers of this step, each with its source.
    package let notes: [SourceNote]

    package enum Outcome: Sendable, Equatable {
        case measure(Measure)
        case unknown(Gap)
    }

    package init(_ outcome: Outcome, notes: [SourceNote]) {
        self.outcome = outcome
        self.notes = notes
    }
}
