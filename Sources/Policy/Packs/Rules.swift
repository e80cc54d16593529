/// The rules of a pack, without its name and its sources.
package struct Rules: Sendable, Equatable {
    package var criteria: [Criterion]
    /// From mild to severe.
    package var classes: [SeverityClass]
    package var ladders: [Ladder]
    /// The criteria for which the source has no ladder, so that a person decides; nil when the pack names none.
    package var noLadder: Sourced<[String]>?
    package var combination: Combination
    package var circumstances: [Circumstance]
    package var rewards: [Reward]
    package var offers: [Offer]
    package var procedures: [Procedure]
    /// nil when the pack has no ladder, so that nothing is governed.
    package var governance: Governance?
    package var harm: HarmWeights?
    package var licences: Licences
    /// What the source says and no rule of the language can hold, each with its source.
    package var remarks: [Sourced<Localized>] = []
    /// The numbers of the pack that it extends which it states otherwise.
    package var overridden: [OverriddenNumber] = []

    package init(
        criteria: [Criterion], classes: [SeverityClass] = [], ladders: [Ladder],
        noLadder: Sourced<[String]>? = nil, combination: Combination,
        circumstances: [Circumstance] = [], rewards: [Reward] = [], offers: [Offer] = [],
        procedures: [Procedure] = [], governance: Governance? = nil, harm: HarmWeights? = nil, licences: Licences
    ) {
        self.criteria = criteria
        self.classes = classes
        self.ladders = ladders
        self.noLadder = noLadder
        self.combination = combination
        self.circumstances = circumstances
        self.rewards = rewards
        self.offers = offers
        self.procedures = procedures
        self.governance = governance
        self.harm = harm
        self.licences = licences
    }
}
