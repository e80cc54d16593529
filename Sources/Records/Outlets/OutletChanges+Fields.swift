import Policy

extension OutletAmendment {
    /// Reads the body of an amendment; a member that is absent stays as it is, and null takes it away.
    package init(_ fields: inout Fields) {
        name = fields.optionalText("name", max: 200)
        kind = fields.optionalChoice("kind", of: OutletKind.self)
        postcode = fields.optionalText("postcode", max: 20).map(Address.postcode)
        locality = fields.optionalText("locality", max: 100)
        place = Place.read(&fields)
        openingHours = OpeningHours.read(&fields)
        without = Self.without(&fields)
        reason = fields.text("reason", max: 2000, lines: .many)
    }

    private static func without(_ fields: inout Fields) -> Set<Part> {
        var parts: Set<Part> = []
        for part in Part.allCases where part != .place && fields.clears(part.rawValue) { parts.insert(part) }
        switch (fields.clears("longitude"), fields.clears("latitude")) {
        case (true, true): parts.insert(.place)
        case (true, false) where !fields.has("latitude"), (false, true) where !fields.has("longitude"):
            fields.note(
                "longitude", "half_a_place",
                "Of \"longitude\" and \"latitude\" one is null; both are, where the place is taken away.")
        default: break
        }
        if fields.isNull("kind") {
            fields.note("kind", "not_taken_away", "\"kind\" is null; an outlet has a kind, which may be unknown.")
        }
        return parts
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
