import Postgres
import Records

extension Registry {
    /// The officials of the actor's jurisdiction and whoever else could sign in or has a role, by id. For administrators only.
    /// - Throws: `Refusal` for want of the role.
    package func people(_ page: Page, _ actor: Actor) async throws -> Answer {
        let after = try page.number()
        try Self.requireAdministrator(actor, to: "see the people of the authority")
        return try await look(
            actor,
            """
            SELECT id, name, kind, status, logins, roles, proposed_roles, tokens, credentials, subjects, version, id::text AS _cursor
            FROM registry.person_card
            WHERE jurisdiction_id = \(actor.jurisdiction) AND (kind = 'official' OR logins <> '{}' OR roles <> '{}')
                AND (\(after)::bigint IS NULL OR id > \(after))
            ORDER BY id LIMIT \(page.limit + 1)
            """
        ) { rows in try Answer.list(rows, page) }
    }

    /// One official. For administrators only.
    /// - Throws: `Refusal` `unknown_person`, or for want of the role.
    package func person(_ id: String, _ actor: Actor) async throws -> Answer {
        try Self.requireAdministrator(actor, to: "see the people of the authority")
        return try await read(actor) { db in
            try Self.personCard(try Self.id(of: .person, id, actor, db), actor, db)
        }
    }

    static func personCard(_ person: Int, _ actor: Actor, _ db: Transaction, status: Int = 200) throws -> Answer {
        let rows = try db.rows(
            """
            SELECT id, name, kind, status, logins, roles, proposed_roles, tokens, credentials, subjects, version
            FROM registry.person_card WHERE jurisdiction_id = \(actor.jurisdiction) AND id = \(person)
            """)
        return try Answer.record(
            rows, orElse: Refusal.unknown("person", "\(person)"), status: status,
            location: status == 201 ? "/v1/people/\(person)" : nil)
    }

    /// Reads are not acts, so no trigger sees them: the roles of the verified sign-in decide.
    package static func requireAdministrator(_ actor: Actor, to purpose: String) throws {
        guard actor.roles.contains(.administrator) else {
            throw Refusal(
                .notAllowed, "role_missing", "To \(purpose) the role administrator is needed.",
                hint: "Ask someone who has the role administrator.")
        }
    }
}
