import Postgres

extension Migrations {
    /// Applies what is missing, each file with its row in the ledger in one transaction, then replaces the views.
    ///
    /// The login has to be allowed to become `registry_owner`, who then owns everything. Two migrators at one time
    /// wait for each other, and the second finds nothing left to do. Gives what was applied.
    /// - Throws: `ProvisionRefusal` for a changed file, an unknown newer version, and a file that PostgreSQL refuses
    ///   (nothing of that file is kept; those before it are); `PostgresError`.
    package func apply(_ database: Database) async throws -> [Migration] {
        try await prepareLedger(database)
        var applied: [Migration] = []
        while let next = try await applyNext(database) { applied.append(next) }
        try await replaceViews(database)
        return applied
    }

    private func prepareLedger(_ database: Database) async throws {
        try await database.write(Self.prologue, isolation: .readCommitted) { db in
            _ = try db.execute(
                """
                CREATE TABLE IF NOT EXISTS ops.migration (
                    version integer PRIMARY KEY,
                    name text NOT NULL,
                    sha256 text NOT NULL CONSTRAINT sha256_is_hex CHECK (sha256 ~ '^[0-9a-f]{64}$'),
                    applied_at timestamptz NOT NULL DEFAULT now()
                )
                """)
            _ = try db.execute(
                """
                COMMENT ON TABLE ops.migration IS
                    'Every file of sql/migrations that was applied, with the SHA-256 of its bytes.'
                """)
        }
    }

    /// Applies the first file that is missing, judged under the lock; nil when there is none.
    private func applyNext(_ database: Database) async throws -> Migration? {
        let migrations = self
        return try await database.write(Self.prologue, isolation: .readCommitted) { db in
            guard let next = try migrations.missing(in: db).first else { return nil }
            try Self.run(next.text, from: "migrations/" + next.file, db)
            _ = try db.execute(
                "INSERT INTO ops.migration (version, name, sha256) VALUES (\(next.version), \(next.name), \(next.sha256))"
            )
            return next
        }
    }

    private func replaceViews(_ database: Database) async throws {
        let views = views
        try await database.write(Self.prologue, isolation: .readCommitted) { db in
            for view in views { try Self.run(view.text, from: "views/" + view.name, db) }
        }
    }

    /// The lock is the transaction's own, so it is never left behind. A second migrator waits for the first as long as
    /// it takes; a table that is in use is waited for only as long as the connection's lock_timeout says.
    private static let prologue: [SQL] = [
        "SET LOCAL statement_timeout = 0",
        "SET LOCAL lock_timeout = 0",
        "SELECT pg_advisory_xact_lock(hashtext('registry.migrate'))",
        "SET LOCAL lock_timeout = '5s'",
        "SET LOCAL ROLE registry_owner",
    ]

    private static func run(_ text: String, from file: String, _ db: Transaction) throws {
        do {
            _ = try db.execute(.file(text))
        } catch let error as PostgresError where error.kind == .server && !error.isSerializationFailure {
            throw ProvisionRefusal(
                "\(file) was not applied: \(error.message) [\(error.sqlstate ?? "no SQLSTATE")]",
                hint: "Nothing of this file was kept. Mend it and type: registryd migrate")
        }
    }
}
