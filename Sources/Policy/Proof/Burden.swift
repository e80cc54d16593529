/// What one option takes of one kind: measures of that kind that go together are added up.
struct Burden: Equatable {
    let kind: MeasureKind
    private var lengths: Extent<Length>?
    private var amounts: Extent<Amount>?
    private let per: Per?

    /// The burdens of an option. A word beside something that is more than a word weighs nothing.
    static func all(of option: MeasureOption) -> [Burden] {
        var all: [Burden] = []
        let isMore = option.measures.contains { !$0.kind.isWord }
        for measure in option.measures where !isMore || !measure.kind.isWord {
            let burden = Burden(measure)
            if let place = all.firstIndex(where: { $0.kind == burden.kind }), let sum = all[place].adding(burden) {
                all[place] = sum
            } else {
                all.append(burden)
            }
        }
        return all
    }

    private init(_ measure: Measure) {
        kind = measure.kind
        lengths = measure.lengthRange ?? measure.length.map { Extent(least: $0, most: $0) }
        amounts = measure.amountRange ?? measure.amount.map { Extent(least: $0, most: $0) }
        // What is due for each violation is due once.
        per = measure.per == .violation ? nil : measure.per
    }

    /// Both as one; nil where they can't be added up.
    private func adding(_ other: Burden) -> Burden? {
        guard per == other.per, lengths == nil, other.lengths == nil, let amounts, let more = other.amounts else {
            return nil
        }
        func sum(_ one: Amount?, _ other: Amount?) -> Amount?? {
            guard let one, let other else { return .some(nil) }
            guard one.currency == other.currency else { return nil }
            let (minor, overflow) = one.minorUnits.addingReportingOverflow(other.minorUnits)
            return overflow ? nil : Amount(minorUnits: minor, currency: one.currency)
        }
        guard let least = sum(amounts.least, more.least), let most = sum(amounts.most, more.most) else { return nil }
        var both = self
        both.amounts = Extent(least: least, most: most)
        return both
    }

    /// Negative when it is milder than another of the same kind; nil when that can't be said.
    func compare(_ other: Burden, from day: LocalDate) -> Int? {
        agreement([
            compareLengths(other, from: day),
            compare(amounts, other.amounts) { $0.currency == $1.currency ? $0.minorUnits - $1.minorUnits : nil },
            comparePer(other),
        ])
    }

    /// Having to close, or being without a licence, has no end where no length is stated.
    private func compareLengths(_ other: Burden, from day: LocalDate) -> Int? {
        if kind.stopsSales || kind == .withdrawal, (lengths == nil) != (other.lengths == nil) {
            return lengths == nil ? 1 : -1
        }
        // Months and years have other days elsewhere in the calendar: from 1 February, and over a leap day.
        return agreement(
            [day, day.adding(days: 215), day.adding(days: 365)].map { day in
                compare(lengths, other.lengths) { day.adding($1).days(until: day.adding($0)) }
            })
    }

    /// How often the amount is due.
    private func comparePer(_ other: Burden) -> Int? {
        if per == other.per { return 0 }
        guard let per, let otherPer = other.per else { return per == nil ? -1 : 1 }
        guard per != .item, otherPer != .item else { return nil }
        return per == .day ? 1 : -1
    }

    /// Both ends; without a lower end it goes down to nothing, without an upper end it has none.
    private func compare<Value>(
        _ one: Extent<Value>?, _ other: Extent<Value>?, _ difference: (Value, Value) -> Int?
    ) -> Int? {
        guard let one, let other else { return one == nil && other == nil ? 0 : nil }
        func end(_ left: Value?, _ right: Value?, isUpper: Bool) -> Int? {
            if let left, let right { return difference(left, right)?.signum() }
            let open = (left == nil ? 1 : 0) - (right == nil ? 1 : 0)
            return isUpper ? open : -open
        }
        return agreement([
            end(one.least, other.least, isUpper: false), end(one.most, other.most, isUpper: true),
        ])
    }
}

extension MeasureKind {
    /// Whether it is a word with the holder, and takes nothing.
    var isWord: Bool { isWarning || self == .referral }
}
