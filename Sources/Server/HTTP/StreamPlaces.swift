import NIOConcurrencyHelpers
import Records

/// How much may be held by streams (connections to the database, open files): clients set their pace, so they must not take all.
final class StreamPlaces: Sendable {
    /// Connections that one stream holds; given back when nobody keeps it any more, where its answer was never begun or
    /// broke off.
    final class Taken: Sendable {
        private let places: StreamPlaces
        private let count: NIOLockedValueBox<Int>

        fileprivate init(_ places: StreamPlaces, _ count: Int) {
            self.places = places
            self.count = NIOLockedValueBox(count)
        }

        /// Once the stream is whole.
        func giveBack() {
            let count = count.withLockedValue { count in
                defer { count = 0 }
                return count
            }
            places.taken.withLockedValue { $0 -= count }
        }

        deinit { giveBack() }
    }

    private let limit: Int
    /// What the streams are, in the plural.
    private let what: String
    private let taken = NIOLockedValueBox(0)

    init(limit: Int, of what: String = "exports and comparisons") {
        self.limit = limit
        self.what = what
    }

    /// Places for a stream that needs `count` connections, or as many as there are.
    /// - Throws: `Refusal` `too_many_streams`.
    func take(_ count: Int = 1) throws -> Taken {
        let needed = min(count, max(limit, 1))
        let isFree = taken.withLockedValue { taken in
            guard taken + needed <= limit else { return false }
            taken += needed
            return true
        }
        guard isFree else {
            throw Refusal(
                .busy, "too_many_streams",
                "Nothing was begun: as many \(what) are running as may at one time.",
                hint: "Send the same request again when one of them has ended.")
        }
        return Taken(self, needed)
    }
}
