extension Address {
    /// Reads the members of an address, which stand beside the others and not in an object of their own.
    package init(_ fields: inout Fields) {
        street = fields.text("street", max: 200)
        houseNumber = fields.text("houseNumber", max: 20)
        houseNumberSuffix = fields.optionalText("houseNumberSuffix", max: 20) ?? ""
        postcode = fields.optionalText("postcode", max: 20) ?? ""
        locality = fields.optionalText("locality", max: 100) ?? ""
    }
}
