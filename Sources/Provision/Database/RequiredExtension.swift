import Postgres

/// An extension of PostgreSQL that the registry's tables rest on, and the Debian package that brings it.
package struct RequiredExtension: Sendable, Equatable {
    package let name: String
    package let package: String

    /// PostGIS for places; btree_gist for "no two at one time", part of Debian's server package.
    package static let all = [
        RequiredExtension(name: "postgis", package: "postgresql-15-postgis-3"),
        RequiredExtension(name: "btree_gist", package: "postgresql-15"),
    ]

    /// - Throws: `ProvisionRefusal` that names every one the server lacks, with its package.
    package static func check(_ extensions: [RequiredExtension] = all, in db: Transaction) throws {
        let names = extensions.map(\.name)
        let available = try db.rows("SELECT name::text FROM pg_available_extensions WHERE name = ANY (\(names))")
            .map { try $0.get("name", as: String.self) }
        let missing = extensions.filter { !available.contains($0.name) }
        guard !missing.isEmpty else { return }
        throw ProvisionRefusal(
            "PostgreSQL has no extension \(missing.map(\.name).joined(separator: " and no extension ")).",
            hint: "Install it on the machine of the database: apt-get install "
                + missing.map(\.package).joined(separator: " "))
    }
}
