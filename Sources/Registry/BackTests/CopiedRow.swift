import Policy

/// Reads the values of rows that PostgreSQL wrote with `COPY … TO STDOUT` in its text format, one after another.
///
/// Source: PostgreSQL 15, COPY, "Text Format".
struct CopiedRow {
    private let bytes: UnsafeBufferPointer<UInt8>
    private var place = 0

    init(_ bytes: UnsafeBufferPointer<UInt8>) { self.bytes = bytes }

    var isAtEnd: Bool { place >= bytes.count }

    /// The next value; nil for NULL.
    mutating func text() -> String? {
        guard let field = next() else { return nil }
        let written = UnsafeBufferPointer(rebasing: bytes[field])
        guard written.contains(Self.backslash) else { return String(decoding: written, as: UTF8.self) }
        return String(decoding: Self.unescaped(written), as: UTF8.self)
    }

    /// The next value, which has to be there.
    mutating func known() throws -> String {
        guard let text = text() else { throw Unreadable(value: "NULL") }
        return text
    }

    /// The next value as a day in the form YYYY-MM-DD; nil for NULL.
    mutating func day() throws -> LocalDate? {
        guard let field = next() else { return nil }
        if field.count == 10, let day = Self.day(bytes[field]) { return day }
        let text = String(decoding: bytes[field], as: UTF8.self)
        guard let day = LocalDate(text) else { throw Unreadable(value: text) }
        return day
    }

    mutating func knownDay() throws -> LocalDate {
        guard let day = try day() else { throw Unreadable(value: "NULL") }
        return day
    }

    /// The next value's first byte; nil for NULL and for an empty text.
    mutating func letter() -> UInt8? { next().flatMap { bytes[$0].first } }

    mutating func number() throws -> Int {
        let text = try known()
        guard let number = Int(text) else { throw Unreadable(value: text) }
        return number
    }

    /// A value that is not what the statement selects: a fault of this program.
    struct Unreadable: Error {
        var value: String
    }

    /// The place of the next value, and over the tab or the line's end behind it.
    private mutating func next() -> Range<Int>? {
        let start = place
        while place < bytes.count, bytes[place] != Self.tab, bytes[place] != Self.newline { place += 1 }
        let end = place
        place += 1
        let isNull = end - start == 2 && bytes[start] == Self.backslash && bytes[start + 1] == UInt8(ascii: "N")
        return isNull ? nil : start..<end
    }

    private static let tab = UInt8(ascii: "\t")
    private static let newline = UInt8(ascii: "\n")
    private static let backslash = UInt8(ascii: "\\")

    private static func day(_ digits: Slice<UnsafeBufferPointer<UInt8>>) -> LocalDate? {
        func number(_ places: Range<Int>) -> Int {
            places.reduce(0) { $0 &* 10 &+ Int(digits[digits.startIndex + $1]) &- 48 }
        }
        return LocalDate(year: number(0..<4), month: number(5..<7), day: number(8..<10))
    }

    /// What COPY writes with a backslash: control characters, and the backslash itself.
    private static func unescaped(_ written: UnsafeBufferPointer<UInt8>) -> [UInt8] {
        var (bytes, isEscaped) = ([UInt8](), false)
        for byte in written {
            if isEscaped {
                bytes.append(controls[byte] ?? byte)
                isEscaped = false
            } else if byte == backslash {
                isEscaped = true
            } else {
                bytes.append(byte)
            }
        }
        return bytes
    }

    private static let controls: [UInt8: UInt8] = [
        UInt8(ascii: "b"): 8, UInt8(ascii: "t"): 9, UInt8(ascii: "n"): 10, UInt8(ascii: "v"): 11,
        UInt8(ascii: "f"): 12, UInt8(ascii: "r"): 13,
    ]
}
