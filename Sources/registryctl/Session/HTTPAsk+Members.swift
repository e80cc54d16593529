import Policy
import Records

extension HTTPAsk {
    /// A request with an object as its body; members without a value are left out.
    init(_ method: Method, _ path: String, _ members: KeyValuePairs<String, JSONValue?>) {
        self.init(method, path, json: Self.members(members))
    }

    /// An object; members without a value are left out.
    static func members(_ members: KeyValuePairs<String, JSONValue?>) -> JSONValue {
        var object: [String: JSONValue] = [:]
        for (name, value) in members { object[name] = value }
        return .object(object)
    }
}

extension JSONValue? {
    static func of(_ text: String?) -> JSONValue? { text.map(JSONValue.string) }
    static func of(_ number: Int?) -> JSONValue? { number.map(JSONValue.integer) }
    static func of(_ number: Double?) -> JSONValue? { number.map(JSONValue.number) }
    static func of(_ day: LocalDate?) -> JSONValue? { day.map { .string($0.description) } }
    static func of(_ instant: Instant?) -> JSONValue? { instant.map { .string($0.description) } }
    static func of(_ choice: (some RawRepresentable<String>)?) -> JSONValue? { choice.map { .string($0.rawValue) } }
}
