extension NewNuisanceReport {
    /// Reads the body of a report; a place, an address, or both say where it was.
    package init(_ fields: inout Fields) {
        category = fields.choice("category", of: NuisanceCategory.self)
        occurredAt = fields.instant("occurredAt")
        place = Place.read(&fields)
        address = fields.optionalText("address", max: 200)
        description = fields.text("description", max: 4000, lines: .many)
        contact = fields.optionalObject("contact") { NuisanceContact(&$0) }
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
    /// Reads the parameters `category` and `outlet`.
    package init(_ fields: inout Fields) {
        category = fields.optionalChoice("category", of: NuisanceCategory.self)
        outlet = fields.optionalOutletReference("outlet")
    }
}
