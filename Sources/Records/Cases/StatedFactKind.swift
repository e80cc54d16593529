/// What kind of fact it is that only a person can state.
package enum StatedFactKind: String, Sendable, CaseIterable {
    /// A number that amounts are worked out from, such as a retail value; of one pack.
    case figure
    /// What amounts or ladders depend on, such as a tier; of one pack.
    case attribute
    /// What the holder made of an offer; of one pack.
    case offer
    /// How many days a violation went on.
    case days
    /// The person whom the violation is held against, beside the licensee.
    case individual

    /// Whether it is a fact of the inspection, and so holds for every pack.
    package var holdsForAllPacks: Bool { self == .days || self == .individual }
}
