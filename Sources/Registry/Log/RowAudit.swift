import Postgres

/// Compares every row of the records with the newest act about it: whether it is as the act left it, still there, and
/// recorded at all.
struct RowAudit: Sendable {
    let database: Database

    /// Records with a status: one row each, whose versions stand in the history.
    static let records = [
        "access_token", "action", "attribution", "back_check", "case_file", "conflict_of_interest", "contact_erasure",
        "contact_hold", "contact_key", "credential", "deputy", "evidence", "evidence_attachment", "evidence_hold",
        "jurisdiction", "licence", "outlet", "party", "party_role", "person", "policy_pack", "redraw", "role_grant",
        "subject_binding", "unsealing", "violation",
    ]
    /// Facts, which never change.
    static let facts = [
        "account", "assignment", "contact_epoch", "contact_retention", "contact_shredding", "contact_wrapping",
        "correction", "decision", "departure", "draw", "draw_result", "earlier_record", "evidence_redaction",
        "evidence_retention", "evidence_view", "gate_answer", "history_import", "import_batch", "inspection",
        "integrity_setting",
        "nuisance_contact", "nuisance_report", "nuisance_standing", "outlet_licence_number", "recommendation",
        "signal_reading", "stated_fact", "voiding",
    ]
    /// What is compared in a way of its own: the findings of an inspection together, and the versions of the records.
    static let others = ["finding", "history"]

    func run() async throws -> (findings: [LogFinding], count: Int) {
        try await database.read(StoredLog.prologue) { db in
            var findings: [LogFinding] = []
            for name in Self.records { findings += try Self.compareRecords(name, db) }
            for name in Self.facts { findings += try Self.compareFacts(name, Self.rows(of: name), db) }
            findings += try Self.compareFacts("finding", Self.findingRows, db)
            findings += try Self.compareHistory(db)
            for name in Self.records + Self.facts { findings += try Self.twice(name, "t.id::text", db) }
            findings += try Self.twice("history", "t.object || ' ' || t.object_key || ' version ' || t.version", db)
            let count = try (Self.records + Self.facts + Self.others).reduce(0) { sum, name in
                sum + (try db.one("SELECT count(*) FROM registry.\(identifier: name)") as Int)
            }
            return (findings, count)
        }
    }

    private static func rows(of name: String) -> SQL {
        "SELECT t.jurisdiction_id, t.id::text AS key, row_to_json(t)::text AS said FROM registry.\(identifier: name) AS t"
    }

    private static let findingRows: SQL = """
        SELECT f.jurisdiction_id, f.inspection_id::text AS key,
            string_agg(row_to_json(f)::text, E'\\n' ORDER BY f.criterion) AS said
        FROM registry.finding AS f GROUP BY f.jurisdiction_id, f.inspection_id
        """

    /// A row is as its newest version in the history says, and that version is the newest one that an act recorded. What a
    /// later form of the database has added to the table is not in the history and not compared.
    private static func compareRecords(_ name: String, _ db: Transaction) throws -> [LogFinding] {
        let rows = try db.rows(
            """
            SELECT coalesce(t.key, n.object_key) AS key, t.key IS NULL AS gone, n.object_key IS NULL AS unrecorded
            FROM (SELECT r.jurisdiction_id, r.id::text AS key, r.version, to_jsonb(r) AS state
                  FROM registry.\(identifier: name) AS r) AS t
            FULL JOIN (SELECT o.jurisdiction_id, o.object_key, max(o.version) AS version FROM audit.outbox AS o
                       WHERE o.object = \(name) GROUP BY o.jurisdiction_id, o.object_key) AS n
                ON n.jurisdiction_id = t.jurisdiction_id AND n.object_key = t.key
            LEFT JOIN registry.history AS h ON h.jurisdiction_id = t.jurisdiction_id AND h.object = \(name)
                AND h.object_key = t.key AND h.version = t.version
            WHERE t.version IS DISTINCT FROM n.version OR h.state IS NULL
                OR (SELECT jsonb_object_agg(m.key, m.value) FROM jsonb_each(t.state) AS m WHERE h.state ? m.key)
                    IS DISTINCT FROM h.state
            ORDER BY 1
            """)
        return try rows.map { try finding(name, $0) }
    }

    /// A fact is as it was recorded: its digest is the one of the only act about it.
    private static func compareFacts(_ name: String, _ selected: SQL, _ db: Transaction) throws -> [LogFinding] {
        let rows = try db.rows(
            """
            SELECT coalesce(t.key, o.object_key) AS key, t.key IS NULL AS gone, o.object_key IS NULL AS unrecorded
            FROM (\(sql: selected)) AS t
            FULL JOIN (SELECT a.jurisdiction_id, a.object_key, a.digest FROM audit.outbox AS a WHERE a.object = \(name)) AS o
                ON o.jurisdiction_id = t.jurisdiction_id AND o.object_key = t.key
            WHERE o.digest IS DISTINCT FROM sha256(convert_to(t.said, 'UTF8'))
            ORDER BY 1
            """)
        return try rows.map { try finding(name, $0) }
    }

    /// Every version in the history is as its act left it, says the same beside its state as in it, and none is missing.
    private static func compareHistory(_ db: Transaction) throws -> [LogFinding] {
        let rows = try db.rows(
            """
            SELECT coalesce(h.object, o.object) || ' ' || coalesce(h.object_key, o.object_key) || ' version '
                    || coalesce(h.version, o.version) AS key,
                h.version IS NULL AS gone, o.version IS NULL AS unrecorded
            FROM registry.history AS h
            FULL JOIN (SELECT * FROM audit.outbox AS a WHERE a.object = ANY (\(records))) AS o
                ON o.jurisdiction_id = h.jurisdiction_id AND o.object = h.object AND o.object_key = h.object_key
                    AND o.version = h.version
            WHERE o.digest IS DISTINCT FROM sha256(convert_to(h.state::text, 'UTF8')) OR o.act IS DISTINCT FROM h.act
                OR NOT coalesce(h.state @> jsonb_build_object('effective_on', h.effective_on, 'reason', h.reason,
                    'changed_by', h.changed_by, 'changed_at', h.changed_at), false)
            ORDER BY 1
            """)
        return try rows.map { try finding("history", $0) }
    }

    /// A row that stands there a second time is like the one that was recorded, and was recorded once.
    private static func twice(_ name: String, _ key: SQL, _ db: Transaction) throws -> [LogFinding] {
        try db.rows(
            """
            SELECT \(sql: key) AS key FROM registry.\(identifier: name) AS t
            GROUP BY t.jurisdiction_id, 1 HAVING count(*) > 1 ORDER BY 1
            """
        ).map { row in
            let (table, key) = ("registry.\(name)", try row.get("key", as: String.self))
            return LogFinding(
                .rowUnrecorded, table: table, key: key,
                "\(table) \(key) stands there more than once, and was recorded once.")
        }
    }

    private static func finding(_ name: String, _ row: Row) throws -> LogFinding {
        let (table, key) = ("registry.\(name)", try row.get("key", as: String.self))
        if try row.get("gone") {
            return LogFinding(.rowMissing, table: table, key: key, "\(table) \(key) is gone.")
        }
        if try row.get("unrecorded") {
            return LogFinding(
                .rowUnrecorded, table: table, key: key, "\(table) \(key) stands there, and no act recorded it.")
        }
        return LogFinding(
            .rowChanged, table: table, key: key, "\(table) \(key) is not as the newest act about it left it.")
    }
}

extension LogAudit {
    /// Which records have versions, as the log calls them: the second verifier has to know the same.
    package static let versioned = RowAudit.records
}
