/// The values bound to one statement: all texts in one buffer, each ended by a zero byte, as libpq wants them.
package struct SQLParameters: Sendable {
    struct Slot: Sendable {
        /// Where the value starts in `bytes`; -1 is NULL.
        var offset: Int32
        var length: Int32
        /// Type OID, 0 = let the server infer it.
        var type: UInt32
        /// 0 text, 1 binary.
        var format: Int32
        /// Where the placeholder `$n` starts in the statement's text, in UTF-8 bytes.
        var position: Int32
    }

    private(set) var bytes: [UInt8] = []
    var slots: [Slot] = []
    /// A text with a zero character, which PostgreSQL cannot store and libpq would cut.
    private(set) var hasZeroCharacter = false
    private(set) var position: Int32 = 0

    init() {}

    mutating func reserve(_ count: Int) {
        slots.reserveCapacity(count)
        bytes.reserveCapacity(count * 16)
    }

    /// The next value belongs to the placeholder that starts at this byte of the text.
    mutating func expectPlaceholder(at position: Int) { self.position = Int32(position) }

    /// Binds NULL.
    package mutating func appendNull(type: UInt32 = 0) {
        slots.append(Slot(offset: -1, length: 0, type: type, format: 0, position: position))
    }

    /// Binds the value's text as PostgreSQL reads it; `type` 0 lets the server infer the type.
    package mutating func append(text: String, type: UInt32 = 0) {
        var text = text
        let start = bytes.count
        text.withUTF8 { utf8 in
            if utf8.contains(0) { hasZeroCharacter = true }
            bytes.append(contentsOf: utf8)
        }
        close(from: start, type: type, format: 0)
    }

    /// Binds an integer.
    package mutating func append(integer: Int64, type: UInt32 = 0) {
        let start = bytes.count
        withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 20) { digits in
            var rest = integer.magnitude
            var next = 20
            repeat {
                next -= 1
                digits[next] = 48 + UInt8(rest % 10)
                rest /= 10
            } while rest > 0
            if integer < 0 {
                next -= 1
                digits[next] = 45
            }
            bytes.append(contentsOf: digits[next..<20])
        }
        close(from: start, type: type, format: 0)
    }

    /// Binds bytes as they are, as `bytea`.
    package mutating func append(bytea: [UInt8]) {
        let start = bytes.count
        bytes.append(contentsOf: bytea)
        close(from: start, type: TypeOID.bytea, format: 1)
    }

    /// Takes over one value of another statement for a placeholder at `position`.
    mutating func append(_ slot: Slot, of other: SQLParameters) {
        guard slot.offset >= 0 else { return appendNull(type: slot.type) }
        let start = bytes.count
        bytes.append(contentsOf: other.bytes[Int(slot.offset)..<Int(slot.offset + slot.length)])
        if other.hasZeroCharacter { hasZeroCharacter = true }
        close(from: start, type: slot.type, format: slot.format)
    }

    /// The bound text of one value, nil for NULL and for binary values.
    func text(of slot: Slot) -> String? {
        guard slot.offset >= 0, slot.format == 0 else { return nil }
        return String(decoding: bytes[Int(slot.offset)..<Int(slot.offset + slot.length)], as: UTF8.self)
    }

    private mutating func close(from start: Int, type: UInt32, format: Int32) {
        let length = bytes.count - start
        bytes.append(0)
        slots.append(
            Slot(offset: Int32(start), length: Int32(length), type: type, format: format, position: position))
    }
}
