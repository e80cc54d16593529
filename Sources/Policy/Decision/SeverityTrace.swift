/// The severity class of a violation.
package struct SeverityTrace: Codable, Sendable, Equatable {
    package let code: String
    package let name: Localized
    /// The class it would have without repeats; nil when it was not raised.
    package let raisedFrom: String?
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
