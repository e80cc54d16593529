/// Why something is done, when that is all that is needed.
package struct Reason: Sendable, Equatable {
    package var text: String

    package init(_ text: String) {
        self.text = text
    }

    /// Reads `{"reason": …}`.
    package init(_ fields: inout Fields) {
        text = fields.text("reason", max: 2000, lines: .many)
    }

    /// Reads the same where a word is not enough: at least 10 characters, as for departing from a recommendation.
    package static func inFull(_ fields: inout Fields) -> Reason {
        Reason(fields.text("reason", min: 10, max: 2000, lines: .many))
    }
}
