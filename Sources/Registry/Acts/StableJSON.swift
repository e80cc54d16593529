import FoundationEssentials

/// Reads the JSON of the values of `Policy`; they write it themselves.
enum StableJSON {
    static func value<Value: Decodable>(_ type: Value.Type, _ text: String) throws -> Value {
        try JSONDecoder().decode(type, from: Data(text.utf8))
    }
}
