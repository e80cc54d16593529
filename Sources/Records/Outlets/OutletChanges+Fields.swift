import Policy

extension OutletAmendment {
    /// Reads the body of an amendment; a member that is absent or null stays as it is.
    package init(_ fields: inout Fields) {
        name = fields.optionalText("name", max: 200)
        kind = fields.optionalChoice("kind", of: OutletKind.self)
        postcode = fields.optionalText("postcode", max: 20).map(Address.postcode)
        locality = fields.optionalText("locality", max: 100)
        place = Place.read(&fields)
        openingHours = OpeningHours.read(&fields)
        reason = fields.text("reason", max: 2000, lines: .many)
    }
}

extension OutletMove {
    /// Reads the body of a move.
    package init(_ fields: inout Fields) {
        address = Address(&fields)
        place = Place.read(&fields)
        on = fields.value("on", as: LocalDate.self)
        reason = fields.text("reason", max: 2000, lines: .many)
    }
}

extension DatedReason {
    /// Reads `{"on": …, "reason": …}`.
    package init(_ fields: inout Fields) {
        on = fields.value("on", as: LocalDate.self)
        reason = fields.text("reason", max: 2000, lines: .many)
    }

    /// Reads the same where a word is not enough.
    package static func inFull(_ fields: inout Fields) -> DatedReason {
        DatedReason(on: fields.value("on", as: LocalDate.self), reason: fields.fullReason())
    }
}

extension OutletQuery {
    /// Reads the parameters `status`, `kind` and `q`.
    package init(_ fields: inout Fields) {
        status = fields.optionalChoice("status", of: Status.self)?.rawValue
        kind = fields.optionalChoice("kind", of: OutletKind.self)
        text = fields.optionalText("q", max: 100)
    }

    private enum Status: String, CaseIterable {
        case active, closed
    }
}
