import Policy
import Postgres
import Records

extension Registry {
    /// The recommendations of a case, newest first, each with its trace and its explanation.
    /// - Throws: `Refusal` `unknown_case`.
    package func recommendations(
        of caseFile: String, language: Language, _ page: Page, _ actor: Actor, from standpoint: Standpoint = .now
    ) async throws -> Answer {
        let after = try page.number()
        return try await read(actor, from: standpoint) { records, db in
            let id = try Self.id(of: .caseFile, caseFile, actor, db, from: records)
            let rows = try db.rows(
                """
                SELECT \(literal: Self.recommendationColumns) FROM \(sql: records).recommendation_card
                WHERE jurisdiction_id = \(actor.jurisdiction) AND case_id = \(id)
                    AND (\(after)::bigint IS NULL OR id < \(after))
                ORDER BY id DESC LIMIT \(page.limit + 1)
                """)
            let items = try (0..<min(rows.count, page.limit)).map { try Self.explained(rows, $0, language) }
            var body = Array("{\"items\":[".utf8) + Array(items.joined(separator: Array(",".utf8)))
            let next = rows.count > page.limit ? try rows[page.limit - 1].get("id", as: String.self) : nil
            body += Array("],\"next\":\(next.map { "\"\(Page.cursor(after: $0))\"" } ?? "null")}".utf8)
            return Answer(body: body)
        }
    }

    /// One recommendation: facts, trace, and `explanation` in the language asked.
    /// - Throws: `Refusal` `unknown_recommendation`.
    package func recommendation(
        _ id: Int, language: Language, _ actor: Actor, from standpoint: Standpoint = .now
    ) async throws -> Answer {
        try await read(actor, from: standpoint) { records, db in
            try Self.recommendationCard(id, language, actor, db, from: records)
        }
    }

    static func recommendationCard(
        _ id: Int, _ language: Language, _ actor: Actor, _ db: Transaction, status: Int = 200,
        from records: SQL = "registry"
    ) throws -> Answer {
        let rows = try db.rows(
            """
            SELECT \(literal: Self.recommendationColumns) FROM \(sql: records).recommendation_card
            WHERE jurisdiction_id = \(actor.jurisdiction) AND id = \(id)
            """)
        guard rows.count > 0 else { throw Refusal.unknown("recommendation", "\(id)") }
        return Answer(
            status: status, body: try explained(rows, 0, language),
            location: status == 201 ? "/v1/recommendations/\(id)" : nil)
    }

    private static let recommendationColumns: StaticString = """
        id, "case", inspection, outlet, day, pack_id, pack_version, pack_sha256, measure, person_decides, facts, trace, \
        answers, stated, decision, replaced_by, stands, standing, outdated, recorded_by, \
        recorded_at, _imported
        """

    /// One row as JSON with the members `needs` and `explanation` at its end.
    private static func explained(_ rows: Rows, _ row: Int, _ language: Language) throws -> [UInt8] {
        let decision = try StableJSON.value(Decision.self, rows[row].get("trace"))
        let stated = try BoundedJSON.parse(Array(rows[row].get("stated", as: String.self).utf8))
        let imported = try BoundedJSON.parse(Array(rows[row].get("_imported", as: String.self).utf8))
        let sentences =
            explain(decision, language: language) + StatedSentence.all(stated, language)
            + ImportedSentence.all(imported, language)
        let further: [(member: String, value: JSONValue)] = [
            ("needs", .array(NeededFact.all(of: decision).map(\.json))),
            ("explanation", .array(sentences.map { .string($0) })),
        ]
        let members = further.flatMap { Array(",\"\($0.member)\":".utf8) + $0.value.bytes() }
        return rows.json(row: row).dropLast() + members + Array("}".utf8)
    }
}
