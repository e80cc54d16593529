/// Whose earlier violations count.
package enum Follows: String, Codable, Sendable, CaseIterable {
    /// Those of the premises, whoever operated them.
    case premises
    /// Those of the operator, at whatever premises.
    case `operator`
    /// Those of this operator at these premises.
    case both
    /// Those of the premises and those of the operator elsewhere.
    case either
    /// Those of the person whom the ladder is about.
    case individual
}
