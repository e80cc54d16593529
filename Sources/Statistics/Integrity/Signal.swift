/// What the counts say about one official, or one pair: a reason to look, never a finding and never a sanction.
package struct Signal: Sendable, Equatable {
    package let subject: String
    /// Of how many, in strata that can be compared at all.
    package let count: Int
    package let observed: Int
    /// What chance alone would give on average.
    package let expected: Double
    package let p: Double
    package let q: Double
    /// How likely this very number of counts raises somebody who does what is stated, where nobody else is raised.
    package let power: [Power]

    /// How much of it somebody does, and how likely that is seen.
    package struct Power: Sendable, Equatable {
        package let share: Double
        package let power: Double

        package init(share: Double, power: Double) {
            self.share = share
            self.power = power
        }
    }

    package var isRaised: Bool { q <= FalseDiscovery.rate }
    /// Observed over expected.
    package var effect: Double? { expected > 0 ? Double(observed) / expected : nil }

    package init(
        subject: String, count: Int, observed: Int, expected: Double, p: Double, q: Double, power: [Power]
    ) {
        self.subject = subject
        self.count = count
        self.observed = observed
        self.expected = expected
        self.p = p
        self.q = q
        self.power = power
    }
}
