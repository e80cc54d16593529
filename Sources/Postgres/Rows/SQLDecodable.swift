/// A value that can be read from a column.
package protocol SQLDecodable {
    /// - Throws: `PostgresError` of kind `.decoding`, which names the column and never shows the value.
    static func decode(_ field: Field) throws -> Self
}

extension Bool: SQLDecodable {
    package static func decode(_ field: Field) throws -> Bool {
        let text = try field.bytes(for: "Bool")
        guard text.count == 1, text[0] == UInt8(ascii: "t") || text[0] == UInt8(ascii: "f") else {
            throw field.unreadable(as: "Bool")
        }
        return text[0] == UInt8(ascii: "t")
    }
}

extension Int: SQLDecodable {
    package static func decode(_ field: Field) throws -> Int { try decodeInteger(field, "Int") }
}

extension Int16: SQLDecodable {
    package static func decode(_ field: Field) throws -> Int16 { try decodeInteger(field, "Int16") }
}

extension Int32: SQLDecodable {
    package static func decode(_ field: Field) throws -> Int32 { try decodeInteger(field, "Int32") }
}

extension Int64: SQLDecodable {
    package static func decode(_ field: Field) throws -> Int64 { try decodeInteger(field, "Int64") }
}

private func decodeInteger<T: FixedWidthInteger>(_ field: Field, _ wanted: StaticString) throws -> T {
    var digits = try field.bytes(for: wanted)[...]
    let isNegative = digits.first == UInt8(ascii: "-")
    if isNegative { digits = digits.dropFirst() }
    guard !digits.isEmpty else { throw field.unreadable(as: wanted) }
    var value: T = 0
    for digit in digits {
        guard digit >= 48, digit <= 57 else { throw field.unreadable(as: wanted) }
        let (shifted, tooLarge) = value.multipliedReportingOverflow(by: 10)
        let unit = T(digit - 48)
        let (next, overflow) =
            isNegative ? shifted.subtractingReportingOverflow(unit) : shifted.addingReportingOverflow(unit)
        guard !tooLarge, !overflow else { throw field.unreadable(as: wanted) }
        value = next
    }
    return value
}

extension Double: SQLDecodable {
    package static func decode(_ field: Field) throws -> Double {
        let text = String(decoding: try field.bytes(for: "Double"), as: UTF8.self)
        guard let value = Double(text) else { throw field.unreadable(as: "Double") }
        return value
    }
}

extension String: SQLDecodable {
    /// The server's text of any value, exactly: numerics with their scale, timestamps as PostgreSQL writes them.
    package static func decode(_ field: Field) throws -> String {
        String(decoding: try field.bytes(for: "String"), as: UTF8.self)
    }
}

extension Optional: SQLDecodable where Wrapped: SQLDecodable {
    package static func decode(_ field: Field) throws -> Wrapped? {
        field.isNull ? nil : try Wrapped.decode(field)
    }
}

extension Array: SQLDecodable where Element: SQLArrayElement {
    /// `[UInt8]` reads `bytea`, every other array a one-dimensional PostgreSQL array without NULLs.
    package static func decode(_ field: Field) throws -> [Element] { try Element.decode(array: field) }
}
