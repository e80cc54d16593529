extension NewNuisanceReport {
    /// Reads the body of a report; a place, an address, or both say where it was.
    package init(_ fields: inout Fields) {
        category = fields.choice("category", of: NuisanceCategory.self)
        occurredAt = fields.instant("occurredAt")
        place = Place.read(&fields)
        address = fields.optionalText("address", max: 200)
        description = fields.text("description", max: 4000, lines: .many)
        contact = fields.optionalObject("contact") { NuisanceContact(&$0) }.map { Sensitive($0) }
        if !fields.has("longitude"), !fields.has("latitude"), !fields.has("address") {
            fields.note(
                "address", "missing",
                "The report does not say where it was; write \"address\", or \"longitude\" and \"latitude\".")
        }
    }
}

extension NuisanceContact {
    /// Reads how the reporter can be reached.
    package init(_ fields: inout Fields) {
        name = fields.optionalText("name", max: 200)
        email = fields.optionalText("email", max: 254)
        phone = fields.optionalText("phone", max: 40)
        if let email, !Self.canBeMail(email) {
            fields.note("email", "no_mail_address", "\"email\" is no address like name@example.org.")
        }
        if let phone, phone.filter({ $0.isASCII && $0.isNumber }).count < 3 {
            fields.note("phone", "no_phone_number", "\"phone\" has fewer than 3 digits, so nobody can be called there.")
        }
    }

    /// Two parts around one @, without blanks; whether anybody reads it only a letter shows.
    private static func canBeMail(_ text: String) -> Bool {
        let parts = text.split(separator: "@", omittingEmptySubsequences: false)
        return parts.count == 2 && parts.allSatisfy { !$0.isEmpty } && !text.contains(where: \.isWhitespace)
    }
}

extension NewAttribution {
    /// Reads the body of a claim.
    package init(_ fields: inout Fields) {
        outlet = fields.outletReference("outlet")
        reason = fields.text("reason", max: 2000, lines: .many)
    }
}

extension NuisanceQuery {
    /// Reads the parameters `category`, `outlet` and `status`.
    package init(_ fields: inout Fields) {
        category = fields.optionalChoice("category", of: NuisanceCategory.self)
        outlet = fields.optionalOutletReference("outlet")
        status = fields.optionalChoice("status", of: Status.self)?.rawValue
    }

    private enum Status: String, CaseIterable { case open, closed }
}
