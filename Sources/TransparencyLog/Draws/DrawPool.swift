import Crypto

/// What a draw is made from: who can be drawn, and for what. It is fixed, and its digest logged, before anybody can know
/// the seed (after the idea of RFC 3797: publish the pool and the method, then wait for a source that nobody chooses).
package struct DrawPool: Hashable, Sendable {
    /// The name of the draw, which goes into its seed, so that two draws under one head of the log differ.
    package let id: String
    /// 32 random bytes, fixed with the pool and known to those alone who may see the draw: heads of the log are public, so
    /// without it whoever works the pool out can draw beforehand.
    package let secret: [UInt8]
    /// Names that say nothing to strangers, sorted by their bytes: the result doesn't depend on the order of typing.
    package let members: [String]
    /// In the order in which they are drawn for.
    package let slots: [DrawSlot]

    package init(
        id: String, secret: [UInt8], members: some Collection<String>, slots: [DrawSlot]
    ) throws(DrawProblem) {
        self.id = id
        self.secret = secret
        self.members = members.sorted(by: Self.precedes)
        self.slots = slots
        try check()
    }

    /// SHA-256 of the text, in small hexadecimal letters.
    package var digest: String { Self.hex(SHA256.hash(data: Array(text.utf8))) }

    /// The seed: SHA-256 of `draw`, the name of the draw, the 32 bytes of the secret and the 32 bytes of the root of the next
    /// signed head.
    package func seed(root: TreeHash) -> [UInt8] {
        Array(SHA256.hash(data: Array("draw".utf8) + Array(id.utf8) + secret + root.bytes))
    }

    /// Who is drawn for each slot, in the order of the draw.
    ///
    /// For each slot the whole pool is shuffled anew, and the first who are not barred are taken; so what is barred for
    /// one slot changes nothing of another, and each choice of those who can be drawn is as likely as every other.
    package func drawn(seed: [UInt8]) -> [[String]] {
        var stream = DrawStream(seed: seed)
        return slots.map { slot in
            let barred = Set(slot.barred)
            return Array(stream.shuffled(members).lazy.filter { !barred.contains($0) }.prefix(slot.seats))
        }
    }

    package static func hex(_ bytes: some Sequence<UInt8>) -> String {
        let digits = Array("0123456789abcdef".utf8)
        return String(decoding: bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
    }

    /// The order of the bytes, in every language and locale the same.
    package static func precedes(_ one: String, _ other: String) -> Bool {
        one.utf8.lexicographicallyPrecedes(other.utf8)
    }

    private func check() throws(DrawProblem) {
        guard secret.count == 32 else { throw .secret }
        guard !members.isEmpty else { throw .nobody }
        guard !slots.isEmpty else { throw .nothingToDrawFor }
        for name in [id] + members + slots.map(\.id) where !Self.isName(name) { throw .name(name) }
        if let twice = Self.repeated(members) ?? Self.repeated(slots.map(\.id).sorted(by: Self.precedes)) {
            throw .namedTwice(twice)
        }
        let known = Set(members)
        for slot in slots {
            if let twice = Self.repeated(slot.barred) { throw .namedTwice(twice) }
            if let stranger = slot.barred.first(where: { !known.contains($0) }) {
                throw .stranger(slot: slot.id, member: stranger)
            }
            let left = members.count - slot.barred.count
            guard slot.seats >= 1, left >= slot.seats else {
                throw .tooFew(slot: slot.id, seats: slot.seats, left: left)
            }
        }
    }

    private static func isName(_ text: String) -> Bool {
        (1...64).contains(text.utf8.count)
            && text.utf8.allSatisfy {
                switch $0 {
                case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                    UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "."), UInt8(ascii: "-"), UInt8(ascii: "_"):
                    true
                default: false
                }
            }
    }

    private static func repeated(_ sorted: [String]) -> String? {
        zip(sorted, sorted.dropFirst()).first { $0 == $1 }?.0
    }
}
