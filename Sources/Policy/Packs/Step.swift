/// One step of a ladder: what it calls for with its source, or the statement that the source does not say.
package struct Step: Sendable, Equatable {
    package let outcome: Outcome
    /// The numbers of this step, each with its source.
    package let notes: [SourceNote]
    /// Why it is milder than the step before it, or closes at a first minor breach, in the pack's own words.
    package let reason: Localized?

    package enum Outcome: Sendable, Equatable {
        case sanction(Sanction)
        case unknown(Gap)

        /// One measure that is the same for everyone.
        package static func measure(_ measure: Measure) -> Outcome {
            .sanction(Sanction(options: [[Prescription(measure)]]))
        }
    }

    package init(_ outcome: Outcome, notes: [SourceNote], reason: Localized? = nil) {
        self.outcome = outcome
        self.notes = notes
        self.reason = reason
    }
}
