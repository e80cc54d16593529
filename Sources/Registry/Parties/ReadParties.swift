import Postgres
import Records

extension Registry {
    /// One party with its roles and licences.
    /// - Throws: `Refusal` `unknown_party`.
    package func party(_ reference: String, _ actor: Actor) async throws -> Answer {
        try await read(actor) { db in try Self.partyCard(reference, actor, db) }
    }

    /// The parties of the actor's jurisdiction in the order in which they were registered.
    /// - Parameter text: a part of the reference, name or registration number, without regard to case; nil for all.
    package func parties(_ text: String?, _ page: Page, _ actor: Actor) async throws -> Answer {
        let after = try page.number()
        let pattern = text.map { "%\($0.replacing("%", with: "\\%").replacing("_", with: "\\_"))%" }
        return try await look(
            actor,
            """
            SELECT reference, kind, name, registration_number, status, version, number::text AS _cursor
            FROM registry.party
            WHERE jurisdiction_id = \(actor.jurisdiction) AND (\(after)::bigint IS NULL OR number > \(after))
                AND (\(pattern)::text IS NULL OR concat_ws(' ', reference, name, registration_number) ILIKE \(pattern))
            ORDER BY number LIMIT \(page.limit + 1)
            """
        ) { rows in try Answer.list(rows, page) }
    }

    static func partyCard(_ reference: String, _ actor: Actor, _ db: Transaction, status: Int = 200) throws -> Answer {
        let rows = try db.rows(
            """
            SELECT reference, kind, name, registration_number, status, roles, licences, version, changed_at
            FROM registry.party_card WHERE jurisdiction_id = \(actor.jurisdiction) AND reference = \(reference)
            """)
        return try Answer.record(
            rows, orElse: Refusal.unknown("party", reference), status: status,
            location: status == 201 ? "/v1/parties/\(reference)" : nil)
    }
}
