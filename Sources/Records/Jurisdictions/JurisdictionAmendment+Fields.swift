extension JurisdictionAmendment {
    /// Reads the body of a change of the authority.
    package init(_ fields: inout Fields) {
        name = fields.optionalText("name", max: 200)
        timeZone = fields.optionalText("timeZone", max: 64)
        languages = fields.has("languages") ? fields.texts("languages", min: 1, max: 10, each: 8) : nil
        if languages == nil { _ = fields.json("languages") }
        bounds = fields.optionalObject("bounds") { Bounds(&$0) }
    }
}
