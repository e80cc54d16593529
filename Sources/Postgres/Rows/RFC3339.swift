/// An instant as RFC 3339 text: "2026-11-20T20:40:00Z", with a fraction of a second where it is not zero.
package struct RFC3339: SQLDecodable, Sendable, Equatable {
    let bytes: [UInt8]

    package var text: String { String(decoding: bytes, as: UTF8.self) }

    /// From PostgreSQL's ISO style, "2026-11-20 20:40:00.25+00".
    ///
    /// Nil for infinities, years before 1 and years after 9999, which RFC 3339 cannot say.
    init?(serverText text: UnsafeBufferPointer<UInt8>) {
        guard text.count >= 22, text[4] == UInt8(ascii: "-"), text[10] == UInt8(ascii: " "),
            text[text.count - 1] != UInt8(ascii: "C")
        else { return nil }
        guard let sign = text.lastIndex(where: { $0 == UInt8(ascii: "+") || $0 == UInt8(ascii: "-") }), sign >= 19
        else { return nil }
        var bytes = Array(text[..<sign])
        bytes[10] = UInt8(ascii: "T")
        let offset = text[sign...]
        if offset.elementsEqual("+00".utf8) {
            bytes.append(UInt8(ascii: "Z"))
        } else {
            bytes.append(contentsOf: offset)
            if offset.count == 3 { bytes.append(contentsOf: ":00".utf8) }
        }
        self.bytes = bytes
    }

    package static func decode(_ field: Field) throws -> RFC3339 {
        guard let instant = RFC3339(serverText: try field.bytes(for: "RFC 3339 instant")) else {
            throw field.unreadable(as: "RFC 3339 instant")
        }
        return instant
    }
}
