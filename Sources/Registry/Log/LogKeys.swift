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

    /// The announcements of keys that the log has; what names no keys announces nothing.
    package func announced() async throws -> [KeyChain.Announced] { try await database.read { try Self.announced($0) } }

    static func announced(_ db: Transaction) throws -> [KeyChain.Announced] {
        try db.rows(
            """
            SELECT e.leaf_index, k.old_key, k.new_key, k.signature
            FROM audit.log_entry AS e JOIN audit.log_key AS k ON k.new_key = e.log_key ORDER BY e.leaf_index
            """
        ).compactMap { row in
            guard let old = VerifierKey(vkey: try row.get("old_key", as: String.self)),
                let new = VerifierKey(vkey: try row.get("new_key", as: String.self))
            else { return nil }
            return KeyChain.Announced(
                index: UInt64(clamping: try row.get("leaf_index", as: Int.self)),
                handover: KeyHandover(old: old, new: new, signature: try row.get("signature")))
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
