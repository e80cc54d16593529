import Records

/// A UUID of version 7 (RFC 9562): its first 48 bits are the time in milliseconds.
struct ClientUUID: Sendable, Equatable {
    let text: String

    init(at instant: Instant, random: inout some RandomNumberGenerator) {
        let milliseconds = UInt64(max(0, instant.microseconds / 1000)) & 0xFFFF_FFFF_FFFF
        let high = milliseconds << 16 | 0x7000 | UInt64.random(in: 0...0xFFF, using: &random)
        let low = 0x8000_0000_0000_0000 | UInt64.random(in: 0...0x3FFF_FFFF_FFFF_FFFF, using: &random)
        let digits = Self.hexadecimal(high) + Self.hexadecimal(low)
        var text = ""
        for (place, digit) in digits.enumerated() {
            if [8, 12, 16, 20].contains(place) { text.append("-") }
            text.append(digit)
        }
        self.text = text
    }

    /// - Throws: `Failure` for a text that is no UUID of version 7.
    init(_ written: String) throws(Failure) {
        guard let uuid = UUIDText(written), uuid.isVersion7 else {
            throw Failure(
                .refused, "not_a_uuid", "--id \(written) is not an id of an inspection.",
                why: ["It is a UUID of version 7, like 01936f2e-7c1a-7b3e-8f00-1c2d3e4f5a6b."])
        }
        text = uuid.text
    }

    static func new(at instant: Instant) -> ClientUUID {
        var random = SystemRandomNumberGenerator()
        return ClientUUID(at: instant, random: &random)
    }

    /// When it was made, to the millisecond.
    var instant: Instant {
        let digits = text.filter { $0 != "-" }.prefix(12)
        return Instant(microseconds: (Int64(digits, radix: 16) ?? 0) * 1000)
    }

    private static func hexadecimal(_ value: UInt64) -> String {
        let digits = String(value, radix: 16)
        return String(repeating: "0", count: 16 - digits.count) + digits
    }
}
