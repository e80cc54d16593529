import Postgres

/// What a database needs before the first migration: roles, extensions, schemas, the ledger.
///
/// Run by an administrator's login; a second run changes nothing.
package struct Bootstrap: Sendable {
    /// Owns everything; nobody logs in as it.
    package static let ownerRole = "registry_owner"
    /// What the service logs in as: it owns nothing, deletes nothing.
    package static let serviceRole = "registry_service"
    /// What puts acts into the transparency log: it reads the outbox, and writes nothing but the log.
    package static let sequencerRole = "registry_sequencer"
    /// What signs heads of the log: it reads hashes and no record, and writes nothing but signed heads.
    package static let signerRole = "registry_signer"

    /// Who logs in. None of them may become the owner.
    static let logins = [serviceRole, sequencerRole, signerRole]

    private let extensions: [RequiredExtension]

    package init() { self.init(extensions: RequiredExtension.all) }

    /// - Parameter extensions: others than the registry's own, for tests of what a missing one gets.
    package init(extensions: [RequiredExtension]) { self.extensions = extensions }

    /// Makes what is missing, in one transaction.
    /// - Throws: `ProvisionRefusal` when an extension is not installed (with its package), or when the login may not do
    ///   it (with the SQL that an administrator has to run).
    package func apply(_ db: Database) async throws {
        let extensions = extensions
        try await db.write(MigrationLock.prologue, isolation: .readCommitted) { db in
            try refuseService(db)
            try refuseMissing(extensions, db)
            let steps = try BootstrapSteps(extensions: extensions).missing(db)
            do {
                for step in steps { try db.execute(.file(step)) }
            } catch let error as PostgresError where error.sqlstate == "42501" {
                throw try refusal(of: error, steps, db)
            }
        }
    }

    private func refuseService(_ db: Transaction) throws {
        let login: String = try db.one("SELECT current_user::text")
        guard login == Self.serviceRole else { return }
        throw ProvisionRefusal(
            "The database was not prepared: \(login) is the service's own login, which may not do it. "
                + "Connect as an administrator of the server.")
    }

    private func refuseMissing(_ extensions: [RequiredExtension], _ db: Transaction) throws {
        let version: Int = try db.one("SELECT current_setting('server_version_num')::integer / 10000")
        let available: [String] = try db.one(
            "SELECT coalesce(array_agg(name::text), '{}') FROM pg_available_extensions WHERE name = ANY (\(extensions.map(\.name)))"
        )
        let missing = extensions.filter { !available.contains($0.name) }
        guard !missing.isEmpty else { return }
        let names = missing.map(\.name).joined(separator: " and ")
        let packages = missing.map { $0.package(for: version) }.joined(separator: " ")
        throw ProvisionRefusal(
            """
            The database was not prepared: its server (PostgreSQL \(version)) does not have the extension \(names). \
            Install the Debian package there: apt-get install \(packages)
            """)
    }

    private func refusal(of error: PostgresError, _ steps: [String], _ db: Transaction) throws -> ProvisionRefusal {
        ProvisionRefusal(
            """
            The database was not prepared: this login may not do it (\(error.message)). \
            An administrator of the server has to run this in the database once:

            \(steps.joined(separator: "\n"))
            """)
    }
}
