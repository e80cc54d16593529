/// Compares measures by how much they take, as far as that can be said.
///
/// Kinds go by the pack's own order from mild to heavy. Where it has none, only what nobody disputes counts: a
/// conversation is milder than a warning, a word is milder than a fine or an order, those are milder than having to
/// close, and a withdrawal is heaviest.
struct Heaviness {
    let order: [MeasureKind]
    let day: LocalDate

    /// Negative when the choice `one` is milder than `other`, positive when it is heavier; nil when that can't be said.
    ///
    /// Options of one kind are held beside each other. Where the kinds differ, the mildest and the heaviest option are,
    /// and both must go the same way.
    func compare(_ one: [MeasureOption], _ other: [MeasureOption]) -> Int? {
        if one == other { return 0 }
        if one.isEmpty || other.isEmpty { return (one.isEmpty ? 0 : 1) - (other.isEmpty ? 0 : 1) }
        if let pairs = pairs(one, other) { return agreement(pairs.map { compare($0, $1) }) }
        guard let (mild, heavy) = ends(one), let (otherMild, otherHeavy) = ends(other) else {
            return Order.ofAll(one, other) { compare($0, $1) }
        }
        return agreement([compare(mild, otherMild), compare(heavy, otherHeavy)])
    }

    /// The options of both by their kinds; nil where a kind is missing on one side, or there twice.
    private func pairs(_ one: [MeasureOption], _ other: [MeasureOption]) -> [(MeasureOption, MeasureOption)]? {
        guard one.count == other.count, Set(one.map(\.kinds)).count == one.count else { return nil }
        let pairs = one.compactMap { option in
            other.first { $0.kinds == option.kinds }.map { (option, $0) }
        }
        return pairs.count == one.count ? pairs : nil
    }

    /// The mildest and the heaviest option; nil where two can't be compared.
    private func ends(_ options: [MeasureOption]) -> (mild: MeasureOption, heavy: MeasureOption)? {
        var (mild, heavy) = (options[0], options[0])
        for option in options.dropFirst() {
            guard let low = compare(option, mild), let high = compare(option, heavy) else { return nil }
            if low < 0 { mild = option }
            if high > 0 { heavy = option }
        }
        return (mild, heavy)
    }

    /// Two options, from the heaviest rank down: another kind of that rank decides, another number must not be
    /// contradicted by what lies below it.
    private func compare(_ one: MeasureOption, _ other: MeasureOption) -> Int? {
        let (left, right) = (Burden.all(of: one), Burden.all(of: other))
        var sign = 0
        for rank in Set((left + right).map { self.rank($0.kind) }).sorted(by: >) {
            let mine = left.filter { self.rank($0.kind) == rank }
            let theirs = right.filter { self.rank($0.kind) == rank }
            guard let here = compare(mine, theirs), let both = agreement([sign, here]) else { return nil }
            let isOtherKind = Set(mine.map(\.kind)) != Set(theirs.map(\.kind))
            if isOtherKind { return both }
            sign = both
        }
        return sign
    }

    /// What two options have at one rank.
    private func compare(_ one: [Burden], _ other: [Burden]) -> Int? {
        var signs: [Int?] = []
        for burden in one {
            let alike = other.filter { $0.kind == burden.kind }
            guard alike.count < 2, one.count(where: { $0.kind == burden.kind }) < 2 else {
                return one == other ? 0 : nil
            }
            signs.append(alike.first.map { burden.compare($0, from: day) } ?? 1)
        }
        if other.contains(where: { burden in !one.contains { $0.kind == burden.kind } }) { signs.append(-1) }
        return agreement(signs)
    }

    private func rank(_ kind: MeasureKind) -> Int {
        if let rank = order.firstIndex(of: kind) { return rank }
        guard order.isEmpty else { return -6 }
        return switch kind {
        case .conversation: -5
        case .warning, .referral: -4
        case .fine, .penaltyOrder, .enforcementOrder: -3
        case .closure, .suspension: -2
        case .withdrawal: -1
        }
    }
}

/// The one direction that all of these take, where 0 is none; nil when they contradict each other or one is not known.
func agreement(_ signs: [Int?]) -> Int? {
    var sign = 0
    for one in signs {
        guard let one, one * sign >= 0 else { return nil }
        if one != 0 { sign = one.signum() }
    }
    return sign
}

extension MeasureOption {
    fileprivate var kinds: [String] { measures.map(\.kind.rawValue).sorted() }
}
