/// Where a rule or a number comes from, and how well that is known.
package struct Citation: Codable, Sendable, Hashable {
    package let title: String
    /// Identifier of the document, such as `BWBR0036356`.
    package let reference: String?
    /// Where in the document.
    package let place: String?
    package let confidence: Confidence

    package init(title: String, reference: String? = nil, place: String? = nil, confidence: Confidence) {
        self.title = title
        self.reference = reference
        self.place = place
        self.confidence = confidence
        text = [title, reference, place].compactMap { $0 }.joined(separator: ", ")
    }

    /// Title, reference and place on one line; made once, so that deciding formats nothing.
    package let text: String
}
