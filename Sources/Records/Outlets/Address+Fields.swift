extension Address {
    /// Reads the members of an address, which stand beside the others and not in an object of their own.
    package init(_ fields: inout Fields) {
        street = fields.text("street", max: 200)
        houseNumber = fields.text("houseNumber", max: 20)
        houseNumberSuffix = fields.optionalText("houseNumberSuffix", max: 20) ?? ""
        postcode = Address.postcode(fields.optionalText("postcode", max: 20) ?? "")
        locality = fields.optionalText("locality", max: 100) ?? ""
    }

    /// A Dutch postcode as lists have it, `1017AA`, however it was typed; any other stays as it is.
    package static func postcode(_ typed: String) -> String {
        guard let parts = typed.wholeMatch(of: /([0-9]{4}) ?([A-Za-z]{2})/) else { return typed }
        return parts.1 + parts.2.uppercased()
    }
}
