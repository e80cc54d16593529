/// Why this version of the rules was taken, where a jurisdiction has adopted several.
package struct VersionTrace: Codable, Sendable, Equatable {
    package let reason: Reason
    /// The version that was not taken, or whose look-back was.
    package let other: PackReference?
    /// What the pack settles about versions by a reading of its own; nil where it settles nothing.
    package let readings: [SourceNote]?
    package let source: String
    package let confidence: Confidence

    package enum Reason: String, Codable, Sendable, CaseIterable {
        /// It is the only version that comes into question.
        case only
        /// It was in force on the day of the violation.
        case dayOfViolation = "day_of_violation"
        /// It is in force on the day of the decision.
        case dayOfDecision = "day_of_decision"
        /// It came later and is milder.
        case milderLater = "milder_later"
    }

    init(_ reason: Reason, other: PackReference?, _ governance: Governance) {
        self.reason = reason
        self.other = other
        // Of the only version nothing had to be settled.
        readings = reason == .only || governance.readings.isEmpty ? nil : governance.readings
        source = governance.citation.text
        confidence = governance.citation.confidence
    }
}
