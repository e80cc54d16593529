import Postgres

/// What a database needs before its migrations: two roles, two extensions, three schemas (`sql/bootstrap.sql`).
package struct Bootstrap: Sendable {
    private let file: String
    private let text: String

    /// - Throws: `FileFailure` when the folder has no `bootstrap.sql`.
    package init(_ folder: SQLFolder) throws {
        file = folder.path + "/bootstrap.sql"
        text = try FileSystem.text(file)
    }

    /// Makes what is missing; asks for no right when nothing is.
    /// - Throws: `ProvisionRefusal` when an extension is not installed, or the login may not make what is missing: it
    ///   then says what an administrator has to run. `PostgresError`.
    package func run(on database: Database) async throws {
        let state = try await database.read { db in
            try RequiredExtension.check(in: db)
            return try BootstrapState(db)
        }
        guard !state.missing.isEmpty else { return }
        let text = text
        do {
            try await database.write(isolation: .readCommitted) { _ = try $0.execute(.file(text)) }
        } catch let error as PostgresError where error.sqlstate == "42501" {
            throw ProvisionRefusal(
                "The database \(state.database) lacks \(state.missing.joined(separator: ", ")), and the login "
                    + "\(state.login) may not make them: \(error.message).",
                hint: "An administrator of that server runs: psql -d \(state.database) -f \(file) "
                    + "-c 'GRANT registry_owner TO \"\(state.login)\"'")
        }
    }
}
