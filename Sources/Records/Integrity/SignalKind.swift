/// What the signals about officials look for.
package enum SignalKind: String, Sendable, CaseIterable, Codable {
    /// Finds something in fewer visits than colleagues in the same strata.
    case findsNothing = "finds-nothing"
    /// Measures values above a limit more seldom than colleagues who measure near it.
    case belowTheLimit = "below-the-limit"
    /// Finds less the longer it was known who would come.
    case tipOff = "tip-off"
    /// One person's proposals go to one issuer more often than the sharing of the work explains.
    case samePair = "same-pair"
}
