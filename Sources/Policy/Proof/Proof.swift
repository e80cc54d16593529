/// What a proof found out about a pack: it covers the whole space of facts that the pack can tell apart, not a sample.
package struct Proof: Sendable, Equatable {
    /// How many combinations of facts were covered: the product of the classes cut at every threshold and window edge.
    /// It stops at the largest number, which then means at least as many.
    package var combinations = 0
    /// How many of them were decided one by one; the others are the same by symmetry.
    package var decided = 0
    /// Why the pack can't be used.
    package var problems: [ProofRemark] = []
    /// What the pack leaves to a person although it states a rule.
    package var choices: [ProofRemark] = []

    /// How many combinations are decided one by one before the proof gives up.
    package static let limit = 100_000

    package init() {}
}

/// One thing that a proof says, with the place in the pack that it is about.
package struct ProofRemark: Sendable, Hashable {
    package let kind: Kind
    /// Keys from the root of the pack to the place; steps are counted from 1.
    package let place: [String]
    package let message: String

    package enum Kind: String, Sendable, CaseIterable {
        /// A combination that can occur has no outcome, and the pack does not say that its source leaves it open.
        case gap
        /// Two outcomes, and nothing says which goes first.
        case overlap
        /// A rule that no combination leads to.
        case unreachable
        /// More violations lead to less, and the pack does not say why.
        case milder
        /// Nothing tells whether more violations lead to more or to less, and the pack does not say why.
        case unordered
        /// A first minor breach closes the outlet, and the pack does not say why.
        case severe
        /// The space is too large to be covered.
        case tooLarge = "too_large"
        /// A threshold without an example on each side.
        case untried
        /// A person decides.
        case choice
    }

    package init(_ kind: Kind, _ place: [String], _ message: String) {
        self.kind = kind
        self.place = place
        self.message = message
    }
}

/// Covers every combination of facts that `pack` can tell apart.
///
/// Facts are cut into classes at every number of the pack: each window edge a day before, on and after it, one violation
/// more than the last step needs, each standing, owner and kind of earlier violation, each gate confirmed, denied and
/// unanswered. What the rules treat alike is decided once and counted as often as it occurs. A pack without ladders has
/// nothing to prove.
package func prove(_ pack: Pack, limit: Int = Proof.limit) -> Proof {
    guard !pack.ladders.isEmpty else { return Proof() }
    return Prover(pack, limit: limit).run()
}
