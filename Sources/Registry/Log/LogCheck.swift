/// What an audit looks at, one thing each. A test switches each off and sees that what it is for passes unseen then; nobody else can.
package enum LogCheck: String, Sendable, CaseIterable {
    /// Signed heads are signed by a key that is trusted.
    case signatures
    /// Heads are signed by the key that was in force at their size, and by whom it was handed over.
    case keys
    /// As many witnesses as the policy asks for have signed.
    case quorum
    /// The tree worked out anew has the root that each stored signed head states.
    case heads
    /// And that each head states that somebody kept outside.
    case knownHeads
    /// The stored hashes and the stored head are those of the entries.
    case hashes
    /// The indices of the entries follow one another from 0.
    case indices
    /// The bytes of the entries are what the acts, states and keys say.
    case entries
    /// Every act that should be in the log is.
    case acts
    /// The times of the entries go on.
    case times
    /// What receipts name is in the log.
    case receipts
    /// Every row is as its newest act left it.
    case rows
    /// What the log says of the tables each hour is what the acts come to.
    case states
    /// Nothing that keeps changes from being made unseen is switched off.
    case guards
    /// Every act was possible where its record stood, and what takes two persons was done by two.
    case duties
    /// Every recommendation follows from its facts and its rules.
    case recommendations
    /// Every evidence file that is kept is there with its bytes, and no other.
    case files
}
