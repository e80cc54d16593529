import Postgres
import Records

extension Registry {
    /// Everything about one outlet: card with roles, licence, open case, the last five inspections, and what else there is.
    /// - Throws: `Refusal` `unknown_outlet`.
    package func outlet(_ reference: String, _ actor: Actor, from standpoint: Standpoint = .now) async throws -> Answer
    {
        try await read(actor, from: standpoint) { records, db in
            try Self.outletCard(reference, actor, db, from: records)
        }
    }

    /// The outlets of the actor's jurisdiction that fit the query, by reference.
    package func outlets(
        _ query: OutletQuery, _ page: Page, _ actor: Actor, from standpoint: Standpoint = .now
    ) async throws -> Answer {
        let after = try page.position()
        let pattern = query.text.map { "%\($0.replacing("%", with: "\\%").replacing("_", with: "\\_"))%" }
        let statement = Self.list(query, pattern, after: after, limit: page.limit, actor, standpoint.records)
        return try await look(actor, from: standpoint, statement) { rows in try Answer.list(rows, page) }
    }

    /// A filter that is not asked for is not in the text either, and the limit of the usual page stands in it: with a limit
    /// it doesn't know, PostgreSQL reckons with a tenth of the table and would plan the statement anew each time.
    private static func list(
        _ query: OutletQuery, _ pattern: String?, after: String?, limit: Int, _ actor: Actor, _ records: SQL
    ) -> SQL {
        let position: SQL = after.map { "AND reference > \($0)" } ?? ""
        let status: SQL = query.status.map { "AND status = \($0)" } ?? ""
        let kind: SQL = query.kind.map { "AND kind = \($0.rawValue)" } ?? ""
        let words: SQL =
            pattern.map {
                "AND concat_ws(' ', reference, name, street, house_number, postcode) ILIKE \($0)"
            } ?? ""
        let size: SQL = limit == 100 ? "LIMIT 101" : "LIMIT \(limit + 1)"
        return """
            SELECT reference, name, kind, status, street, house_number, house_number_suffix, postcode, locality,
                longitude, latitude, tolerated_from, version, reference AS _cursor
            FROM \(sql: records).outlet_summary
            WHERE jurisdiction_id = \(actor.jurisdiction) \(sql: position) \(sql: status) \(sql: kind) \(sql: words)
            ORDER BY reference \(sql: size)
            """
    }

    /// Everything that happened at an outlet, newest first, at most 500 entries; records of a former system stand where they
    /// were imported, among themselves by their day.
    /// - Throws: `Refusal` `unknown_outlet`.
    package func timeline(_ reference: String, _ actor: Actor, from standpoint: Standpoint = .now) async throws
        -> Answer
    {
        try await read(actor, from: standpoint) { records, db in
            let id = try Self.id(of: .outlet, reference, actor, db, from: records)
            let rows = try db.rows(
                """
                SELECT at, day, object, reference, what, was, became, by, reason FROM \(sql: records).outlet_timeline
                WHERE jurisdiction_id = \(actor.jurisdiction) AND outlet_id = \(id)
                ORDER BY at DESC, CASE object WHEN 'earlier_record' THEN day END DESC NULLS LAST, object LIMIT 500
                """)
            return try Answer.list(rows, Page(limit: 500))
        }
    }

    static func outletCard(
        _ reference: String, _ actor: Actor, _ db: Transaction, status: Int = 200, from records: SQL = "registry"
    ) throws -> Answer {
        let rows = try db.rows(
            """
            SELECT reference, name, kind, status, street, house_number, house_number_suffix, postcode, locality,
                longitude, latitude, opening_hours, tolerated_from, source, roles, former_operators, licence,
                next_licence, withdrawn_licence, running, open_case,
                last_inspections, nuisance_reports, earlier_records, last_earlier_records, version, changed_at
            FROM \(sql: records).outlet_card
            WHERE jurisdiction_id = \(actor.jurisdiction) AND reference = \(reference)
            """)
        return try Answer.record(
            rows, orElse: Refusal.unknown("outlet", reference), status: status,
            location: status == 201 ? "/v1/outlets/\(reference)" : nil)
    }
}
