import Policy
import Postgres
import Records

@testable import Registry

/// Makes an authority and its people by SQL as the service role, under a signed context.
struct Seed: Sendable {
    let database: Database
    let key: [UInt8]
    let code: String
    private var signer: ContextSigner { ContextSigner(key: key) }

    init(database: Database, key: [UInt8], code: String) {
        self.database = database
        self.key = key
        self.code = code
    }

    func establish() async throws -> (jurisdiction: Int, administrator: Actor) {
        let (id, person): (Int, Int) = try await database.write { db in
            (try db.one("SELECT nextval('ops.jurisdiction_id')"), try db.one("SELECT nextval('ops.person_id')"))
        }
        let administrator = actor(id, person, "Anna Administrator", "anna", [.administrator])
        try await database.write([signer.statement(for: administrator)]) { db in
            try db.execute(
                """
                INSERT INTO registry.jurisdiction (id, code, name, time_zone, languages, west, south, east, north, changed_by)
                VALUES (\(id), \(code), 'Amsterdam', 'Europe/Amsterdam', '{nl,en}', 4.7, 52.2, 5.1, 52.5, \(person))
                """)
            try store(administrator, by: administrator, db)
        }
        return (id, administrator)
    }

    func appoint(_ name: String, _ login: String, _ roles: Set<Role>, by administrator: Actor) async throws -> Actor {
        try await database.write([signer.statement(for: administrator)]) { db in
            let person: Int = try db.one("SELECT nextval('ops.person_id')")
            let actor = actor(administrator.jurisdiction, person, name, login, roles)
            try store(actor, by: administrator, db)
            return actor
        }
    }

    /// A second account of a person.
    func account(_ login: String, of actor: Actor, by administrator: Actor) async throws -> Actor {
        try await database.write([signer.statement(for: administrator)]) { db in
            var second = actor
            second.login = login
            try storeAccount(second, by: administrator, db)
            return second
        }
    }

    private func actor(_ jurisdiction: Int, _ person: Int, _ name: String, _ login: String, _ roles: Set<Role>) -> Actor
    {
        Actor(
            jurisdiction: jurisdiction, jurisdictionCode: code, person: person, personName: name, login: login,
            roles: roles)
    }

    private func store(_ actor: Actor, by administrator: Actor, _ db: Transaction) throws {
        try db.execute(
            """
            INSERT INTO registry.person (jurisdiction_id, id, name, changed_by)
            VALUES (\(actor.jurisdiction), \(actor.person), \(actor.personName), \(administrator.person))
            """)
        try storeAccount(actor, by: administrator, db)
        for role in actor.roles {
            try db.execute(
                """
                INSERT INTO registry.role_grant (jurisdiction_id, person_id, role, changed_by)
                VALUES (\(actor.jurisdiction), \(actor.person), \(role.rawValue), \(administrator.person))
                """)
        }
    }

    private func storeAccount(_ actor: Actor, by administrator: Actor, _ db: Transaction) throws {
        try db.execute(
            """
            INSERT INTO registry.account (jurisdiction_id, person_id, login, recorded_by)
            VALUES (\(actor.jurisdiction), \(actor.person), \(actor.login), \(administrator.person))
            """)
    }
}
