/// Something offered beside a measure or instead of it.
package struct Offer: Sendable, Equatable {
    package let code: String
    package let name: Localized
    package let kind: Kind
    package let place: Place
    /// The criteria for which it is offered; empty: all.
    package let criteria: [String]
    /// The steps at which it is offered; empty: all.
    package let steps: [Int]
    package let declined: Declined
    /// Why declining it may close the outlet at a first minor breach, in the pack's own words.
    package let declinedReason: Localized?
    package let citation: Citation
    /// Why it stands instead of more than it takes, in the pack's own words.
    package let reason: Localized?

    package enum Kind: String, Codable, Sendable, CaseIterable {
        case mediation
        case treatment
        case prevention
        case conversation
    }

    package enum Place: String, Codable, Sendable, CaseIterable {
        case beside
        case instead
    }

    /// What follows when the offer is declined.
    package enum Declined: String, Codable, Sendable, CaseIterable {
        case measureFollows = "measure_follows"
        case nextStep = "next_step"
        case nothing
        case unknown
    }

    package init(
        code: String, name: Localized, kind: Kind, place: Place, criteria: [String] = [], steps: [Int] = [],
        declined: Declined, citation: Citation, reason: Localized? = nil, declinedReason: Localized? = nil
    ) {
        self.code = code
        self.name = name
        self.kind = kind
        self.place = place
        self.criteria = criteria
        self.steps = steps
        self.declined = declined
        self.declinedReason = declinedReason
        self.citation = citation
        self.reason = reason
    }

    /// What is recommended while it stands instead of a measure.
    var measure: Measure {
        Measure(kind: kind == .conversation ? .conversation : .referral, wording: name)
    }
}
