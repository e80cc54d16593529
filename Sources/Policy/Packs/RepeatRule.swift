/// Which earlier violations make this one a repeat.
package enum RepeatRule: String, Codable, Sendable, CaseIterable {
    /// A violation of the same criterion.
    case sameCriterion = "same_criterion"
    /// A violation of the same provision, as the criteria name theirs.
    case sameProvision = "same_provision"
    /// A violation of the same severity class.
    case sameClass = "same_class"
    /// A violation of the same or a similar nature: the same group of criteria.
    case sameGroup = "same_group"
    /// A violation of any criterion of the same ladder.
    case sameLadder = "same_ladder"
    /// A violation of any criterion.
    case anyCriterion = "any_criterion"
}
