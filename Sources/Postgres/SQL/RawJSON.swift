/// JSON as text, bound to and read from `json` and `jsonb` without being parsed here.
package struct RawJSON: SQLBindable, SQLDecodable, Equatable {
    package let bytes: [UInt8]

    package init(_ bytes: [UInt8]) { self.bytes = bytes }

    package init(_ text: String) { bytes = Array(text.utf8) }

    package var text: String { String(decoding: bytes, as: UTF8.self) }

    package func bind(into parameters: inout SQLParameters) { parameters.append(text: text) }

    package static func decode(_ field: Field) throws -> RawJSON { RawJSON(Array(try field.bytes(for: "JSON"))) }
}
