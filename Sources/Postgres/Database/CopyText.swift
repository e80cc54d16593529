/// Rows in the text form of COPY (PostgreSQL manual, COPY, "Text Format").
package enum CopyText {
    /// One line: tabs between the fields, `\N` for NULL, backslash, tab and line ends escaped.
    package static func line(_ fields: [String?]) -> [UInt8] {
        var bytes: [UInt8] = []
        for (place, field) in fields.enumerated() {
            if place > 0 { bytes.append(UInt8(ascii: "\t")) }
            guard let field else {
                bytes += "\\N".utf8
                continue
            }
            for byte in field.utf8 { bytes += escaped(byte) }
        }
        bytes.append(UInt8(ascii: "\n"))
        return bytes
    }

    private static func escaped(_ byte: UInt8) -> [UInt8] {
        switch byte {
        case UInt8(ascii: "\\"): Array(#"\\"#.utf8)
        case UInt8(ascii: "\t"): Array(#"\t"#.utf8)
        case UInt8(ascii: "\n"): Array(#"\n"#.utf8)
        case UInt8(ascii: "\r"): Array(#"\r"#.utf8)
        default: [byte]
        }
    }
}
