import Policy

/// Where a violation stood, with what set it aside, as one word of a row of `KnownHistory`.
enum KnownStanding: String, CaseIterable, Sendable {
    case established, alleged, voiding, revocation, decision, correction
    /// By a former system.
    case setAside = "set_aside"

    var standing: Standing {
        switch self {
        case .established: .established
        case .alleged: .alleged
        case .voiding, .revocation, .decision, .correction, .setAside: .setAside
        }
    }

    var setAsideBy: SetAsideBy? {
        switch self {
        case .voiding: .voiding
        case .revocation: .revocation
        case .decision: .decision
        case .correction: .correction
        case .established, .alleged, .setAside: nil
        }
    }
}
