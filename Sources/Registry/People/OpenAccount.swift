import Postgres
import Records

extension Registry {
    /// Opens another account for a person, under a login of its own. Everything that four eyes look at is the person, so
    /// what one account proposes no other account of the same person can issue.
    /// - Throws: `Refusal` `unknown_person`, `person_has_left`, `login_is_unique`, `login_is_lower_case`, or for want of the
    ///   role.
    package func openAccount(_ person: String, _ new: NewAccount, _ call: Call) async throws -> Answer {
        try await act(call) { checks, db -> Int in
            let id = try Self.id(of: .person, person, call.actor, db)
            try checks.value(at: "/login", orElse: ()) { try Self.requireFree(new.login, call.actor, db) }
            return id
        } _: { id, db in
            let opened = try db.execute(
                """
                INSERT INTO registry.account (jurisdiction_id, person_id, login, recorded_by)
                SELECT p.jurisdiction_id, p.id, \(new.login), \(call.actor.person) FROM registry.person AS p
                WHERE p.jurisdiction_id = \(call.actor.jurisdiction) AND p.id = \(id) AND p.status = 'active'
                    AND p.kind = 'official'
                """)
            guard opened == 1 else {
                throw Refusal(
                    .notPossibleNow, "person_has_left", "Person \(person) has left, so no account was opened.",
                    hint: "Open it for a person who is active.")
            }
            return try Self.personCard(id, call.actor, db, status: 201)
        }
    }

    /// The unique constraint decides between two calls at once; here it is said whose login it is.
    private static func requireFree(_ login: String, _ actor: Actor, _ db: Transaction) throws {
        let owner: String? = try db.first(
            """
            SELECT p.name FROM registry.account AS a
            JOIN registry.person AS p ON p.jurisdiction_id = a.jurisdiction_id AND p.id = a.person_id
            WHERE a.jurisdiction_id = \(actor.jurisdiction) AND a.login = \(login)
            """)
        guard let owner else { return }
        throw Refusal(
            .conflict, "login_is_unique", "The login \(login) is taken: \(owner) signs in with it.",
            hint: "Choose another login.")
    }
}
