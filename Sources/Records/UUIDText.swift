/// A UUID in its canonical form: lower case, with hyphens (RFC 9562).
package struct UUIDText: Sendable, Hashable, CustomStringConvertible {
    package let text: String

    /// The UUID that a text of either case names, or nil.
    package init?(_ written: String) {
        let text = written.lowercased()
        guard text.utf8.count == 36 else { return nil }
        for (place, byte) in text.utf8.enumerated() {
            let hyphen = place == 8 || place == 13 || place == 18 || place == 23
            guard hyphen ? byte == UInt8(ascii: "-") : Self.isHexadecimal(byte) else { return nil }
        }
        self.text = text
    }

    private static func isHexadecimal(_ byte: UInt8) -> Bool {
        (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) || (UInt8(ascii: "a")...UInt8(ascii: "f")).contains(byte)
    }

    /// Whether it is of version 7 (made from the time of day), of RFC 9562's variant.
    package var isVersion7: Bool {
        let bytes = Array(text.utf8)
        return bytes[14] == UInt8(ascii: "7") && "89ab".utf8.contains(bytes[19])
    }

    package var description: String { text }
}

extension UUIDText: WrittenAsText {
    package init?(written text: String) { self.init(text) }
    package static var placeholder: UUIDText { UUIDText(zero: ()) }
    package static var form: String { "a UUID like 01936f2e-7c1a-7b3e-8f00-1c2d3e4f5a6b" }
    package static var problemCode: String { "not_a_uuid" }

    private init(zero: ()) { text = "00000000-0000-0000-0000-000000000000" }
}
