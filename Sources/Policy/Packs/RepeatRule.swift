/// Which earlier violations make this one a repeat.
package enum RepeatRule: String, Codable, Sendable, CaseIterable {
    /// A violation of the same criterion.
    case sameCriterion = "same_criterion"
    /// A violation of any criterion of the same ladder.
    case sameLadder = "same_ladder"
    /// A violation of any criterion.
    case anyCriterion = "any_criterion"
}
