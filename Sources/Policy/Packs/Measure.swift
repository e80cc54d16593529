/// What a step of a ladder calls for.
package struct Measure: Codable, Sendable, Equatable {
    package let kind: MeasureKind
    package let length: Length?
    package let amount: Amount?
    /// One phrase in English, such as "closure for 3 months".
    package let text: String
    /// The pack's own wording, where kind, length and amount do not say everything.
    package let wording: Localized?

    /// - Parameter wording: the pack's own words; without them the phrase is made from the other three.
    package init(kind: MeasureKind, length: Length? = nil, amount: Amount? = nil, wording: Localized? = nil) {
        self.kind = kind
        self.length = length
        self.amount = amount
        self.wording = wording
        text = wording?[.english] ?? EnglishSpeech().phrase(kind, length, amount)
    }
}
