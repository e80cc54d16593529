/// The ordered measures for some violations, and the rules for counting up to a step.
package struct Ladder: Sendable, Equatable {
    package let id: String
    /// The criteria that climb it, by code; empty when it is for classes.
    package let criteria: [String]
    /// The severity classes that climb it.
    package let classes: [String]
    /// Whom its measures are against.
    package let subject: Subject
    /// The types of outlet that it is for; empty: all.
    package let outletTypes: [String]
    package let counts: [CountingRule]
    package let gates: [Gate]
    package let skips: [Skip]
    package let steps: [Step]
    package let beyond: Beyond

    /// Whom a ladder is about: one event can put both on ladders of their own.
    package enum Subject: String, Codable, Sendable, CaseIterable {
        case licensee
        case individual
    }

    /// What follows after the last step.
    package enum Beyond: Sendable, Equatable {
        case lastStepAgain
        case unknown(Gap)
    }

    package init(
        id: String, criteria: [String] = [], classes: [String] = [], subject: Subject = .licensee,
        outletTypes: [String] = [], counts: [CountingRule], gates: [Gate] = [], skips: [Skip] = [], steps: [Step],
        beyond: Beyond
    ) {
        self.id = id
        self.criteria = criteria
        self.classes = classes
        self.subject = subject
        self.outletTypes = outletTypes
        self.counts = counts
        self.gates = gates
        self.skips = skips
        self.steps = steps
        self.beyond = beyond
    }

    /// The same ladder with the counting rules of another version.
    func counting(by counts: [CountingRule]) -> Ladder {
        Ladder(
            id: id, criteria: criteria, classes: classes, subject: subject, outletTypes: outletTypes, counts: counts,
            gates: gates, skips: skips, steps: steps, beyond: beyond)
    }
}
