import Postgres
import TransparencyLog

/// How the log is handed over from one key to the next.
package struct LogKeys: Sendable {
    private let database: Database

    /// - Parameter database: logged in as `registry_signer`.
    package init(database: Database) { self.database = database }

    /// Announces the key that follows; the sequencer puts the announcement into the log. Once is enough.
    package func announce(_ next: VerifierKey, from signer: NoteSigner) async throws {
        guard let handover = try KeyHandover(from: signer, to: next) else { return }
        try await database.write(isolation: .readCommitted) { db in
            try db.execute(
                """
                INSERT INTO audit.log_key (new_key, old_key, signature)
                VALUES (\(next.vkey), \(signer.verifier.vkey), \(handover.signature)::bytea)
                ON CONFLICT (new_key) DO NOTHING
                """)
        }
    }

    /// Whether a stored head that both keys have signed covers the announcement.
    package func isSigned(by old: VerifierKey, and new: VerifierKey) async throws -> Bool {
        let notes = try await database.query(
            """
            SELECT c.note FROM audit.checkpoint AS c
            WHERE c.size > (SELECT e.leaf_index FROM audit.log_entry AS e WHERE e.log_key = \(new.vkey))
            ORDER BY c.size LIMIT 100
            """
        ) { rows in try rows.map { try $0.decode(String.self, 0) } }
        return notes.contains { text in
            guard case .signed(let keys)? = SignedNote(text.utf8)?.verify(with: [old, new]) else { return false }
            return Set(keys) == [old, new]
        }
    }
}
