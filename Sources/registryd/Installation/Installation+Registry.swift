import Postgres
import Provision
import Registry
import Server

extension Installation {
    /// Brings the database to this program's form; gives what was applied.
    func migrate() async throws -> [Migration] {
        try await asAdministrator { try await migrations.migrate($0, contextKeyFile: options.keyFile) }
    }

    /// The private database is brought to this program's form; one's own has to be in it already.
    func prepare() async throws {
        if cluster != nil { _ = try await migrate() }
    }

    /// The registry over `database`, which has to have this program's form.
    /// - Throws: `ProvisionRefusal` that says what to type.
    func registry(
        over database: Database, receipts: Receipts? = nil, witnesses: WitnessWatch? = nil
    ) async throws -> Registry {
        try await migrations.check(database)
        return Registry(
            database: database, contextKey: try ContextKey.read(file: options.keyFile).bytes,
            packs: try .installed(), epochKeys: options.contactKeyFolder.map { EpochKeyStore(folder: $0) } ?? .none,
            evidence: options.evidenceFolder, receipts: receipts, witnesses: witnesses)
    }

    /// The service works only as a login that owns nothing and may not become the owner.
    /// - Throws: `ProvisionRefusal` that says what to do.
    func refusePowerfulLogin(_ database: Database) async throws {
        let (login, isPowerful) = try await database.query(
            "SELECT current_user::text AS login, pg_has_role(current_user, 'registry_owner', 'MEMBER') AS powerful"
        ) { rows in (try rows[0].get("login", as: String.self), try rows[0].get("powerful", as: Bool.self)) }
        guard isPowerful else { return }
        throw ProvisionRefusal(
            """
            The service did not start: the login \(login) may become registry_owner, and the service must not. \
            Give registry_service a way to log in, and name it in --database: postgres://registry_service@HOST/DATABASE
            """)
    }
}
