import Postgres
import Records

extension Registry {
    /// One party with its roles and licences.
    /// - Throws: `Refusal` `unknown_party`.
    package func party(_ reference: String, _ actor: Actor, from standpoint: Standpoint = .now) async throws -> Answer {
        try await read(actor, from: standpoint) { records, db in
            try Self.partyCard(reference, actor, db, from: records)
        }
    }

    /// The parties of the actor's jurisdiction in the order in which they were registered.
    /// - Parameter text: a part of the reference, name, former name or registration number, without regard to case; nil for
    ///   all. Of a party that is found by a former name alone `formerName` says which, the latest.
    package func parties(
        _ text: String?, _ page: Page, _ actor: Actor, from standpoint: Standpoint = .now
    ) async throws -> Answer {
        let records = standpoint.records
        let after = try page.number()
        let pattern = text.map { "%\($0.replacing("%", with: "\\%").replacing("_", with: "\\_"))%" }
        return try await look(
            actor, from: standpoint,
            """
            SELECT p.reference, p.kind, p.name, p.registration_number, p.status, f.name AS former_name, p.version,
                p.number::text AS _cursor
            FROM \(sql: records).party AS p
            CROSS JOIN LATERAL (SELECT coalesce(
                concat_ws(' ', p.reference, p.name, p.registration_number) ILIKE \(pattern), true) AS fits) AS own
            LEFT JOIN LATERAL (SELECT n.name FROM \(sql: records).former_party_name AS n
                WHERE NOT own.fits AND n.jurisdiction_id = p.jurisdiction_id AND n.party_key = p.id::text
                    AND n.name ILIKE \(pattern)
                ORDER BY n.until DESC LIMIT 1) AS f ON true
            WHERE p.jurisdiction_id = \(actor.jurisdiction) AND (\(after)::bigint IS NULL OR p.number > \(after))
                AND (own.fits OR f.name IS NOT NULL)
            ORDER BY p.number LIMIT \(page.limit + 1)
            """
        ) { rows in try Answer.list(rows, page) }
    }

    static func partyCard(
        _ reference: String, _ actor: Actor, _ db: Transaction, status: Int = 200, from records: SQL = "registry"
    ) throws -> Answer {
        let rows = try db.rows(
            """
            SELECT reference, kind, name, registration_number, status, roles, licences, former_names, version,
                changed_at
            FROM \(sql: records).party_card WHERE jurisdiction_id = \(actor.jurisdiction) AND reference = \(reference)
            """)
        return try Answer.record(
            rows, orElse: Refusal.unknown("party", reference), status: status,
            location: status == 201 ? "/v1/parties/\(reference)" : nil)
    }
}
