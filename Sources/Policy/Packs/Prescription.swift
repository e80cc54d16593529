/// One measure as a pack prescribes it, before the facts say for whom.
package struct Prescription: Sendable, Equatable {
    package let kind: MeasureKind
    package let length: Prescribed<Length>?
    package let amount: Prescribed<Amount>?
    /// For what the amount is due each time; nil: once.
    package let per: Per?
    /// The pack's own words, where kind, length and amount do not say everything.
    package let wording: Localized?
    /// The measure, when it is the same for everyone: made once, so that deciding formats nothing.
    let fixed: Measure?

    package init(
        kind: MeasureKind, length: Prescribed<Length>? = nil, amount: Prescribed<Amount>? = nil, per: Per? = nil,
        wording: Localized? = nil
    ) {
        self.kind = kind
        self.length = length
        self.amount = amount
        self.per = per
        self.wording = wording
        let (days, money) = (length.map(\.forEveryone), amount.map(\.forEveryone))
        if case .some(nil) = days {
            fixed = nil
        } else if case .some(nil) = money {
            fixed = nil
        } else {
            fixed = Measure(kind: kind, days ?? nil, money ?? nil, per: per, wording: wording)
        }
    }

    /// A measure that is the same for everyone.
    package init(_ measure: Measure) {
        self.init(
            kind: measure.kind, length: measure.length.map { .exact($0) }, amount: measure.amount.map { .exact($0) },
            wording: measure.wording)
    }
}
