/// What made a violation leave every count, where that is known.
package enum SetAsideBy: String, Codable, Sendable, CaseIterable {
    /// The inspection that found it was voided.
    case voiding
    /// The action that established it was revoked.
    case revocation
    /// Its action was revoked, and it was decided since that nothing follows from it.
    case decision
    /// The finding was corrected.
    case correction

    /// Why it does not count.
    var reason: RefusedFact.Reason {
        switch self {
        case .voiding: .inspectionVoided
        case .revocation: .actionRevoked
        case .decision: .letGo
        case .correction: .findingCorrected
        }
    }
}
