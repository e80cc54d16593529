/// Walks once over the bytes of a JSON document. `BoundedJSON` is its front door.
struct JSONReader {
    let bytes: UnsafeBufferPointer<UInt8>
    let limits: BoundedJSON.Limits
    var at = 0
    private var nodes = 0
    private var depth = 0

    init(bytes: UnsafeBufferPointer<UInt8>, limits: BoundedJSON.Limits) {
        self.bytes = bytes
        self.limits = limits
    }

    mutating func document() throws(JSONProblem) -> JSONValue {
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { throw problem("the document starts with a byte order mark") }
        skipSpace()
        let value = try self.value()
        skipSpace()
        guard at == bytes.count else { throw problem("the document ends here, yet \(found) follows") }
        return value
    }

    private mutating func value() throws(JSONProblem) -> JSONValue {
        nodes += 1
        guard nodes <= limits.nodes else { throw problem("the document holds more than \(limits.nodes) values") }
        guard at < bytes.count else { throw problem("a value is expected, and the document ends") }
        switch bytes[at] {
        case UInt8(ascii: "{"): return try nested { (reader) throws(JSONProblem) in try reader.object() }
        case UInt8(ascii: "["): return try nested { (reader) throws(JSONProblem) in try reader.array() }
        case UInt8(ascii: "\""):
            at += 1
            return .string(try string())
        case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): return try number()
        case UInt8(ascii: "t"): return try word("true", .bool(true))
        case UInt8(ascii: "f"): return try word("false", .bool(false))
        case UInt8(ascii: "n"): return try word("null", .null)
        default: throw problem("a value is expected, found \(found)")
        }
    }

    private mutating func nested(
        _ body: (inout JSONReader) throws(JSONProblem) -> JSONValue
    ) throws(JSONProblem) -> JSONValue {
        depth += 1
        guard depth <= limits.depth else { throw problem("the document is nested deeper than \(limits.depth) levels") }
        at += 1
        skipSpace()
        let value = try body(&self)
        depth -= 1
        return value
    }

    private mutating func array() throws(JSONProblem) -> JSONValue {
        var items: [JSONValue] = []
        if take(UInt8(ascii: "]")) { return .array(items) }
        while true {
            items.append(try value())
            skipSpace()
            if take(UInt8(ascii: "]")) { return .array(items) }
            guard take(UInt8(ascii: ",")) else { throw problem("a comma or ] is expected, found \(found)") }
            skipSpace()
        }
    }

    private mutating func object() throws(JSONProblem) -> JSONValue {
        var members: [String: JSONValue] = [:]
        if take(UInt8(ascii: "}")) { return .object(members) }
        while true {
            let start = at
            guard take(UInt8(ascii: "\"")) else { throw problem("the name of a member is expected, found \(found)") }
            let name = try string()
            skipSpace()
            guard take(UInt8(ascii: ":")) else { throw problem("a colon is expected, found \(found)") }
            skipSpace()
            if members.updateValue(try value(), forKey: name) != nil {
                throw JSONProblem(offset: start, reason: "the member \"\(Fields.clipped(name))\" is there twice")
            }
            skipSpace()
            if take(UInt8(ascii: "}")) { return .object(members) }
            guard take(UInt8(ascii: ",")) else { throw problem("a comma or } is expected, found \(found)") }
            skipSpace()
        }
    }

    private mutating func word(_ word: StaticString, _ value: JSONValue) throws(JSONProblem) -> JSONValue {
        let expected = UnsafeBufferPointer(start: word.utf8Start, count: word.utf8CodeUnitCount)
        guard bytes[at...].starts(with: expected) else { throw problem("a value is expected, found \(found)") }
        at += expected.count
        return value
    }

    mutating func take(_ byte: UInt8) -> Bool {
        guard at < bytes.count, bytes[at] == byte else { return false }
        at += 1
        return true
    }

    private mutating func skipSpace() {
        while at < bytes.count {
            switch bytes[at] {
            case 0x20, 0x09, 0x0A, 0x0D: at += 1
            default: return
            }
        }
    }

    func problem(_ reason: String) -> JSONProblem { JSONProblem(offset: at, reason: reason) }

    /// The byte at hand, for a message.
    var found: String {
        guard at < bytes.count else { return "the end" }
        let byte = bytes[at]
        return byte > 0x20 && byte < 0x7F ? "\"\(Character(Unicode.Scalar(byte)))\"" : "byte \(byte)"
    }
}
