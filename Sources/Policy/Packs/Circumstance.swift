/// A mitigating or aggravating circumstance; it is in play once a person confirms it.
package struct Circumstance: Sendable, Equatable {
    package let code: String
    package let name: Localized
    package let effect: Effect
    /// The criteria that it is about; empty: all.
    package let criteria: [String]
    package let citation: Citation
    /// Why it leads to less, in the pack's own words.
    package let reason: Localized?

    package enum Effect: Sendable, Equatable {
        /// The authority may be milder (or heavier), with reasons: the recommendation names it and stays.
        case mayBeMilder
        case mayBeHeavier
        /// So many steps up, or down when negative.
        case steps(Int)
        /// Lengths and amounts become this percentage.
        case percent(Int)
    }

    /// Whether it leads to less once it is confirmed.
    var isMilder: Bool {
        switch effect {
        case .steps(let steps): steps < 0
        case .percent(let percent): percent < 100
        case .mayBeMilder, .mayBeHeavier: false
        }
    }

    package init(
        code: String, name: Localized, effect: Effect, criteria: [String] = [], citation: Citation,
        reason: Localized? = nil
    ) {
        self.code = code
        self.name = name
        self.effect = effect
        self.criteria = criteria
        self.citation = citation
        self.reason = reason
    }

    /// Whether it can be in play for a violation of this criterion.
    package func isAbout(_ criterion: String) -> Bool { criteria.isEmpty || criteria.contains(criterion) }
}
