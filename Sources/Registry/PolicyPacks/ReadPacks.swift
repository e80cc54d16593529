import Postgres
import Records

extension Registry {
    /// The versions of policy packs of the actor's jurisdiction in every status, by pack, the last drafted first; at most 500.
    package func policyPacks(_ query: PackQuery, _ actor: Actor) async throws -> Answer {
        try await read(actor) { db in
            let rows = try db.rows(
                """
                SELECT \(literal: Self.packColumns) FROM registry.policy_pack_card
                WHERE jurisdiction_id = \(actor.jurisdiction)
                    AND (\(query.pack)::text IS NULL OR id = \(query.pack))
                    AND (\(query.version)::text IS NULL OR version = \(query.version))
                    AND (\(query.status?.rawValue)::text IS NULL OR status = \(query.status?.rawValue))
                ORDER BY id, number DESC LIMIT 500
                """)
            return try Answer.list(rows, Page(limit: 500))
        }
    }

    /// One version of a policy pack, with its text, its examples, the report of its last check and the conduct that can be
    /// stated under it. How many inspections were
    /// judged otherwise is told while it waits for another person.
    /// - Throws: `Refusal` `unknown_policy_pack`.
    package func policyPack(_ number: String, _ actor: Actor) async throws -> Answer {
        try await read(actor) { db in
            let stated = try conduct(in: number, actor, db)
            let rows = try db.rows(
                """
                SELECT \(literal: Self.packColumns), report, ladder_criteria, \(stated)::jsonb AS conduct, CASE WHEN status = 'proposed'
                    OR end_proposed_day IS NOT NULL AND ends_on IS NULL THEN judged_otherwise END AS judged_otherwise,
                    text, examples
                FROM registry.policy_pack_card
                WHERE jurisdiction_id = \(actor.jurisdiction) AND number::text = \(number)
                """)
            return try Self.packAnswer(rows, number)
        }
    }

    /// The inspections that the days of a version and the version that judged them don't agree on, newest first: the day from
    /// which it governs, or no more, is in the past.
    /// - Throws: `Refusal` `unknown_policy_pack`.
    package func inspectionsJudgedOtherwise(_ number: String, _ page: Page, _ actor: Actor) async throws -> Answer {
        let after = try page.time()
        return try await read(actor) { db in
            let pack = try Self.id(of: .policyPack, number, actor, db)
            let rows = try db.rows(
                """
                SELECT s.id, s.reference, s.outlet, s.outlet_name, s.kind, s.outcome, s.day, s.started_at, s.inspector,
                    s.failed, s.started_at::text || '|' || s.id::text AS _cursor
                FROM registry.judged_otherwise AS w
                JOIN registry.inspection_summary AS s ON s.jurisdiction_id = w.jurisdiction_id AND s.id = w.inspection_id
                WHERE w.jurisdiction_id = \(actor.jurisdiction) AND w.pack_number = \(pack)
                    AND (\(after?.time)::timestamptz IS NULL
                        OR (s.started_at, s.id) < (\(after?.time)::timestamptz, \(after?.id)::uuid))
                ORDER BY s.started_at DESC, s.id DESC LIMIT \(page.limit + 1)
                """)
            return try Answer.list(rows, page)
        }
    }

    /// As `policyPack`, without its texts.
    static func packCard(_ number: Int, _ actor: Actor, _ db: Transaction, status: Int = 200) throws -> Answer {
        let rows = try db.rows(
            """
            SELECT \(literal: packColumns), report, ladder_criteria, judged_otherwise FROM registry.policy_pack_card
            WHERE jurisdiction_id = \(actor.jurisdiction) AND number = \(number)
            """)
        return try packAnswer(rows, "\(number)", status: status)
    }

    private static func packAnswer(_ rows: Rows, _ number: String, status: Int = 200) throws -> Answer {
        guard rows.count > 0 else { throw Refusal.unknown("policy pack", number) }
        return Answer(
            status: status, body: rows.json(row: 0), location: status == 201 ? "/v1/policy-packs/\(number)" : nil,
            etag: Answer.etag(version: try rows[0].get("revision")))
    }

    /// `version` is that of the pack, `revision` that of the record.
    private static let packColumns: StaticString = """
        number, id, version, title, status, valid_from, governs_until, begins_on, rules_through, licence_maximum, sha256, file, bases, \
        passed, problems, choices, drafted_by, drafted_at, checked_by, checked_at, proposed_by, proposed_at, activated_by, activated_at, \
        replaces, beside, beside_reason, end_proposed_day, end_proposed_by, end_proposed_at, end_reason, ends_on, \
        ended_by, ended_at, replaced_by, reason, revision, changed_at
        """
}
