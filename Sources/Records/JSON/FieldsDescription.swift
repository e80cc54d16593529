/// The JSON Schema of what a reader of fields asks for, found out by letting it read an empty object.
struct FieldsDescription {
    private var properties: [String: JSONValue] = [:]
    private var required: [JSONValue] = []

    mutating func add(_ name: String, _ schema: JSONValue, isRequired: Bool) {
        guard properties[name] == nil else { return }
        properties[name] = schema
        if isRequired { required.append(.string(name)) }
    }

    /// The member may be null; it was added before.
    mutating func allowNull(_ name: String) {
        guard let schema = properties[name] else { return }
        properties[name] = ["anyOf": [schema, ["type": "null"]]]
    }

    var schema: JSONValue {
        var schema: [String: JSONValue] = [
            "type": "object", "properties": .object(properties), "additionalProperties": false,
        ]
        if !required.isEmpty { schema["required"] = .array(required) }
        return .object(schema)
    }
}

extension Fields {
    /// The JSON Schema (draft 2020-12) of the objects that `make` reads.
    package static func schema(of make: (inout Fields) -> some Any) -> JSONValue {
        var fields = Fields(members: [:], pointer: "")
        fields.description = FieldsDescription()
        _ = make(&fields)
        return fields.description?.schema ?? .object([:])
    }

    mutating func describe(_ name: String, isRequired: Bool, _ schema: @autoclosure () -> JSONValue) {
        guard description != nil else { return }
        description?.add(name, schema(), isRequired: isRequired)
    }

    static func textSchema(_ min: Int, _ max: Int) -> JSONValue {
        ["type": "string", "minLength": .integer(min), "maxLength": .integer(max)]
    }

    static func choiceSchema(_ words: [String]) -> JSONValue {
        ["type": "string", "enum": .array(words.map(JSONValue.string))]
    }

    static func listSchema(_ items: JSONValue, _ min: Int, _ max: Int) -> JSONValue {
        ["type": "array", "items": items, "minItems": .integer(min), "maxItems": .integer(max)]
    }
}
