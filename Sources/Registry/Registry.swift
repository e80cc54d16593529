import EvidenceFiles
import Policy
import Postgres
import Records

/// The records and what can happen to them. Each act is one method in an extension beside its subject, and one transaction.
package struct Registry: Sendable {
    package let database: Database
    let signer: ContextSigner
    let packs: PackShelf
    let epochKeys: EpochKeyStore
    package let evidence: EvidenceFolder?
    let receipts: Receipts?
    let witnesses: WitnessWatch?

    /// - Parameters:
    ///   - packs: how texts of policy packs are read, and those that ship with the program.
    ///   - epochKeys: where the keys are with which contact data end; without them none are taken.
    ///   - evidence: where evidence files lie; nil takes and hands out none.
    ///   - receipts: signs receipts of changes; nil gives none.
    ///   - witnesses: knows for how long no witness has seen the log; nil where none has to.
    package init(
        database: Database, contextKey: [UInt8], packs: PackShelf, epochKeys: EpochKeyStore = .none,
        evidence: EvidenceFolder? = nil, receipts: Receipts? = nil, witnesses: WitnessWatch? = nil
    ) {
        self.witnesses = witnesses
        self.receipts = receipts
        self.database = database
        self.signer = ContextSigner(key: contextKey)
        self.packs = packs
        self.epochKeys = epochKeys
        self.evidence = evidence
    }

    /// The actor's name in logs: the pseudonym that the audit outbox uses.
    package func pseudonym(of actor: Actor) -> String { signer.pseudonym(of: actor) }

    /// The name of a login in logs, which doesn't tell whether there is such an account.
    package func pseudonym(ofLogin login: String, in jurisdiction: String) -> String {
        signer.pseudonym(ofLogin: login, in: jurisdiction)
    }

    /// Says whether the registry can take changes now.
    /// - Throws: `PostgresError` when the database can't be reached; `Refusal` `read_only` when it takes no changes.
    package func health() async throws {
        let takesNoChanges = try await database.query("SELECT pg_is_in_recovery()") { try $0[0].decode(Bool.self, 0) }
        guard !takesNoChanges else {
            throw Refusal(
                .busy, "read_only", "The database takes no changes at the moment.",
                hint: "Wait for the primary server, or connect to it.")
        }
    }

    /// One act: a serializable transaction that begins with the signed context and ends with the answer kept under the
    /// idempotency key, or rolled back when the call is a dry run.
    ///
    /// `body` may run more than once (after a serialization failure) and must not touch anything but its transaction.
    /// - Parameter lifetime: seconds for which the signed context holds; longer than the act can take.
    /// - Parameter settings: for the transaction, made with the signed context.
    /// - Throws: `Refusal`; `PostgresError` for what is an outage or a bug.
    func act(
        _ call: Call, lifetime: Int = ContextSigner.lifetime, settings: SQL? = nil,
        _ body: @escaping @Sendable (Transaction) throws -> Answer
    ) async throws -> Answer {
        try Checks(call.problems).finish()
        return try await act(call, lifetime: lifetime, settings: settings, checking: { _, _ in }) { _, db in
            try body(db)
        }
    }

    /// One act whose input has to be checked against what is known: `checking` notes what is wrong with whatever could
    /// be read, and `body` gets what it found, when nothing is.
    ///
    /// Both may run more than once and must not touch anything but the transaction.
    /// - Throws: `Refusal` with all problems of the input at once, those of `call.problems` first.
    func act<Known>(
        _ call: Call, lifetime: Int = ContextSigner.lifetime, settings: SQL? = nil,
        checking: @escaping @Sendable (inout Checks, Transaction) throws -> Known,
        _ body: @escaping @Sendable (Known, Transaction) throws -> Answer
    ) async throws -> Answer {
        if let given = try await storedAnswer(to: call) { return given }
        let noted = Locked<Receipts.Noted?>(nil)
        let isReceipted = receipts != nil
        do {
            var answer = try await refusing {
                try await database.write(
                    [signer.statement(for: call.actor, lifetime: lifetime, settings: settings)],
                    outcome: call.dryRun ? .rollback : .commit
                ) { db in
                    if isReceipted {
                        db.lookLast(Receipts.note) { rows in
                            let said = try Receipts.Noted(rows)
                            noted.withLock { $0 = said }
                        }
                    }
                    var checks = Checks(call.problems)
                    let known = try checking(&checks, db)
                    try checks.finish()
                    let answer = try body(known, db)
                    try store(answer, for: call, db)
                    return answer
                }
            }
            // What was done is done, with a receipt or without one.
            answer.receipt = try? await receipts?.field(noted.withLock { $0 }, database)
            return answer
        } catch {
            // The same call may have been committed meanwhile: by another connection, or by an attempt of this one whose
            // answer was lost. Then its answer stands, whatever this attempt ran into.
            guard let given = try await storedAnswer(to: call, after: error) else { throw error }
            return given
        }
    }

    /// The answer that was given under the call's key, or nil, when an attempt at the call has failed.
    /// - Throws: `Refusal` when the key was used for another request; `failure` itself when the look-up fails too, so that
    ///   a change whose fate is not known is not told as one that was not made.
    private func storedAnswer(to call: Call, after failure: any Error) async throws -> Answer? {
        do {
            return try await storedAnswer(to: call)
        } catch let refusal as Refusal where refusal.kind == .keyReused {
            throw refusal
        } catch {
            throw failure
        }
    }

    /// One read in one snapshot, with the signed context.
    /// - Throws: `Refusal`; `PostgresError` for what is an outage or a bug.
    func read<R: Sendable>(_ actor: Actor, _ body: @escaping @Sendable (Transaction) throws -> R) async throws -> R {
        try await refusing {
            try await database.read([signer.statement(for: actor)], body)
        }
    }

    /// One statement that reads, with the signed context, in one round trip: what most lists and cards need.
    /// - Throws: `Refusal`; `PostgresError` for what is an outage or a bug.
    func look<R: Sendable>(
        _ actor: Actor, _ statement: SQL, _ decode: @escaping @Sendable (Rows) throws -> R
    ) async throws -> R {
        try await refusing {
            try await database.look([signer.statement(for: actor)], statement, decode)
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
