import Records

/// The smallest body that a route's JSON Schema takes, with names of records where members name any.
struct SampleBody {
    /// By member: the reference or text that it gets.
    let names: [String: JSONValue]

    func value(of schema: JSONValue, member: String = "") -> JSONValue {
        if let known = names[member] { return known }
        if let first = schema["anyOf"]?.items?.first { return value(of: first, member: member) }
        if let word = schema["enum"]?.items?.first { return word }
        switch schema["type"]?.text {
        case "object":
            let required = (schema["required"]?.items ?? []).compactMap(\.text)
            return .object(
                Dictionary(
                    uniqueKeysWithValues: required.map { name in
                        (name, value(of: schema["properties"]?[name] ?? .null, member: name))
                    }))
        case "array":
            let count = schema["minItems"]?.wholeNumber ?? 0
            return .array((0..<count).map { _ in value(of: schema["items"] ?? .null) })
        case "integer": return schema["minimum"] ?? 1
        case "number": return schema["minimum"] ?? 1
        case "boolean": return true
        default: return text(schema)
        }
    }

    private func text(_ schema: JSONValue) -> JSONValue {
        switch schema["format"]?.text {
        case "date": "2026-12-01"
        case "date-time": "2026-10-01T12:00:00Z"
        default: (schema["maxLength"]?.wholeNumber ?? 100) < 25 ? "matrix" : "For the matrix of access."
        }
    }
}
