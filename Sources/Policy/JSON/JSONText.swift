/// Writes JSON as UTF-8, key by key in the order of the calls; `nil` fields are left out.
struct JSONText {
    private(set) var bytes: [UInt8] = []
    private var needsComma = false

    mutating func object(_ fields: (inout JSONText) -> Void) {
        open("{")
        fields(&self)
        close("}")
    }

    mutating func field(_ key: StaticString, _ value: String?) {
        guard let value else { return }
        self.key(key)
        string(value)
    }

    mutating func field(_ key: StaticString, _ value: Int?) {
        guard let value else { return }
        raw(key, "\(value)")
    }

    mutating func field(_ key: StaticString, _ value: Double?) {
        guard let value else { return }
        raw(key, plain(value))
    }

    mutating func field(_ key: StaticString, _ value: Bool) {
        raw(key, value ? "true" : "false")
    }

    mutating func field(_ key: StaticString, _ value: LocalDate?) {
        field(key, value?.description)
    }

    mutating func field(_ key: StaticString, _ value: Localized?) {
        guard let value else { return }
        self.key(key)
        open("{")
        for (language, text) in value.texts.sorted(by: { $0.key < $1.key }) {
            comma()
            string(language)
            bytes.append(UInt8(ascii: ":"))
            string(text)
            needsComma = true
        }
        close("}")
    }

    mutating func field<Value>(_ key: StaticString, _ value: Value?, _ write: (Value, inout JSONText) -> Void) {
        guard let value else { return }
        self.key(key)
        object { write(value, &$0) }
    }

    mutating func list<Element>(
        _ key: StaticString, _ values: [Element], _ write: (Element, inout JSONText) -> Void
    ) {
        self.key(key)
        open("[")
        for value in values { object { write(value, &$0) } }
        close("]")
    }

    mutating func list<Element>(
        _ key: StaticString, ifAny values: [Element]?, _ write: (Element, inout JSONText) -> Void
    ) {
        guard let values else { return }
        list(key, values, write)
    }

    mutating func list(_ key: StaticString, _ values: [String]) {
        self.key(key)
        open("[")
        for value in values {
            comma()
            string(value)
            needsComma = true
        }
        close("]")
    }

    mutating func field(_ key: StaticString, _ values: [String]?) {
        guard let values else { return }
        list(key, values)
    }

    mutating func field(_ key: StaticString, _ options: [MeasureOption]?) {
        guard let options else { return }
        list(key, options) { $0.write(&$1) }
    }

    /// An object whose keys are only known while it is written; in alphabetical order.
    mutating func field<Value>(
        _ key: StaticString, _ values: [String: Value]?, _ write: (Value, inout JSONText) -> Void
    ) {
        guard let values else { return }
        self.key(key)
        open("{")
        for (name, value) in values.sorted(by: { $0.key < $1.key }) {
            comma()
            string(name)
            bytes.append(UInt8(ascii: ":"))
            needsComma = false
            write(value, &self)
            needsComma = true
        }
        close("}")
    }

    /// A bare value, for `field` with a dictionary.
    mutating func value(_ text: String) { string(text) }

    mutating func value(_ number: Int) { bytes.append(contentsOf: "\(number)".utf8) }

    private mutating func key(_ key: StaticString) {
        comma()
        bytes.append(UInt8(ascii: "\""))
        key.withUTF8Buffer { bytes.append(contentsOf: $0) }
        bytes.append(UInt8(ascii: "\""))
        bytes.append(UInt8(ascii: ":"))
        needsComma = false
    }

    private mutating func raw(_ key: StaticString, _ text: String) {
        self.key(key)
        bytes.append(contentsOf: text.utf8)
        needsComma = true
    }

    private mutating func open(_ bracket: Unicode.Scalar) {
        comma()
        bytes.append(UInt8(ascii: bracket))
        needsComma = false
    }

    private mutating func close(_ bracket: Unicode.Scalar) {
        bytes.append(UInt8(ascii: bracket))
        needsComma = true
    }

    private mutating func comma() {
        if needsComma { bytes.append(UInt8(ascii: ",")) }
    }

    /// A JSON string (RFC 8259, section 7).
    private mutating func string(_ text: String) {
        bytes.append(UInt8(ascii: "\""))
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "\""), UInt8(ascii: "\\"): bytes += [UInt8(ascii: "\\"), byte]
            case 8: bytes += Array("\\b".utf8)
            case 9: bytes += Array("\\t".utf8)
            case 10: bytes += Array("\\n".utf8)
            case 12: bytes += Array("\\f".utf8)
            case 13: bytes += Array("\\r".utf8)
            case 0..<32: bytes += Array("\\u00\(byte < 16 ? "0" : "")\(String(byte, radix: 16))".utf8)
            default: bytes.append(byte)
            }
        }
        bytes.append(UInt8(ascii: "\""))
        needsComma = true
    }
}
