/// The severity class of a violation.
package struct SeverityTrace: Codable, Sendable, Equatable {
    package let code: String
    package let name: Localized
    /// The class it would have without repeats; nil when it was not raised.
    package let raisedFrom: String?
    /// The rises that came into question; nil where its class never rises, and in formats before 4.
    package var rises: [RiseTrace]?
    package let source: String
    package let confidence: Confidence

    init(_ severity: SeverityClass, raisedFrom: String?) {
        code = severity.code
        name = severity.name
        self.raisedFrom = raisedFrom
        source = severity.citation.text
        confidence = severity.citation.confidence
    }
}
