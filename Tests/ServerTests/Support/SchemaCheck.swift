import Policy
import Records

/// Holds a value against a JSON Schema of the API document.
///
/// Stricter than the schema in one thing: a member that it doesn't name is a fault, unless the schema says that there are
/// others. Without that, a document that says nothing would fit every answer.
struct SchemaCheck {
    /// The document's `components`.
    let components: JSONValue?

    func faults(_ value: JSONValue, _ schema: JSONValue?, at pointer: String = "") -> [String] {
        guard let schema else { return ["\(pointer) has no schema"] }
        if let reference = schema["$ref"]?.text {
            let name = reference.split(separator: "/").last.map(String.init) ?? ""
            return faults(value, components?["schemas"]?[name], at: pointer)
        }
        let types = schema["type"]?.items?.compactMap(\.text) ?? [schema["type"]?.text].compactMap { $0 }
        guard types.contains(where: { Self.fits(value, $0) }) else {
            return ["\(pointer) is \(value.kind), not \(types.joined(separator: " or "))"]
        }
        if let words = schema["enum"]?.items, !words.contains(value) { return ["\(pointer) is \(value), not a word"] }
        if let format = schema["format"]?.text, let text = value.text, !Self.fits(text, format: format) {
            return ["\(pointer) is \(text), not a \(format)"]
        }
        switch value {
        case .object(let members): return memberFaults(members, schema, pointer)
        case .array(let items):
            return items.enumerated().flatMap { faults($1, schema["items"], at: "\(pointer)/\($0)") }
        default: return []
        }
    }

    private func memberFaults(_ members: [String: JSONValue], _ schema: JSONValue, _ pointer: String) -> [String] {
        let needed = (schema["required"]?.items ?? []).compactMap(\.text)
        let absent = needed.filter { members[$0] == nil }.map { "\(pointer)/\($0) is absent" }
        let isOpen = schema["additionalProperties"] == true
        return absent
            + members.sorted { $0.key < $1.key }.flatMap { name, value -> [String] in
                guard let inner = schema["properties"]?[name] else {
                    return isOpen ? [] : ["\(pointer)/\(name) is not in the document"]
                }
                return faults(value, inner, at: "\(pointer)/\(name)")
            }
    }

    private static func fits(_ value: JSONValue, _ type: String) -> Bool {
        switch (value, type) {
        case (.null, "null"), (.bool, "boolean"), (.integer, "integer"), (.integer, "number"), (.number, "number"),
            (.string, "string"), (.array, "array"), (.object, "object"):
            true
        default: false
        }
    }

    private static func fits(_ text: String, format: String) -> Bool {
        switch format {
        case "date": LocalDate(text) != nil
        case "date-time": Instant(text: text) != nil
        case "uuid": UUIDText(text) != nil
        default: true
        }
    }
}
