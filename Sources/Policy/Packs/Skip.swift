/// Conduct that does not wait for the next step.
package struct Skip: Sendable, Equatable {
    /// Name of the conduct, as a finding states it.
    package let conduct: String
    package let name: Localized
    package let target: Target
    /// Other conduct of the ladder that this one goes before, when both are there.
    package let before: [String]
    package let citation: Citation
    /// Why it leads to less than a step without it, in the pack's own words.
    package let reason: Localized?

    /// What the pack settles by a reading of its own about it, in its own words.
    package let reading: SourceNote?

    /// Conduct that holds of itself while a suspension or a closure runs.
    package static let breachOfSuspension = "breach_of_suspension"

    /// Whether it follows from other facts, so that nobody states it.
    package var isDerived: Bool { conduct == Self.breachOfSuspension }

    /// Where the conduct leads.
    package enum Target: Sendable, Equatable {
        /// At least to this step.
        case step(Int)
        /// To what the pack states for it.
        case outcome(Step.Outcome)
    }

    package init(
        conduct: String, name: Localized, target: Target, before: [String] = [], citation: Citation,
        reason: Localized? = nil, reading: SourceNote? = nil
    ) {
        self.conduct = conduct
        self.name = name
        self.target = target
        self.before = before
        self.citation = citation
        self.reason = reason
        self.reading = reading
    }
}
