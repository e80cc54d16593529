/// What became of the record to which an evidence file belongs, for the retention of the file.
package enum EvidenceOutcome: String, Sendable, CaseIterable, Codable {
    case inOpenCase = "in_open_case"
    case caseClosed = "case_closed"
    case open, closed
    case noCase = "no_case"
    case unattached
}

/// For how many months evidence files are kept after an outcome.
package struct EvidenceRetentionChange: Sendable, Equatable {
    package var outcome: EvidenceOutcome
    package var months: Int
    package var reason: String

    package init(outcome: EvidenceOutcome, months: Int, reason: String) {
        self.outcome = outcome
        self.months = months
        self.reason = reason
    }

    /// Reads the body of a change.
    package init(_ fields: inout Fields) {
        outcome = fields.choice("outcome", of: EvidenceOutcome.self)
        months = fields.integer("months", in: 1...600)
        reason = fields.fullReason()
    }
}
