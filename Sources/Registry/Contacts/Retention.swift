import Postgres
import Records

extension Registry {
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
