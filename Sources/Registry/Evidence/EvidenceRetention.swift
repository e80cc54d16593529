import Postgres
import Records

extension Registry {
    /// For how many months evidence files are kept after what became of their record, and whether the authority set it.
    package func evidenceRetention(_ actor: Actor) async throws -> Answer {
        try await read(actor) { db in try SetNumbers.evidenceMonths.told(actor, db) }
    }

    /// Sets for how many months evidence files are kept after an outcome. It counts for all, also for those already received.
    /// - Throws: `Refusal` `evidence_retention_has_a_reason`, or for want of the role.
    package func setEvidenceRetention(_ change: EvidenceRetentionChange, _ call: Call) async throws -> Answer {
        try await act(call) { db in
            try SetNumbers.evidenceMonths.set(change.outcome.rawValue, change.months, change.reason, call.actor, db)
        }
    }

    /// Keeps a file beyond its time, until the hold is lifted.
    /// - Throws: `Refusal` `unknown_evidence`, `evidence_is_held_once`, `destroyed_evidence_stays_so`, `evidence_hold_has_a_reason`,
    ///   `barred_by_a_conflict_of_interest`, or for want of the role.
    package func holdEvidence(_ digest: FileDigest, _ reason: Reason, _ call: Call) async throws -> Answer {
        try await act(call) { db in
            let id = try Self.evidence(digest, call.actor, db)
            try db.execute(
                """
                INSERT INTO registry.evidence_hold (jurisdiction_id, evidence_id, status, act, reason, changed_by)
                VALUES (\(call.actor.jurisdiction), \(id), 'held', 'place', \(reason.text), \(call.actor.person))
                """)
            return try Self.evidenceCard(digest, call.actor, db, status: 201)
        }
    }

    /// Lifts the hold; the file is kept as long as its records say.
    /// - Throws: `Refusal` `unknown_evidence`, `evidence_not_held`, `evidence_hold_has_a_reason`, or for want of the role.
    package func releaseEvidence(_ digest: FileDigest, _ reason: Reason, _ call: Call) async throws -> Answer {
        try await act(call) { db in
            let id = try Self.evidence(digest, call.actor, db)
            let changed = try db.execute(
                """
                UPDATE registry.evidence_hold SET status = 'lifted', act = 'lift', effective_on = NULL, reason = \(reason.text),
                    version = version + 1, changed_by = \(call.actor.person)
                WHERE jurisdiction_id = \(call.actor.jurisdiction) AND evidence_id = \(id) AND status = 'held'
                """)
            guard changed > 0 else {
                throw Refusal(
                    .notPossibleNow, "evidence_not_held", "The file \(digest.short) is not held.",
                    hint: "Look at the file; it says how long it is kept.")
            }
            return try Self.evidenceCard(digest, call.actor, db)
        }
    }
}
