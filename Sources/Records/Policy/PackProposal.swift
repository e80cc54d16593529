import Policy

/// From which day a checked pack is to govern.
package struct PackProposal: Sendable, Equatable {
    package var validFrom: LocalDate

    package init(validFrom: LocalDate) {
        self.validFrom = validFrom
    }

    /// Reads the body of a proposal.
    package init(_ fields: inout Fields) {
        validFrom = fields.value("validFrom", as: LocalDate.self)
    }
}
