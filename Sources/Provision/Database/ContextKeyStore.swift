import Postgres

/// The file with the context key and the database with its pads, kept in step.
package struct ContextKeyStore: Sendable {
    let file: String

    package init(file: String) { self.file = file }

    /// The key both agree on; makes it when neither has one. Called after the migrations, by a login that may become
    /// the owner.
    /// - Throws: `ProvisionRefusal` when one has a key that the other does not have.
    package func establish(in database: Database) async throws -> ContextKey {
        if FileSystem.exists(file) {
            let key = try ContextKey.read(file)
            if try await !store(key, in: database) { throw refusal("another key than the database") }
            return key
        }
        if try await isStored(in: database) { throw refusal("no key, and the database has one") }
        let key = ContextKey.random()
        // The file first: pads without a key would lock the service out.
        try key.write(file)
        if try await !store(key, in: database) { throw refusal("another key than the database") }
        return key
    }

    private func refusal(_ what: String) -> ProvisionRefusal {
        ProvisionRefusal(
            "The context key's file \(file) has \(what), so the database would show the service nothing.",
            hint: "Copy the file from where the database was made, or name it with --context-key-file.")
    }

    private func isStored(in database: Database) async throws -> Bool {
        try await database.write(Self.asOwner, isolation: .readCommitted) {
            try $0.one("SELECT EXISTS (SELECT FROM ops.context_key)")
        }
    }

    /// Puts the pads in when there are none; gives whether the newest ones are this key's.
    private func store(_ key: ContextKey, in database: Database) async throws -> Bool {
        let (inner, outer) = (key.innerPad, key.outerPad)
        return try await database.write(Self.asOwner, isolation: .readCommitted) { db in
            _ = try db.execute(
                """
                INSERT INTO ops.context_key (id, inner_pad, outer_pad)
                SELECT 1, \(inner), \(outer) WHERE NOT EXISTS (SELECT FROM ops.context_key)
                ON CONFLICT (id) DO NOTHING
                """)
            return try db.one(
                """
                SELECT k.inner_pad = \(inner) AND k.outer_pad = \(outer)
                FROM ops.context_key AS k ORDER BY k.id DESC LIMIT 1
                """)
        }
    }

    private static let asOwner: [SQL] = ["SET LOCAL ROLE registry_owner"]
}
