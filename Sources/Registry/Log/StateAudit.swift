import Postgres

/// Compares what the log's states say that the tables held with what the acts before them had left there.
struct StateAudit: Sendable {
    let database: Database
    /// Looks at every state, not at the newest one alone.
    let isOfAll: Bool

    /// Only states that the log has are looked at, and each in a transaction of its own.
    func findings() async throws -> [LogFinding] {
        let (states, logged) = try await database.read(StoredLog.prologue) { db in
            let hours = try db.rows(
                """
                SELECT \(sql: StatePart.text(ofHour: "e.state_hour")) FROM audit.log_entry AS e
                WHERE e.state_hour IS NOT NULL ORDER BY e.leaf_index
                """
            ).map { try $0.decode(String.self, 0) }
            return (try StatePart.all(db), hours)
        }
        var findings: [LogFinding] = []
        for hour in isOfAll ? logged[...] : logged.suffix(1) {
            findings += try await database.read(StoredLog.prologue) { db in
                try (states[hour] ?? []).compactMap { try Self.finding($0, hour, db) }
                    + Self.left(states[hour] ?? [], hour)
            }
        }
        return findings
    }

    /// A table that is compared row by row has a part in every state.
    private static func left(_ parts: [StatePart], _ hour: String) -> [LogFinding] {
        let known = Set(parts.map(\.object))
        return (RowAudit.records + RowAudit.facts + ["finding", "history"]).filter { !known.contains($0) }.map { name in
            LogFinding(
                .stateDiffers, table: "registry.\(name)", key: hour,
                "The state of \(hour) says nothing of registry.\(name).")
        }
    }

    private static func finding(_ part: StatePart, _ hour: String, _ db: Transaction) throws -> LogFinding? {
        let digest: String = try db.one(
            """
            SELECT encode(sha256(coalesce(string_agg(r.hash, ''::bytea ORDER BY r.hash), '')), 'hex') FROM (
                SELECT sha256(convert_to(format('%s/%s/%s/%s/%s', a.jurisdiction_id, a.object, a.object_key, a.version,
                    encode(a.digest, 'hex')), 'UTF8')) AS hash
                FROM (\(sql: acts(of: part))) AS a) AS r
            """)
        guard digest != part.digest else { return nil }
        return LogFinding(
            .stateDiffers, table: "registry.\(part.object)", key: hour,
            "At \(hour) the rows of registry.\(part.object) were not as the acts until then had left them.")
    }

    /// The acts that say what a part has to hold: the newest one about each record, or each one about a version.
    private static func acts(of part: StatePart) -> SQL {
        let objects = part.object == "history" ? RowAudit.records : [part.object]
        let selected: SQL = """
            SELECT o.jurisdiction_id, o.object, o.object_key, o.version, \(sql: LogAudit.commitment) AS digest
            FROM audit.outbox AS o
            LEFT JOIN audit.log_entry AS e ON e.jurisdiction_id = o.jurisdiction_id AND e.outbox_id = o.id
            WHERE o.object = ANY (\(objects)) AND (e.leaf_index < \(Int(clamping: part.size))::bigint OR o.id = ANY (\(part.also)::bigint[]))
            """
        guard part.object != "history" else { return selected }
        return """
            SELECT DISTINCT ON (n.jurisdiction_id, n.object_key) n.* FROM (\(sql: selected)) AS n
            ORDER BY n.jurisdiction_id, n.object_key, n.version DESC
            """
    }
}
