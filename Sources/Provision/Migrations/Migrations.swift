import Postgres

/// The schema of the registry: the migrations and the views of one SQL folder, and the past of the views.
package struct Migrations: Sendable {
    /// All migrations, version by version from 1.
    package let migrations: [Migration]
    private let views: Views

    /// - Parameter folder: holds `migrations` and `views`.
    /// - Throws: `ProvisionRefusal` when there are none, or their numbers have a gap.
    package init(folder: String) throws {
        migrations = try Migration.all(in: folder + "/migrations")
        views = Views(
            files: try SQLFile.all(in: folder + "/views"), past: try SQLFile.all(in: folder + "/past", orNone: true))
    }

    /// The version that this program works with.
    package var version: Int { migrations.count }

    /// What `apply` would apply to a database; changes nothing. The views are made anew in any case.
    /// - Throws: `ProvisionRefusal` as `apply`.
    package func plan(_ db: Database) async throws -> [Migration] {
        let migrations = migrations
        return try await db.read { db in
            guard try Self.hasLedger(db) else { return migrations }
            return try Ledger(db).pending(of: migrations)
        }
    }

    /// Applies what is missing, as the owner, each migration in a transaction of its own, then makes the views.
    ///
    /// Two that run at one time wait for each other; what one has applied, the other one leaves. The database must have
    /// been prepared by `Bootstrap`. Gives what was applied here.
    /// - Throws: `ProvisionRefusal` when the database is newer than the files, a file of an applied migration has
    ///   changed, or a migration fails (the ones before it stay applied).
    package func apply(_ db: Database) async throws -> [Migration] {
        var applied: [Migration] = []
        while let migration = try await applyNext(db) { applied.append(migration) }
        try await makeViews(db)
        return applied
    }

    /// Refuses a database of another schema version, or with views of another program.
    package func check(_ db: Database) async throws {
        guard let mismatch = try await mismatch(db) else { return }
        throw ProvisionRefusal("\(mismatch), so the service did not start. Type: registryd migrate")
    }

    /// What keeps this program from working with a database until it is migrated, without a full stop; nil when nothing
    /// does.
    /// - Throws: `ProvisionRefusal` when no migration can mend it.
    package func mismatch(_ db: Database) async throws -> String? {
        let migrations = migrations
        let digest = views.digest
        return try await db.read { db in
            guard try Self.hasLedger(db) else { return "The database holds no registry yet" }
            let ledger = try Ledger(db)
            guard try ledger.pending(of: migrations).isEmpty else {
                return "The database has schema version \(ledger.version) and this program needs \(migrations.count)"
            }
            return ledger.viewsDigest == digest
                ? nil : "The database has the views of another version of this program"
        }
    }

    private static func hasLedger(_ db: Transaction) throws -> Bool {
        try db.one("SELECT to_regclass('ops.migration') IS NOT NULL")
    }

    private func applyNext(_ db: Database) async throws -> Migration? {
        let migrations = migrations
        return try await asOwner(db) { db in
            guard let next = try Ledger(db).pending(of: migrations).first else { return nil }
            try Views.drop(db)
            do {
                try db.execute(.file(next.text))
            } catch let error as PostgresError where error.kind == .server {
                throw ProvisionRefusal(
                    """
                    Migration \(next.name) was not applied: \(error.message) (SQLSTATE \(error.sqlstate ?? "none")). \
                    Nothing of it was kept; the migrations before it are applied.
                    """)
            }
            try Ledger.record(next.version, next.name, next.sha256, db)
            return next
        }
    }

    private func makeViews(_ db: Database) async throws {
        let views = views
        try await asOwner(db) { db in
            try Views.drop(db)
            try views.create(db)
            try Views.grant(db)
            try Ledger.record(0, "views", views.digest, db)
        }
    }

    private func asOwner<R: Sendable>(
        _ db: Database, _ body: @escaping @Sendable (Transaction) throws -> R
    ) async throws -> R {
        let prologue = MigrationLock.prologue + ["SET LOCAL ROLE \(identifier: Bootstrap.ownerRole)"]
        return try await db.write(prologue, isolation: .readCommitted, body)
    }
}
