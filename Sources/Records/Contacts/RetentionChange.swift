/// For how many months contact data are kept after an outcome.
package struct RetentionChange: Sendable, Equatable {
    package var outcome: ContactOutcome
    package var months: Int
    package var reason: String

    package init(outcome: ContactOutcome, months: Int, reason: String) {
        self.outcome = outcome
        self.months = months
        self.reason = reason
    }

    /// Reads the body of a change.
    package init(_ fields: inout Fields) {
        outcome = fields.choice("outcome", of: ContactOutcome.self)
        months = fields.integer("months", in: 1...240)
        reason = fields.fullReason()
    }
}

/// What became of a nuisance report, for the retention of its contact.
package enum ContactOutcome: String, Sendable, CaseIterable, Codable {
    case open, closed
    case inOpenCase = "in_open_case"
    case caseClosed = "case_closed"
}
