import Postgres

extension Migrations {
    /// Everything from an empty database to one that the service can start on: roles, extensions, schemas, migrations,
    /// views, and the context key (made where `contextKeyFile` is not there yet). A second run changes nothing.
    ///
    /// Gives the migrations that were applied.
    /// - Parameter db: connected as an administrator.
    /// - Throws: `ProvisionRefusal`.
    package func migrate(_ db: Database, contextKeyFile: String) async throws -> [Migration] {
        try await Bootstrap().apply(db)
        let applied = try await apply(db)
        try await ContextKey.readOrMake(file: contextKeyFile).install(in: db, file: contextKeyFile)
        return applied
    }
}
