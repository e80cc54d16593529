import Postgres
import Records

extension Registry {
    /// One licence.
    /// - Throws: `Refusal` `unknown_licence`.
    package func licence(_ reference: String, _ actor: Actor) async throws -> Answer {
        try await read(actor) { db in try Self.licenceCard(reference, actor, db) }
    }

    /// The licences of the actor's jurisdiction that fit the query, in the order in which they were granted.
    package func licences(_ query: LicenceQuery, _ page: Page, _ actor: Actor) async throws -> Answer {
        let after = try page.number()
        return try await look(
            actor,
            """
            SELECT reference, outlet, holder, holder_name, status, valid_from, ends_on, suspended_until, withdrawn_until,
                ends_as, version,
                number::text AS _cursor
            FROM registry.licence_card
            WHERE jurisdiction_id = \(actor.jurisdiction) AND (\(after)::bigint IS NULL OR number > \(after))
                AND (\(query.outlet)::text IS NULL OR outlet = \(query.outlet))
                AND (\(query.status?.rawValue)::text IS NULL OR status = \(query.status?.rawValue))
            ORDER BY number LIMIT \(page.limit + 1)
            """
        ) { rows in try Answer.list(rows, page) }
    }

    static func licenceCard(_ reference: String, _ actor: Actor, _ db: Transaction, status: Int = 200) throws -> Answer
    {
        let rows = try db.rows(
            """
            SELECT reference, outlet, holder, holder_name, status, valid_from, ends_on, conditions, suspended_until,
                withdrawn_until, ends_as, reinstatement_proposed_by, reinstatement_proposed_because, action, continues,
                continued_by, reason, warnings, next, version, changed_at
            FROM registry.licence_card WHERE jurisdiction_id = \(actor.jurisdiction) AND reference = \(reference)
            """)
        return try Answer.record(
            rows, orElse: Refusal.unknown("licence", reference), status: status,
            location: status == 201 ? "/v1/licences/\(reference)" : nil)
    }
}
