import Policy

extension ActionContent {
    /// Reads the body of an amendment, where nothing is needed; a day or an amount that is null is taken away.
    package init(_ fields: inout Fields) {
        self.init(&fields, text: fields.optionalText("text", max: 20_000, lines: .many))
        if fields.clears("startsOn") { without.insert(.startsOn) }
        if fields.clears("endsOn") { without.insert(.endsOn) }
        if fields.clears("amount") { without.insert(.amount) }
    }

    /// Reads the body of a draft, which needs its text and may name its decision.
    package static func draft(_ fields: inout Fields) -> ActionContent {
        var content = ActionContent(&fields, text: fields.text("text", max: 20_000, lines: .many))
        content.decision = fields.optionalInteger("decision", in: 1...Int.max)
        return content
    }

    private init(_ fields: inout Fields, text: String?) {
        kind = fields.optionalChoice("kind", of: MeasureKind.self)
        startsOn = fields.optionalValue("startsOn", as: LocalDate.self)
        endsOn = fields.optionalValue("endsOn", as: LocalDate.self)
        amount = Amount.read(&fields)
        self.text = text
        if let startsOn, let endsOn, endsOn <= startsOn {
            fields.note(
                "endsOn", "out_of_order", "\"endsOn\" is \(endsOn); it must lie after \"startsOn\" (\(startsOn)).")
        }
    }
}

extension ActionQuery {
    /// Reads the parameters `status` and `case`.
    package init(_ fields: inout Fields) {
        status = fields.optionalChoice("status", of: Status.self)?.rawValue
        caseFile = fields.optionalText("case", max: 40)
    }

    private enum Status: String, CaseIterable {
        case draft, proposed, issued, revoked, withdrawn
    }
}
