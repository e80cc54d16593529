import Postgres
import Records

extension Registry {
    /// Months end by the database's clock, and what has ended can't be brought back: a clock that is far ahead must not end it.
    /// - Parameter now: seconds of Unix time by the machine that asks.
    /// - Throws: `Refusal` `clocks_differ` where the two are more than an hour apart.
    package func requireSameClock(now: Int, _ actor: Actor) async throws {
        let theirs: Int = try await read(actor) { db in
            try db.one("SELECT floor(extract(epoch FROM clock_timestamp()))::bigint")
        }
        guard abs(theirs - now) > 3600 else { return }
        func told(_ seconds: Int) -> Instant { Instant(microseconds: Int64(seconds) * 1_000_000) }
        throw Refusal(
            .notPossibleNow, "clocks_differ",
            "The database's clock says \(told(theirs)) and this machine's \(told(now)), so nothing was ended.",
            hint: "Set the clocks right; whatever ends is ended for good.")
    }

    /// For how many months contact data are kept after each outcome, and whether the authority set it.
    package func contactRetention(_ actor: Actor) async throws -> Answer {
        try await read(actor) { db in try SetNumbers.contactMonths.told(actor, db) }
    }

    /// Sets for how many months contact data are kept after an outcome. It counts for all, also for those already received.
    /// - Throws: `Refusal` `retention_has_a_reason`, or for want of the role.
    package func setContactRetention(_ change: RetentionChange, _ call: Call) async throws -> Answer {
        try await act(call) { db in
            try SetNumbers.contactMonths.set(change.outcome.rawValue, change.months, change.reason, call.actor, db)
        }
    }
}
