import Postgres

/// The steps that give a database its form, from 1 without a gap: forward only, each applied once.
package struct Migrations: Sendable {
    package let all: [Migration]
    let views: [ViewFile]

    /// Reads `migrations/NNNN_name.sql` and `views/*.sql` in `folder`.
    /// - Throws: `ProvisionRefusal` for a name that has no number, a number used twice, and a gap; `FileFailure`.
    package init(_ folder: SQLFolder) throws {
        all = try Self.read(folder.path + "/migrations")
        views = try ViewFile.read(folder.path + "/views")
    }

    /// What `apply` would apply now, in order. Changes nothing.
    /// - Throws: as `apply`.
    package func plan(_ database: Database) async throws -> [Migration] {
        let migrations = self
        return try await database.read { try migrations.missing(in: $0) }
    }

    /// Makes sure that the database has exactly the form this program was made for. A service calls it at its start.
    /// - Throws: `ProvisionRefusal` that says what to type; `PostgresError`.
    package func check(_ database: Database) async throws {
        let missing = try await plan(database)
        guard let first = missing.first else { return }
        throw ProvisionRefusal(
            "The database is at version \(first.version - 1) and this program needs version \(all.count); "
                + "\(missing.map(\.file).joined(separator: ", ")) is not applied.",
            hint: "Type: registryd migrate")
    }

    /// The files that the database has not had.
    /// - Throws: `ProvisionRefusal` when its ledger tells another story than the files.
    func missing(in db: Transaction) throws -> [Migration] {
        let applied = try AppliedMigration.all(db)
        if let newer = applied.dropFirst(all.count).first {
            throw ProvisionRefusal(
                "The database is at version \(applied.count) (\(newer.name)); this program knows versions up to "
                    + "\(all.count).",
                hint: "Run the newer program that made it.")
        }
        for (file, row) in zip(all, applied) { try Self.compare(file, row) }
        return Array(all.dropFirst(applied.count))
    }

    private static func compare(_ file: Migration, _ row: AppliedMigration) throws {
        guard row.version == file.version else {
            throw ProvisionRefusal(
                "The database's ledger has version \(row.version) where \(file.version) belongs.",
                hint: "Restore the table ops.migration from a backup.")
        }
        guard row.sha256 == file.sha256 else {
            throw ProvisionRefusal(
                "\(file.file) was changed after it had been applied: the database had SHA-256 \(row.sha256.prefix(12))…, "
                    + "the file has \(file.sha256.prefix(12))….",
                hint:
                    "Put the file back as it was, and write what is new into \(Migration.padded(row.version + 1))_….sql "
                    + "or a later one.")
        }
    }

    private static func read(_ folder: String) throws -> [Migration] {
        var migrations: [Migration] = []
        for file in try FileSystem.names(in: folder) where file.hasSuffix(".sql") {
            let parts = file.dropLast(4).split(separator: "_", maxSplits: 1)
            guard parts.count == 2, parts[0].count == 4, let version = Int(parts[0]), version > 0 else {
                throw ProvisionRefusal(
                    "\(file) is not named as a migration.",
                    hint: "Name it NNNN_name.sql, for example 0008_objections.sql.")
            }
            guard version == migrations.count + 1 else {
                throw ProvisionRefusal(
                    "The migrations have \(file) where number \(Migration.padded(migrations.count + 1)) belongs.",
                    hint: "Number them from 0001 without a gap and without using a number twice.")
            }
            migrations.append(
                Migration(version: version, name: String(parts[1]), bytes: try FileSystem.read(folder + "/" + file)))
        }
        return migrations
    }
}
