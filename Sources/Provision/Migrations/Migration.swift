/// One step of the schema, from `sql/migrations/NNNN_name.sql`.
package struct Migration: Sendable, Equatable {
    package let version: Int
    /// The file's name without `.sql`: "0003_outlets_parties_licences".
    package let name: String
    /// SHA-256 of the file, in hex.
    package let sha256: String
    let text: String

    init(_ file: SQLFile) throws {
        let digits = file.name.prefix { $0 != "_" }
        guard digits.count == 4, let version = Int(digits), file.name.count > 5 else {
            throw ProvisionRefusal(
                "The database was not prepared: the migration \(file.name).sql has no number. "
                    + "Name it like 0001_what_it_does.sql.")
        }
        self.version = version
        name = file.name
        sha256 = file.sha256
        text = file.text
    }

    /// Version by version from 1, without a gap and without a number that is there twice.
    static func all(in folder: String) throws -> [Migration] {
        let migrations = try SQLFile.all(in: folder).map(Migration.init)
        guard !migrations.isEmpty else {
            throw ProvisionRefusal(
                "The database was not prepared: \(folder) holds no migration. Name another --sql-folder.")
        }
        for (expected, migration) in zip(1..., migrations) where migration.version != expected {
            throw ProvisionRefusal(
                "The database was not prepared: \(migration.name).sql stands where migration number \(expected) belongs. "
                    + "Number the migrations 1, 2, 3… without a gap and each number once.")
        }
        return migrations
    }
}
