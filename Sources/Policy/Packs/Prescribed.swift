/// A length or an amount as a pack prescribes it.
package indirect enum Prescribed<Value: Sendable & Equatable>: Sendable, Equatable {
    case exact(Value)
    /// From `least` to `most`; without `least` a maximum only, without `most` a minimum only.
    case range(least: Prescribed?, most: Prescribed?)
    /// By an attribute of the outlet or the holder, such as `type` or `tier`.
    case by(attribute: String, [String: Prescribed])
    /// Worked out from a figure that the facts supply.
    case computed(Computation)
    /// The source does not say.
    case unknown(Gap)

    /// What it is, when it does not depend on the facts.
    var forEveryone: Extent<Value>? {
        switch self {
        case .exact(let value): Extent(least: value, most: value)
        case .range(let least, let most):
            switch (least.map(\.single), most.map(\.single)) {
            case (.some(.none), _), (_, .some(.none)): nil
            case (let least, let most): Extent(least: least ?? nil, most: most ?? nil)
            }
        case .by, .computed, .unknown: nil
        }
    }

    private var single: Value? {
        if case .exact(let value) = self { value } else { nil }
    }
}
