import Policy

/// Reads the values of rows that PostgreSQL wrote with `COPY … TO STDOUT (FORMAT binary)`, one after another.
///
/// Source: PostgreSQL 15, COPY, "Binary Format".
struct CopiedRow {
    private let bytes: UnsafeRawBufferPointer
    private var place = 0

    init(_ bytes: UnsafeRawBufferPointer) { self.bytes = bytes }

    /// Goes to the first value of the next row; false when there is none.
    /// - Parameter columns: how many values it has.
    mutating func begin(columns: Int) throws -> Bool {
        guard place < bytes.count else { return false }
        var count = try integer(Int16.self)
        if count == Self.beginsHeader {
            place += Self.headerLength - 2
            count = try integer(Int16.self)
        }
        if count == -1 { return false }
        guard count == columns else { throw Unreadable(value: "\(count) columns") }
        return true
    }

    /// The next value; nil for NULL.
    mutating func text() throws -> String? {
        try field().map { String(decoding: bytes[$0], as: UTF8.self) }
    }

    /// The bytes of the next value; nil for NULL.
    mutating func data() throws -> [UInt8]? { try field().map { Array(bytes[$0]) } }

    /// The next value, which has to be there.
    mutating func known() throws -> String {
        guard let text = try text() else { throw Unreadable(value: "NULL") }
        return text
    }

    /// The next value as a word that `words` knows; nil for NULL and for another one.
    mutating func word<Word>(of words: CopiedWords<Word>) throws -> Word? {
        try field().flatMap { words.word(UnsafeRawBufferPointer(rebasing: bytes[$0])) }
    }

    /// The next value, which is a date; nil for NULL.
    mutating func day() throws -> LocalDate? {
        guard let days = try value(Int32.self) else { return nil }
        let day = LocalDate(daysSince1970: Int(days) + Self.daysTo2000)
        guard let day else { throw Unreadable(value: "\(days) days") }
        return day
    }

    mutating func knownDay() throws -> LocalDate {
        guard let day = try day() else { throw Unreadable(value: "NULL") }
        return day
    }

    /// The next value, which is a bigint, or a timestamptz in microseconds; nil for NULL.
    mutating func number() throws -> Int? { try value(Int64.self).map(Int.init) }

    mutating func knownNumber() throws -> Int {
        guard let number = try number() else { throw Unreadable(value: "NULL") }
        return number
    }

    /// The next value, which is a double precision; nil for NULL.
    mutating func double() throws -> Double? { try value(UInt64.self).map(Double.init(bitPattern:)) }

    /// The next value, which is a "char".
    mutating func letter() throws -> UInt8 { try value(UInt8.self) ?? 0 }

    mutating func skip() throws { _ = try field() }

    /// A value that is not what the statement selects: a fault of this program.
    struct Unreadable: Error {
        var value: String
    }

    private mutating func value<Value: FixedWidthInteger & BitwiseCopyable>(_ type: Value.Type) throws -> Value? {
        guard let field = try field() else { return nil }
        guard field.count == MemoryLayout<Value>.size else { throw Unreadable(value: "\(field.count) bytes") }
        return Value(bigEndian: bytes.loadUnaligned(fromByteOffset: field.lowerBound, as: type))
    }

    /// The place of the next value, and over it.
    private mutating func field() throws -> Range<Int>? {
        let length = Int(try integer(Int32.self))
        guard length >= 0 else { return nil }
        guard place + length <= bytes.count else { throw Unreadable(value: "\(length) bytes") }
        defer { place += length }
        return place..<place + length
    }

    private mutating func integer<Value: FixedWidthInteger & BitwiseCopyable>(_ type: Value.Type) throws -> Value {
        let end = place + MemoryLayout<Value>.size
        guard end <= bytes.count else { throw Unreadable(value: "\(bytes.count - place) bytes") }
        defer { place = end }
        return Value(bigEndian: bytes.loadUnaligned(fromByteOffset: place, as: type))
    }

    /// A signature of eleven bytes, which begins with `PG`, flags, and the length of an extension that has no use yet.
    private static let beginsHeader: Int16 = 0x5047
    private static let headerLength = 19
    private static let daysTo2000 = 10_957
}
