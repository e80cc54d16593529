import Records

/// An address on one line: "Lindengracht 3-H, 1015 KB Amsterdam".
enum AddressLine {
    @Sendable static func of(_ outlet: JSONValue) -> JSONValue {
        let text = { (name: String) in outlet[name]?.text ?? "" }
        let suffix = text("houseNumberSuffix")
        let number = text("houseNumber") + (suffix.isEmpty ? "" : "-\(suffix)")
        let street = [text("street"), number].filter { !$0.isEmpty }.joined(separator: " ")
        let place = [text("postcode"), text("locality")].filter { !$0.isEmpty }.joined(separator: " ")
        let line = [street, place].filter { !$0.isEmpty }.joined(separator: ", ")
        return line.isEmpty ? .null : .string(line)
    }
}
