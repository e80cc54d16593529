import Postgres

extension Migrations {
    /// Everything from an empty database to one that the service can start on: roles, extensions, schemas, migrations,
    /// views, and the context key (made where `contextKeyFile` is not there yet and the database has none). A second run
    /// changes nothing.
    ///
    /// Gives the migrations that were applied.
    /// - Parameter db: connected as an administrator.
    /// - Throws: `ProvisionRefusal`.
    package func migrate(_ db: Database, contextKeyFile: String) async throws -> [Migration] {
        try await Bootstrap().apply(db)
        let applied = try await apply(db)
        // In this order: whoever makes the file does it before the database knows the key.
        if try await ContextKey.isKnown(in: db) { _ = try ContextKey.readKnown(file: contextKeyFile) }
        try await ContextKey.readOrMake(file: contextKeyFile).install(in: db, file: contextKeyFile)
        return applied
    }
}
