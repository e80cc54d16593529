import Postgres

/// One row of the ledger `ops.migration`.
struct AppliedMigration: Sendable, Equatable {
    let version: Int
    let name: String
    let sha256: String

    /// The ledger, oldest first; empty when the database has none yet.
    static func all(_ db: Transaction) throws -> [AppliedMigration] {
        let ledger: Bool = try db.one("SELECT to_regclass('ops.migration') IS NOT NULL")
        guard ledger else { return [] }
        return try db.rows("SELECT version, name, sha256 FROM ops.migration ORDER BY version").map {
            AppliedMigration(
                version: try $0.get("version", as: Int.self), name: try $0.get("name", as: String.self),
                sha256: try $0.get("sha256", as: String.self))
        }
    }
}
