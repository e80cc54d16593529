import Policy
import Postgres

@testable import Registry

extension World {
    /// The system person of the authority, as `registryd` acts; recorded on first use past the guard, which lets it in only as the
    /// first person.
    func system() async throws -> Actor {
        let signer = ContextSigner(key: test.contextKey)
        let (home, by) = (jurisdiction, administrator.person)
        let person: Int = try await test.admin.write([signer.statement(for: administrator)]) { db in
            let known: Int? = try db.first(
                "SELECT id FROM registry.person WHERE jurisdiction_id = \(home) AND kind = 'system'")
            if let known { return known }
            try db.execute("ALTER TABLE registry.person DISABLE TRIGGER guard_2_person")
            let id: Int = try db.one(
                """
                INSERT INTO registry.person (jurisdiction_id, id, name, kind, pseudonym, changed_by)
                SELECT \(home), n.id, 'System', 'system', ops.pseudonym(\(home)::integer, n.id), \(by)
                FROM (SELECT nextval('ops.person_id') AS id) AS n RETURNING id
                """)
            try db.execute("ALTER TABLE registry.person ENABLE TRIGGER guard_2_person")
            return id
        }
        return Actor(
            jurisdiction: home, jurisdictionCode: code, person: person, personName: "System", login: "",
            roles: [.administrator])
    }
}
