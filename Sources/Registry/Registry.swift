import Policy
import Postgres
import Records

/// The records and what can happen to them. Each act is one method in an extension beside its subject, and one transaction.
package struct Registry: Sendable {
    package let database: Database
    let signer: ContextSigner
    let packs: PackShelf

    /// - Parameter packs: the policy packs that this program can read, by id and version.
    package init(database: Database, contextKey: [UInt8], packs: PackShelf) {
        self.database = database
        self.signer = ContextSigner(key: contextKey)
        self.packs = packs
    }

    /// One act: a serializable transaction that begins with the signed context and ends with the answer kept under the
    /// idempotency key, or rolled back when the call is a dry run.
    ///
    /// `body` may run more than once (after a serialization failure) and must not touch anything but its transaction.
    /// - Throws: `Refusal`; `PostgresError` for what is an outage or a bug.
    func act(_ call: Call, _ body: @escaping @Sendable (Transaction) throws -> Answer) async throws -> Answer {
        do {
            return try await attempt(call, body)
        } catch let refusal as Refusal where refusal.code == Self.keyTaken {
            // The other call with the same key has been committed since: its answer is there now.
            return try await attempt(call, body)
        }
    }

    private static let keyTaken = "idempotency_key_used_once"

    private func attempt(
        _ call: Call, _ body: @escaping @Sendable (Transaction) throws -> Answer
    ) async throws -> Answer {
        try await refusing {
            try await database.write(
                [signer.statement(for: call.actor)], outcome: call.dryRun ? .rollback : .commit
            ) { db in
                if let given = try storedAnswer(to: call, db) { return given }
                let answer = try body(db)
                try store(answer, for: call, db)
                return answer
            }
        }
    }

    /// One read in one snapshot, with the signed context.
    /// - Throws: `Refusal`; `PostgresError` for what is an outage or a bug.
    func read<R: Sendable>(_ actor: Actor, _ body: @escaping @Sendable (Transaction) throws -> R) async throws -> R {
        try await refusing {
            try await database.read([signer.statement(for: actor)], body)
        }
    }

    /// `work`, with what the database refuses told as a `Refusal`.
    func refusing<R>(_ work: () async throws -> R) async throws -> R {
        do {
            return try await work()
        } catch let error as PostgresError {
            throw error.refusal ?? error
        }
    }
}
