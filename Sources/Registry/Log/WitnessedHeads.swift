import Postgres
import TransparencyLog

/// The signed heads on their way to witnesses and back.
package struct WitnessedHeads: Sendable {
    private let database: Database

    /// - Parameter database: logged in as `registry_signer`.
    package init(database: Database) { self.database = database }

    /// The newest signed head, where witnesses have not signed it yet.
    package func waiting() async throws -> SignedNote? {
        let found = try await database.query(
            """
            SELECT c.note FROM audit.checkpoint AS c
            WHERE c.size > coalesce((SELECT max(w.size) FROM audit.witnessed_head AS w), -1) ORDER BY c.size DESC LIMIT 1
            """
        ) { rows in try rows.map { try $0.decode(String.self, 0) } }
        return found.first.flatMap { SignedNote($0.utf8) }
    }

    /// The proof that the log of `new` entries continues that of `old` entries.
    package func proof(from old: UInt64, to new: UInt64) async throws -> [TreeHash] {
        try await database.read { db in try TreeReader(db).consistencyProof(from: old, to: new) }
    }

    /// Keeps a head with the lines of its witnesses.
    package func keep(_ note: SignedNote) async throws {
        guard let head = Checkpoint(text: note.text) else { return }
        try await database.write(isolation: .readCommitted) { db in
            try db.execute(
                """
                INSERT INTO audit.witnessed_head (size, note)
                VALUES (\(Int(head.size))::bigint, \(String(decoding: note.bytes, as: UTF8.self)))
                """)
        }
    }
}
