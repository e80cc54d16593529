/// Which version of the rules a violation is judged by. More than one value: the source leaves it open.
package struct Governance: Sendable, Equatable {
    package let rulesOf: [RulesOf]
    package let milderLater: [MilderLater]
    package let lookBackOf: [LookBackOf]
    package let citation: Citation
    /// Which of these the pack settles by a reading of its own.
    package let readings: [SourceNote]

    package enum RulesOf: String, Codable, Sendable, CaseIterable {
        case dayOfViolation = "day_of_violation"
        case dayOfDecision = "day_of_decision"
    }

    /// Whether a later version that is milder applies to an earlier violation.
    package enum MilderLater: String, Codable, Sendable, CaseIterable {
        case applies
        case doesNotApply = "does_not_apply"
    }

    /// Whose look-back counts while an earlier version still governs the measure.
    package enum LookBackOf: String, Codable, Sendable, CaseIterable {
        case governingVersion = "governing_version"
        case versionOnDayOfDecision = "version_on_day_of_decision"
    }

    package init(
        rulesOf: [RulesOf], milderLater: [MilderLater], lookBackOf: [LookBackOf], citation: Citation,
        readings: [SourceNote] = []
    ) {
        self.rulesOf = rulesOf
        self.milderLater = milderLater
        self.lookBackOf = lookBackOf
        self.citation = citation
        self.readings = readings
    }
}
