/// A value that can be an element of a bound or decoded array.
package protocol SQLArrayElement: Sendable {
    /// Appends the whole array as one value.
    static func bind(array: [Self], into parameters: inout SQLParameters)
    /// Reads a whole array.
    static func decode(array field: Field) throws -> [Self]
}

extension UInt8: SQLArrayElement {
    package static func bind(array: [UInt8], into parameters: inout SQLParameters) { parameters.append(bytea: array) }

    package static func decode(array field: Field) throws -> [UInt8] {
        let text = try field.bytes(for: "bytes")
        guard text.count >= 2, text[0] == UInt8(ascii: "\\"), text[1] == UInt8(ascii: "x") else {
            throw field.unreadable(as: "bytes")
        }
        var result: [UInt8] = []
        result.reserveCapacity((text.count - 2) / 2)
        var index = 2
        while index + 1 < text.count {
            guard let high = hexValue(text[index]), let low = hexValue(text[index + 1]) else {
                throw field.unreadable(as: "bytes")
            }
            result.append(high << 4 | low)
            index += 2
        }
        return result
    }
}

extension Int: SQLArrayElement {
    package static func bind(array: [Int], into parameters: inout SQLParameters) {
        parameters.append(text: "{" + array.map(String.init).joined(separator: ",") + "}")
    }

    package static func decode(array field: Field) throws -> [Int] {
        try field.arrayTexts(for: "Int array").map { text in
            guard let value = Int(text) else { throw field.unreadable(as: "Int array") }
            return value
        }
    }
}

extension Double: SQLArrayElement {
    package static func bind(array: [Double], into parameters: inout SQLParameters) {
        parameters.append(text: "{" + array.map(\.description).joined(separator: ",") + "}")
    }

    package static func decode(array field: Field) throws -> [Double] {
        try field.arrayTexts(for: "Double array").map { text in
            guard let value = Double(text) else { throw field.unreadable(as: "Double array") }
            return value
        }
    }
}

extension String: SQLArrayElement {
    package static func bind(array: [String], into parameters: inout SQLParameters) {
        parameters.append(text: "{" + array.map(quotedArrayElement).joined(separator: ",") + "}")
    }

    package static func decode(array field: Field) throws -> [String] {
        try field.arrayTexts(for: "String array")
    }
}

/// `text` between double quotes with `"` and `\` escaped, as the elements of a PostgreSQL array literal are written.
private func quotedArrayElement(_ text: String) -> String {
    var quoted: [UInt8] = [UInt8(ascii: "\"")]
    for byte in text.utf8 {
        if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") { quoted.append(UInt8(ascii: "\\")) }
        quoted.append(byte)
    }
    quoted.append(UInt8(ascii: "\""))
    return String(decoding: quoted, as: UTF8.self)
}

private func hexValue(_ digit: UInt8) -> UInt8? {
    switch digit {
    case 48...57: digit - 48
    case 97...102: digit - 87
    case 65...70: digit - 55
    default: nil
    }
}
