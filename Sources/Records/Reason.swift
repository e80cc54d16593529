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

    /// Reads the same where a word is not enough.
    package static func inFull(_ fields: inout Fields) -> Reason { Reason(fields.fullReason()) }

    /// How long a reason is at least where others must be able to judge what was done for it: in cases, actions,
    /// licences and inspections, and where two packs judge one violation. The constraints of the tables say the same.
    package static let fewestCharacters = 10
}

extension Fields {
    /// A reason in full.
    mutating func fullReason(_ name: String = "reason") -> String {
        text(name, min: Reason.fewestCharacters, max: 2000, lines: .many)
    }

    /// As `fullReason`; nil when the member is absent or null.
    mutating func optionalFullReason(_ name: String) -> String? {
        optionalText(name, min: Reason.fewestCharacters, max: 2000, lines: .many)
    }
}
