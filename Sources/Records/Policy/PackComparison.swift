import Policy

/// Which two packs are compared, over which days of the authority's history, and as known when.
package struct PackComparison: Sendable, Equatable {
    package var pack: Side
    package var against: Side
    /// First day of the inspections.
    package var from: LocalDate
    /// Last day of the inspections.
    package var to: LocalDate
    /// Last day whose records count; today when nil.
    package var knownOn: LocalDate?

    /// One of the two packs.
    package enum Side: Sendable, Equatable {
        case stored(id: String, version: String)
        /// A text that comes along and is not stored.
        case text(PackText)
    }

    package init(pack: Side, against: Side, from: LocalDate, to: LocalDate, knownOn: LocalDate? = nil) {
        self.pack = pack
        self.against = against
        self.from = from
        self.to = to
        self.knownOn = knownOn
    }

    /// Reads the body of a comparison.
    package init(_ fields: inout Fields) {
        pack = Self.side("pack", &fields)
        against = Self.side("against", &fields)
        from = fields.value("from", as: LocalDate.self)
        to = fields.value("to", as: LocalDate.self)
        knownOn = fields.optionalValue("knownOn", as: LocalDate.self)
        if fields.isGood("from"), fields.isGood("to"), to < from {
            fields.note("to", "ends_before_it_begins", "The last day, \(to), lies before the first, \(from).")
        }
    }

    private static func side(_ name: String, _ fields: inout Fields) -> Side {
        let expected = "\"\(name)\" needs \"id\" and \"version\" of a policy pack, or its \"text\""
        guard let side = fields.optionalObject(name, Side.init) else {
            if fields.isGood(name) { fields.note(name, "missing", "\"\(name)\" is missing; \(expected).") }
            return .stored(id: "", version: "")
        }
        guard let side else {
            fields.note(name, "missing", "\(expected).")
            return .stored(id: "", version: "")
        }
        return side
    }
}

extension PackComparison.Side {
    /// Reads one side; nil when it names no pack.
    fileprivate init?(_ fields: inout Fields) {
        let id = fields.optionalText("id", max: 100)
        let version = fields.optionalText("version", max: 50)
        let text = PackText(optional: &fields)
        if let text, id == nil, version == nil {
            self = .text(text)
        } else if text == nil, let id, let version {
            self = .stored(id: id, version: version)
        } else {
            return nil
        }
    }
}
