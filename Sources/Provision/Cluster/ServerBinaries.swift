import FoundationEssentials

/// The PostgreSQL server programs of one major version.
package struct ServerBinaries: Sendable, Equatable {
    /// The folder they are in.
    package let folder: String
    package let majorVersion: Int

    package func path(_ program: String) -> String { folder + "/" + program }

    /// The programs of `version`, or the newest installed when there is no cluster yet.
    ///
    /// They are looked for where Debian puts them, then asked of `pg_config`.
    /// - Throws: `ProvisionRefusal` that names the package when there are none, or none of that version.
    package static func find(
        version: Int?, cluster: String, debianFolder: String = "/usr/lib/postgresql",
        configurator: String = "/usr/bin/pg_config"
    ) async throws -> ServerBinaries {
        let installed = try await all(debianFolder, configurator)
        guard let newest = installed.first else {
            let package = "postgresql-\(version ?? 15)"
            throw ProvisionRefusal(
                """
                The private database was not started: no PostgreSQL server was found in \(debianFolder) or by pg_config. \
                Install the Debian packages \(package) and \(package)-postgis-3, or name a server with --database.
                """)
        }
        guard let version else { return newest }
        if let matching = installed.first(where: { $0.majorVersion == version }) { return matching }
        let versions = installed.map { String($0.majorVersion) }.joined(separator: ", ")
        throw ProvisionRefusal(
            """
            The private database was not started: \(cluster) was made by PostgreSQL \(version), and this machine has \
            PostgreSQL \(versions). Install the Debian package postgresql-\(version), or move the data to version \
            \(newest.majorVersion) with pg_upgrade.
            """)
    }

    /// Newest first.
    private static func all(_ debianFolder: String, _ configurator: String) async throws -> [ServerBinaries] {
        let files = FileManager.default
        var found: [ServerBinaries] = []
        if files.fileExists(atPath: debianFolder) {
            found = try files.contentsOfDirectory(atPath: debianFolder).compactMap { name in
                Int(name).map { ServerBinaries(folder: "\(debianFolder)/\(name)/bin", majorVersion: $0) }
            }
        }
        found = found.filter(\.isWhole).sorted { $0.majorVersion > $1.majorVersion }
        if found.isEmpty, let configured = try await configured(configurator), configured.isWhole {
            found = [configured]
        }
        return found
    }

    private static func configured(_ program: String) async throws -> ServerBinaries? {
        guard FileManager.default.isExecutableFile(atPath: program) else { return nil }
        let folder = try await Command(program, ["--bindir"]).run().output.trimmingLines
        let version = try await Command(program, ["--version"]).run().output  // "PostgreSQL 15.18 (Debian …)"
        guard let number = version.split(separator: " ").dropFirst().first?.prefix(while: \.isNumber),
            let major = Int(number)
        else { return nil }
        return ServerBinaries(folder: folder, majorVersion: major)
    }

    private var isWhole: Bool {
        ["initdb", "pg_ctl", "postgres"].allSatisfy { FileManager.default.isExecutableFile(atPath: path($0)) }
    }
}
