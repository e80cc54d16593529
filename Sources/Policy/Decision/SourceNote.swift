/// One statement that a line rests on, with where it comes from and how well that is known.
package struct SourceNote: Codable, Sendable, Hashable {
    /// What is stated: `step`, `length`, `amount`, `look_back`, `anchor`, `repeat`, `gate`, `limit`, `combination`.
    package let what: String
    /// The value as the pack states it, such as `3 months` or `unknown`.
    package let value: String
    package let source: String
    package let confidence: Confidence
    /// True where the source leaves it open and the pack settles it by a reading of its own; nil elsewhere.
    package let reading: Bool?
    /// The reading in the pack's own words, where it has any.
    package let words: Localized?

    package init(
        what: String, value: String, citation: Citation, isReading: Bool = false, words: Localized? = nil
    ) {
        self.what = what
        self.value = value
        source = citation.text
        confidence = citation.confidence
        reading = isReading ? true : nil
        self.words = words
    }
}
