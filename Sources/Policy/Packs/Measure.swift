/// What a pack calls for, worked out for one set of facts.
package struct Measure: Codable, Sendable, Equatable {
    package let kind: MeasureKind
    /// The length, where there is one and it leaves no room.
    package let length: Length?
    package let amount: Amount?
    /// Both ends of the length, where it leaves room.
    package let lengthRange: Extent<Length>?
    package let amountRange: Extent<Amount>?
    package let per: Per?
    /// One phrase in English, such as "closure for 3 months".
    package let text: String
    /// The pack's own wording, where kind, length and amount do not say everything.
    package let wording: Localized?

    /// - Parameter wording: the pack's own words; without them the phrase is made from the rest.
    package init(kind: MeasureKind, length: Length? = nil, amount: Amount? = nil, wording: Localized? = nil) {
        self.init(
            kind: kind, length.map { Extent(least: $0, most: $0) }, amount.map { Extent(least: $0, most: $0) },
            per: nil, wording: wording)
    }

    init(kind: MeasureKind, _ length: Extent<Length>?, _ amount: Extent<Amount>?, per: Per?, wording: Localized?) {
        self.kind = kind
        self.length = length?.exact
        self.amount = amount?.exact
        lengthRange = length.flatMap { $0.exact == nil ? $0 : nil }
        amountRange = amount.flatMap { $0.exact == nil ? $0 : nil }
        self.per = per
        self.wording = wording
        text =
            wording?[.english]
            ?? EnglishSpeech().phrase(Phrase(kind: kind, length: length, amount: amount, per: per))
    }
}
