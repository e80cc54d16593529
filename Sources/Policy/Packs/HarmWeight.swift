/// How heavily something weighs in the harm index, or why the pack doesn't say.
package enum HarmWeight: Sendable, Equatable {
    case days(Int)
    case unknown(Gap)

    /// What a pack leaves out. It never counts as 0.
    package enum Gap: String, Sendable, CaseIterable {
        /// The pack has no `harm`, or none for incidents.
        case noWeights
        /// No ladder takes the criterion, so there is no first step.
        case noLadder
        /// The source does not say what the first step is.
        case firstStepUnknown
        /// The first step differs with the outlet or with figures.
        case dependsOnFacts
        /// The first step has a measure that the pack gives no weight, or a length or sum without a lower end.
        case measureWithoutWeight
        /// There are several options, and the pack does not say which of them weighs.
        case severalOptions
    }
}
