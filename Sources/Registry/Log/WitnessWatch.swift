import FoundationEssentials
import Postgres
import Records

/// Keeps decisions from being taken while nobody outside has seen the log for too long: what witnesses have not seen could still
/// be left out by who rules the database and the key.
package final class WitnessWatch: Sendable {
    /// After so many seconds without a witnessed head nothing is decided any more.
    let limit: Int64
    /// Counts where nothing was ever recorded, so that nothing waits for a witness.
    private let started: Int64
    private let now: @Sendable () -> Int64
    /// When the database was asked last, and since when no head was witnessed by what it said.
    private let known = Locked<(asked: Int64, since: Int64?)?>(nil)

    /// So long an answer of the database is believed, in seconds.
    private static let freshness: Int64 = 5

    /// - Parameters:
    ///   - limit: in seconds.
    ///   - now: seconds since 1970.
    package init(limit: Int64, now: @escaping @Sendable () -> Int64 = { Int64(Date().timeIntervalSince1970) }) {
        self.limit = limit
        self.now = now
        started = now()
    }

    /// For how many seconds no head was witnessed: since the last one, or, where none ever was, since the first act of the log.
    /// A service that is started anew counts on.
    func age(_ database: Database) async throws -> Int64 {
        let time = now()
        if let known = known.withLock({ $0 }), time - known.asked < Self.freshness {
            return time - (known.since ?? started)
        }
        let since = try await database.query(
            "SELECT extract(epoch FROM coalesce(h.witnessed_at, ops.log_began()))::bigint FROM ops.log_heads() AS h"
        ) { rows in try rows.map { try $0.decode(Int?.self, 0) }.first ?? nil }.map { Int64($0) }
        known.withLock { $0 = (time, since) }
        return time - (since ?? started)
    }
}

extension Registry {
    /// - Throws: `Refusal` `log_not_witnessed` where a witness has to have seen the log, and none has for too long.
    func requireWitnesses() async throws {
        guard let witnesses else { return }
        let age = try await witnesses.age(database)
        guard age > witnesses.limit else { return }
        throw Refusal(
            .busy, "log_not_witnessed",
            "No witness has signed a head of the log for \(Self.hours(age)), so nothing is decided and no action is recorded.",
            hint: "Ask who operates the service to type: registryd doctor. Inspections and reports are still taken in.")
    }

    /// `4 h 12 min`.
    private static func hours(_ seconds: Int64) -> String {
        let (hours, minutes) = (seconds / 3600, seconds % 3600 / 60)
        return hours == 0 ? "\(minutes) min" : "\(hours) h \(minutes) min"
    }
}
