/// A mitigating or aggravating circumstance; it is in play once a person confirms it.
package struct Circumstance: Sendable, Equatable {
    package let code: String
    package let name: Localized
    package let effect: Effect
    /// The criteria that it is about; empty: all.
    package let criteria: [String]
    package let citation: Citation

    package enum Effect: Sendable, Equatable {
        /// The authority may be milder (or heavier), with reasons: the recommendation names it and stays.
        case mayBeMilder
        case mayBeHeavier
        /// So many steps up, or down when negative.
        case steps(Int)
        /// Lengths and amounts become this percentage.
        case percent(Int)
    }

    package init(
        code: String, name: Localized, effect: Effect, criteria: [String] = [], citation: Citation
    ) {
        self.code = code
        self.name = name
        self.effect = effect
        self.criteria = criteria
        self.citation = citation
    }

    /// Whether it can be in play for a violation of this criterion.
    package func isAbout(_ criterion: String) -> Bool { criteria.isEmpty || criteria.contains(criterion) }
}
