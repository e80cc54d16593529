/// How long an earlier violation counts.
///
/// Windows are half open and counted in calendar days of the jurisdiction. Where a source leaves the anchor or the
/// expiry open, the pack lists every reading, and the engine decides only what all readings agree on.
package struct LookBack: Sendable, Equatable {
    package let length: Length
    package let anchors: [Anchor]
    package let anniversary: Anniversary
    package let expiries: [Expiry]

    /// The day from which the length runs.
    package enum Anchor: String, Codable, Sendable, CaseIterable {
        /// Backwards from the day of the violation that is being decided.
        case thisViolation = "this_violation"
        /// Forwards from the day of the earlier finding.
        case earlierFinding = "earlier_finding"
        /// Forwards from the day of the decision about the earlier finding.
        case earlierDecision = "earlier_decision"
    }

    /// Whether the last boundary day itself still counts.
    package enum Anniversary: String, Codable, Sendable, CaseIterable {
        case counts
        case doesNotCount = "does_not_count"
    }

    /// What an expired violation does to the ones after it.
    package enum Expiry: String, Codable, Sendable, CaseIterable {
        /// Each earlier violation drops out alone, measured against this violation.
        case eachAlone = "each_alone"
        /// The ladder starts again only after a whole window without a violation.
        case wholeLadder = "whole_ladder"
    }

    package init(length: Length, anchors: [Anchor], anniversary: Anniversary, expiries: [Expiry]) {
        self.length = length
        self.anchors = anchors
        self.anniversary = anniversary
        self.expiries = expiries
    }
}
