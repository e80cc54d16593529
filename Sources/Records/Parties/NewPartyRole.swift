import Policy

/// A party that begins to be something at an outlet.
package struct NewPartyRole: Sendable, Equatable {
    /// Reference of the party.
    package var party: String
    package var role: PartyRole
    /// Percentage; for a beneficial owner, and only there.
    package var share: Double?
    package var validFrom: LocalDate

    package init(party: String, role: PartyRole, share: Double? = nil, validFrom: LocalDate) {
        self.party = party
        self.role = role
        self.share = share
        self.validFrom = validFrom
    }

    /// Reads the body of a beginning.
    package init(_ fields: inout Fields) {
        party = fields.text("party", max: 40)
        role = fields.choice("role", of: PartyRole.self)
        share = fields.optionalNumber("share", in: 0.0001...100)
        if let share, (share * 10_000 - (share * 10_000).rounded()).magnitude > 1e-6 {
            fields.note("share", "too_exact", "\"share\" is \(share); at most four decimals are kept.")
        }
        validFrom = fields.value("validFrom", as: LocalDate.self)
        if role == .beneficialOwner, !fields.has("share") {
            fields.note(
                "share", "missing", "\"share\" is missing; a beneficial owner has a percentage from 0.0001 to 100.")
        }
        if role != .beneficialOwner, fields.has("share") {
            fields.note("share", "not_taken", "\"share\" is for a beneficial owner; \(role.rawValue) has none.")
        }
    }
}
