extension RecordShape {
    /// JSON Schema (draft 2020-12). Other members may come in later versions, so they are not forbidden.
    package var schema: JSONValue {
        guard case .object(var schema) = Self.schema(members) else { return .null }
        schema["description"] = .string(summary)
        return .object(schema)
    }

    private static func schema(_ members: [Member]) -> JSONValue {
        [
            "type": "object",
            "properties": .object(
                Dictionary(members.map { ($0.name, $0.schema) }, uniquingKeysWith: { first, _ in first })),
            "required": .array(members.filter(\.isAlways).map { .string($0.name) }),
        ]
    }

    fileprivate static func schema(_ kind: Kind) -> JSONValue {
        switch kind {
        case .text: ["type": "string"]
        case .day: ["type": "string", "format": "date"]
        case .time: ["type": "string", "format": "date-time"]
        case .uuid: ["type": "string", "format": "uuid"]
        case .wholeNumber: ["type": "integer"]
        case .number: ["type": "number"]
        case .truth: ["type": "boolean"]
        case .choice(let words): ["type": "string", "enum": .array(words.map(JSONValue.string))]
        case .list(let item): ["type": "array", "items": schema(item)]
        case .object(let members): schema(members)
        case .open(let members): opened(schema(members))
        }
    }

    private static func opened(_ schema: JSONValue) -> JSONValue {
        guard case .object(var members) = schema else { return schema }
        members["additionalProperties"] = true
        return .object(members)
    }
}

extension RecordShape.Member {
    fileprivate var schema: JSONValue {
        let schema = RecordShape.schema(kind)
        guard !isKnown, case .object(var members) = schema, let type = members["type"] else { return schema }
        members["type"] = [type, "null"]
        if let words = members["enum"]?.items { members["enum"] = .array(words + [.null]) }
        return .object(members)
    }
}
