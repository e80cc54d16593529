/// How long an earlier violation counts.
///
/// Windows are half open and counted in calendar days of the jurisdiction. Where a source leaves the anchor, the
/// anniversary or the expiry open, the pack lists every reading, and the engine decides only what all readings agree on.
package struct LookBack: Sendable, Equatable {
    package let length: Length
    package let anchors: [Anchor]
    package let anniversaries: [Anniversary]
    package let expiries: [Expiry]

    /// The day from which the length runs.
    package enum Anchor: String, Codable, Sendable, CaseIterable {
        /// Backwards from the day of the violation that is being decided.
        case thisViolation = "this_violation"
        /// Forwards from the day of the earlier finding.
        case earlierFinding = "earlier_finding"
        /// Forwards from the day of the decision about the earlier finding.
        case earlierDecision = "earlier_decision"
        /// Any period of that length in which this violation lies: the one with the most violations is taken.
        case anyPeriod = "any_period"
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

    package init(length: Length, anchors: [Anchor], anniversaries: [Anniversary], expiries: [Expiry]) {
        self.length = length
        self.anchors = anchors
        self.anniversaries = anniversaries
        self.expiries = expiries
    }

    /// A length that no window outlasts, for sources that let every earlier violation count.
    package static let unlimited = Length(value: 9999, unit: .years)

    /// Whether every earlier violation counts, however old.
    package var isUnlimited: Bool { length == Self.unlimited }

    /// Every window that the readings allow, in the order in which the pack lists them.
    ///
    /// A period of its own has no violation before it that could expire, so of the expiries it takes the first kind alone.
    var windows: [Window] {
        anchors.flatMap { anchor in
            anniversaries.flatMap { anniversary in
                let expiries = anchor == .anyPeriod ? [.eachAlone] : expiries
                return expiries.map {
                    Window(length: length, anchor: anchor, anniversary: anniversary, expiry: $0)
                }
            }
        }
    }
}
