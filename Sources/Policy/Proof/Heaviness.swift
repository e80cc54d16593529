/// Compares measures by how much they take, as far as that can be said.
///
/// Kinds go by the pack's own order from mild to heavy. Where it has none, only what nobody disputes counts: a word is
/// milder than a fine or an order, those are milder than having to close, and a withdrawal is heaviest.
struct Heaviness {
    let order: [MeasureKind]
    let day: LocalDate

    /// Negative when `one` is milder than `other` in every way they can be taken; nil when that can't be said.
    func compare(_ one: [MeasureOption], _ other: [MeasureOption]) -> Int? {
        if one == other { return 0 }
        if one.isEmpty || other.isEmpty { return (one.isEmpty ? 0 : 1) - (other.isEmpty ? 0 : 1) }
        return Order.ofAll(one, other) { compare($0, $1) }
    }

    private func compare(_ one: MeasureOption, _ other: MeasureOption) -> Int? {
        let left = one.measures.sorted { rank($0.kind) > rank($1.kind) }
        let right = other.measures.sorted { rank($0.kind) > rank($1.kind) }
        return Order.byPlace(left, right) { compare($0, $1) }
    }

    private func compare(_ one: Measure, _ other: Measure) -> Int? {
        let difference = rank(one.kind) - rank(other.kind)
        if difference != 0 { return difference.signum() }
        guard one.kind == other.kind, one.per == other.per else { return one == other ? 0 : nil }
        let lengths = compare(one.lengths, other.lengths) { day.adding($0).days(until: day.adding($1)) }
        let amounts = compare(one.amounts, other.amounts) {
            $0.currency == $1.currency ? $1.minorUnits - $0.minorUnits : nil
        }
        guard let lengths, let amounts, lengths * amounts >= 0 else { return nil }
        return (lengths + amounts).signum()
    }

    /// Both ends the same way, or nil.
    private func compare<Value>(
        _ one: Extent<Value>?, _ other: Extent<Value>?, _ longer: (Value, Value) -> Int?
    ) -> Int? {
        guard let one, let other else { return one == nil && other == nil ? 0 : nil }
        var sign = 0
        for (left, right) in [(one.least, other.least), (one.most, other.most)] {
            guard let left, let right else {
                if left == nil, right == nil { continue }
                return nil
            }
            guard let difference = longer(left, right) else { return nil }
            let order = -difference.signum()
            guard order * sign >= 0 else { return nil }
            if order != 0 { sign = order }
        }
        return sign
    }

    private func rank(_ kind: MeasureKind) -> Int {
        if let rank = order.firstIndex(of: kind) { return rank }
        switch kind {
        case .conversation, .warning, .referral: return -4
        case .fine, .penaltyOrder, .enforcementOrder: return order.isEmpty ? -3 : -4
        case .closure, .suspension: return order.isEmpty ? -2 : -4
        case .withdrawal: return order.isEmpty ? -1 : -4
        }
    }
}

extension Measure {
    fileprivate var lengths: Extent<Length>? { lengthRange ?? length.map { Extent(least: $0, most: $0) } }
    fileprivate var amounts: Extent<Amount>? { amountRange ?? amount.map { Extent(least: $0, most: $0) } }
}
