import Policy

/// From which day a checked pack is to govern, and what becomes of other packs for the same criteria.
package struct PackProposal: Sendable, Equatable {
    package var validFrom: LocalDate
    package var others: OtherPacks

    package init(validFrom: LocalDate, others: OtherPacks = OtherPacks()) {
        self.validFrom = validFrom
        self.others = others
    }

    /// Reads the body of a proposal.
    package init(_ fields: inout Fields) {
        validFrom = fields.value("validFrom", as: LocalDate.self)
        others = OtherPacks(&fields)
    }
}
