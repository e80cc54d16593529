import Postgres
import Records

extension Registry {
    /// One licence.
    /// - Throws: `Refusal` `unknown_licence`.
    package func licence(_ reference: String, _ actor: Actor, from standpoint: Standpoint = .now) async throws -> Answer
    {
        try await read(actor, from: standpoint) { records, db in
            try Self.licenceCard(reference, actor, db, from: records)
        }
    }

    /// The licences of the actor's jurisdiction that fit the query, in the order in which they were granted.
    package func licences(
        _ query: LicenceQuery, _ page: Page, _ actor: Actor, from standpoint: Standpoint = .now
    ) async throws -> Answer {
        let statement = Self.list(query, after: try page.number(), limit: page.limit, actor, standpoint.records)
        return try await look(actor, from: standpoint, statement) { rows in try Answer.list(rows, page) }
    }

    /// As of outlets: a filter that is not asked for is not in the text.
    private static func list(_ query: LicenceQuery, after: Int?, limit: Int, _ actor: Actor, _ records: SQL) -> SQL {
        let position: SQL = after.map { "AND number > \($0)" } ?? ""
        let outlet: SQL = query.outlet.map { "AND outlet = \($0)" } ?? ""
        let standing: SQL = query.standing.map { "AND standing = \($0.rawValue)" } ?? ""
        return """
            SELECT reference, outlet, holder, holder_name, standing, status, valid_from, ends_on, suspended_until,
                withdrawn_until, ends_as, version, number::text AS _cursor
            FROM \(sql: records).licence_card
            WHERE jurisdiction_id = \(actor.jurisdiction) \(sql: position) \(sql: outlet) \(sql: standing)
            ORDER BY number LIMIT \(limit + 1)
            """
    }

    static func licenceCard(
        _ reference: String, _ actor: Actor, _ db: Transaction, status: Int = 200, from records: SQL = "registry"
    ) throws -> Answer {
        let rows = try db.rows(
            """
            SELECT reference, outlet, holder, holder_name, standing, status, valid_from, ends_on, conditions,
                suspended_until, withdrawn_until, ends_as, reinstatement_proposed_by, reinstatement_proposed_because,
                reinstated_by, action, continues,
                continued_by, reason, warnings, next, version, changed_at
            FROM \(sql: records).licence_card WHERE jurisdiction_id = \(actor.jurisdiction) AND reference = \(reference)
            """)
        return try Answer.record(
            rows, orElse: Refusal.unknown("licence", reference), status: status,
            location: status == 201 ? "/v1/licences/\(reference)" : nil)
    }
}
