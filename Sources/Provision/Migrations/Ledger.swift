import Postgres

/// What `ops.migration` says: the migrations that a database has, and the views it was given last.
struct Ledger {
    struct Entry: Equatable {
        let version: Int
        let name: String
        let sha256: String
        let day: String
    }

    /// Version by version.
    let entries: [Entry]
    /// The digest of the views; nil before the first.
    let viewsDigest: String?

    var version: Int { entries.last?.version ?? 0 }

    init(_ db: Transaction) throws {
        let all = try db.rows(
            "SELECT version, name, sha256, to_char(applied_at, 'YYYY-MM-DD') AS day FROM ops.migration ORDER BY version"
        ).map { row in
            Entry(
                version: try row.get("version"), name: try row.get("name"), sha256: try row.get("sha256"),
                day: try row.get("day"))
        }
        entries = all.filter { $0.version > 0 }
        viewsDigest = all.first { $0.version == 0 }?.sha256
    }

    /// The migrations that are still to be applied.
    /// - Throws: `ProvisionRefusal` when the database is ahead of the files, or was made by other files.
    func pending(of migrations: [Migration]) throws -> [Migration] {
        guard version <= migrations.count else {
            throw ProvisionRefusal(
                """
                The database has schema version \(version); this program knows the versions up to \(migrations.count). \
                Use a registryd that is as new as the database.
                """)
        }
        for (expected, entry) in zip(1..., entries) {
            let migration = migrations[expected - 1]
            guard entry.version == expected else {
                throw ProvisionRefusal(
                    "The database's ledger lacks migration \(migration.name), though later ones are there. "
                        + "Restore the database from a backup that is whole.")
            }
            guard entry.name == migration.name || entry.sha256 != migration.sha256 else {
                throw ProvisionRefusal(
                    """
                    Migration \(expected) was applied on \(entry.day) as \(entry.name), and the file with the same text is \
                    called \(migration.name).sql here. Give it its name back.
                    """)
            }
            guard entry.name == migration.name, entry.sha256 == migration.sha256 else {
                throw ProvisionRefusal(
                    """
                    Migration \(entry.name) was applied on \(entry.day), and \(migration.name).sql is another text than \
                    what was applied (\(migration.sha256.prefix(12)), applied \(entry.sha256.prefix(12))). \
                    Put the file back as it was and write the change as a new migration.
                    """)
            }
        }
        return Array(migrations.dropFirst(entries.count))
    }

    static func record(_ version: Int, _ name: String, _ sha256: String, _ db: Transaction) throws {
        try db.execute(
            """
            INSERT INTO ops.migration (version, name, sha256) VALUES (\(version), \(name), \(sha256))
            ON CONFLICT (version) DO UPDATE SET sha256 = excluded.sha256, applied_at = clock_timestamp()
            """)
    }
}
