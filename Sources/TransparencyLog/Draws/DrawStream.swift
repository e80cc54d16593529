import Crypto

/// Numbers that follow from a seed alone.
///
/// Block n of the stream is SHA-256 of the 32 bytes of the seed and of n in 8 bytes, the first first (n from 0); a number
/// is the next 8 bytes, the most significant first.
package struct DrawStream {
    private let seed: [UInt8]
    private var block: [UInt8] = []
    private var blocks: UInt64 = 0

    package init(seed: [UInt8]) {
        self.seed = seed
    }

    /// A number from 0 to one less than the bound, each as likely as every other.
    ///
    /// A number of 64 bits at or above the largest multiple of the bound is dropped and the next one taken: without that
    /// the small results would come a little more often.
    package mutating func number(below bound: UInt64) -> UInt64 {
        // 2^64 modulo the bound; the numbers from 2^64 minus this on are dropped.
        let excess = (0 &- bound) % bound
        while true {
            let number = next()
            if excess == 0 || number < 0 &- excess { return number % bound }
        }
    }

    /// The items in an order by lot: the first changes places with one of all, the second with one of those from it on,
    /// and so on until the last but one (Fisher and Yates; Durstenfeld 1964, from the front).
    package mutating func shuffled(_ items: [String]) -> [String] {
        var items = items
        for place in items.indices.dropLast() {
            items.swapAt(place, place + Int(number(below: UInt64(items.count - place))))
        }
        return items
    }

    private mutating func next() -> UInt64 {
        if block.isEmpty {
            block = Array(SHA256.hash(data: seed + Self.bytes(blocks)))
            blocks += 1
        }
        defer { block.removeFirst(8) }
        return block.prefix(8).reduce(0) { $0 << 8 | UInt64($1) }
    }

    private static func bytes(_ number: UInt64) -> [UInt8] {
        (0..<8).map { UInt8(truncatingIfNeeded: number >> (56 - 8 * $0)) }
    }
}
