extension Fields {
    /// A text that is kept byte for byte, of at most `max` bytes; space around it belongs to it.
    package mutating func document(_ name: String, max: Int) -> String {
        describe(name, isRequired: true, Self.textSchema(1, max))
        guard let value = required(name, "a text of 1 to \(max) bytes") else { return "" }
        return checkedDocument(name, value, max) ?? ""
    }

    /// As `document`; nil when the member is absent or null.
    package mutating func optionalDocument(_ name: String, max: Int) -> String? {
        describe(name, isRequired: false, Self.textSchema(1, max))
        guard let value = optional(name) else { return nil }
        return checkedDocument(name, value, max)
    }

    private mutating func checkedDocument(_ name: String, _ value: JSONValue, _ max: Int) -> String? {
        guard case .string(let text) = value else {
            noteType(name, value, "a text of 1 to \(max) bytes")
            return nil
        }
        guard !text.isEmpty else {
            note(name, "too_short", "\"\(name)\" is empty; at least 1 byte is needed.")
            return nil
        }
        guard text.utf8.count <= max else {
            note(name, "too_long", "\"\(name)\" has \(text.utf8.count) bytes; at most \(max) are kept.")
            return nil
        }
        guard !text.utf8.contains(0) else {
            note(name, "control_character", "\"\(name)\" holds the control character U+0; take it out.")
            return nil
        }
        return text
    }
}
