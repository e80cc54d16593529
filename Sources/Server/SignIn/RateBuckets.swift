import Crypto
import NIOConcurrencyHelpers
import Registry

/// Counts attempts by the generic cell rate algorithm: for each limit and subject the moment at which it would be empty again, and nothing
/// else. A subject is known by a keyed hash alone, with a key that nobody keeps.
final class RateBuckets: Sendable {
    private struct Key: Hashable, Sendable {
        let limit: String
        let subject: [UInt8]
    }

    /// More subjects than these are forgotten, those that have waited out their time first.
    private static let most = 100_000

    private let key = SymmetricKey(size: .bits256)
    private let emptyAt = NIOLockedValueBox<[Key: Double]>([:])

    /// Takes one attempt, where each limit has room for it.
    /// - Parameter now: in seconds of any clock that doesn't go back.
    /// - Returns: after how many seconds there is room; nil when it was taken.
    func take(_ limits: [(limit: RateLimit, subject: String)], now: Double) -> Double? {
        let keys = limits.map {
            Key(limit: "\($0.limit.action) \($0.limit.subject.rawValue)", subject: name($0.subject))
        }
        return emptyAt.withLockedValue { emptyAt in
            var wait = 0.0
            for (key, entry) in zip(keys, limits) {
                let empty = max(emptyAt[key] ?? now, now)
                wait = max(wait, empty - entry.limit.tolerance - now)
            }
            guard wait <= 0 else { return wait }
            for (key, entry) in zip(keys, limits) {
                emptyAt[key] = max(emptyAt[key] ?? now, now) + entry.limit.interval
            }
            if emptyAt.count > Self.most { Self.forget(&emptyAt, now) }
            return nil
        }
    }

    private static func forget(_ emptyAt: inout [Key: Double], _ now: Double) {
        emptyAt = emptyAt.filter { $0.value > now }
        guard emptyAt.count > most else { return }
        // Who is nearest to having nothing held against them is forgotten first; never all, or a crowd would clear a guesser.
        let kept = emptyAt.sorted { $0.value > $1.value }.prefix(most / 2)
        emptyAt = Dictionary(uniqueKeysWithValues: kept.map { ($0.key, $0.value) })
    }

    private func name(_ subject: String) -> [UInt8] {
        Array(HMAC<SHA256>.authenticationCode(for: Array(subject.utf8), using: key).prefix(16))
    }
}

extension RateLimit {
    /// How long one attempt takes to wear off.
    fileprivate var interval: Double { Double(seconds) / Double(count) }

    /// How much of that may be open already when another one comes.
    fileprivate var tolerance: Double { interval * Double(burst - 1) }
}
