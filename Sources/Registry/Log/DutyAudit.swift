import Postgres

/// Looks whether what is recorded could be done as it was: every act was possible from where its record stood, and what takes two
/// persons was done by two. A guard that was switched off for a while and put back leaves such traces, and no other.
///
/// Not looked at: who closed a case after leniency, and who established what a former system alleged. Whether they were two follows
/// from several records.
struct DutyAudit: Sendable {
    let database: Database

    /// The second steps of acts that take two persons: on which record, which act, and where the record says who did the first step.
    static let secondSteps: [(object: String, acts: [String], first: String)] = [
        ("action", ["issue", "return", "revoke"], "proposed_by"),
        ("back_check", ["waive", "keep"], "changed_by"),
        ("conflict_of_interest", ["end"], "person_id"),
        ("contact_erasure", ["approve", "refuse"], "requested_by"),
        ("contact_key", ["confirm"], "proposed_by"),
        ("deputy", ["record", "end"], "person_id"),
        ("deputy", ["record", "end"], "deputy_id"),
        ("policy_pack", ["activate"], "proposed_by"),
        ("policy_pack", ["end"], "end_proposed_by"),
        ("redraw", ["approve", "refuse"], "requested_by"),
        ("role_grant", ["confirm"], "changed_by"),
        ("role_grant", ["confirm"], "person_id"),
        ("unsealing", ["grant", "refuse"], "requested_by"),
    ]

    func run() async throws -> [LogFinding] {
        try await database.read(StoredLog.prologue) { db in
            try Self.impossible(db) + Self.ofOnePerson(db)
        }
    }

    /// Which acts are possible is compared with this program's own list where the schema is.
    private static func impossible(_ db: Transaction) throws -> [LogFinding] {
        let rows = try db.rows(
            """
            SELECT h.object, h.object_key, h.version, h.act, coalesce(p.state ->> 'status', 'new') AS stood,
                h.state ->> 'status' AS stands
            FROM registry.history AS h
            LEFT JOIN registry.history AS p ON p.jurisdiction_id = h.jurisdiction_id AND p.object = h.object
                AND p.object_key = h.object_key AND p.version = h.version - 1
            -- Where the version before is gone, the rows say so.
            WHERE (h.version = 1 OR p.version IS NOT NULL)
                AND NOT EXISTS (SELECT FROM ops.legal_act AS l WHERE l.object = h.object AND l.act = h.act
                    AND l.from_status = coalesce(p.state ->> 'status', 'new') AND l.to_status = h.state ->> 'status')
                -- What one person adopted before packs were proposed, and its conversion: acts of that time are in no log.
                AND NOT (h.object = 'policy_pack' AND h.act IN ('adopt', 'convert') AND NOT EXISTS (SELECT FROM audit.outbox AS o
                    WHERE o.jurisdiction_id = h.jurisdiction_id AND o.object = h.object AND o.object_key = h.object_key
                        AND o.version = h.version))
            ORDER BY h.jurisdiction_id, h.object, h.object_key, h.version
            """)
        return try rows.map { row in
            let (key, act) = (try Self.key(row), try row.get("act", as: String.self))
            let (stood, stands): (String, String) = (try row.get("stood"), try row.get("stands"))
            return LogFinding(
                .actImpossible, table: "registry.history", key: key,
                "\(key): \(act) is not possible from \(stood) to \(stands), and it is recorded.")
        }
    }

    private static func ofOnePerson(_ db: Transaction) throws -> [LogFinding] {
        let steps = secondSteps.flatMap { step in step.acts.map { (step.object, $0, step.first) } }
        let rows = try db.rows(
            """
            WITH step AS (
                SELECT h.jurisdiction_id, h.object, h.object_key, h.version, h.act, h.changed_at AS at, h.changed_by AS second,
                    (coalesce(p.state, h.state) ->> s.first)::bigint AS first
                FROM unnest(\(steps.map(\.0))::text[], \(steps.map(\.1))::text[], \(steps.map(\.2))::text[]) AS s (object, act, first)
                JOIN registry.history AS h ON h.object = s.object AND h.act = s.act
                LEFT JOIN registry.history AS p ON p.jurisdiction_id = h.jurisdiction_id AND p.object = h.object
                    AND p.object_key = h.object_key AND p.version = h.version - 1
                UNION ALL \(sql: reinstatements)
                UNION ALL
                SELECT v.jurisdiction_id, 'voiding', v.id::text, 1, 'void', v.recorded_at, v.recorded_by, w.person
                FROM registry.voiding AS v
                JOIN registry.inspection AS i ON i.jurisdiction_id = v.jurisdiction_id AND i.id = v.inspection_id
                CROSS JOIN LATERAL unnest(ARRAY[i.inspector_id, i.second_inspector_id, i.recorded_by]) AS w (person)
                UNION ALL
                SELECT h.jurisdiction_id, h.object, h.object_key, h.version, h.act, h.changed_at, h.changed_by, w.person
                FROM registry.history AS h
                JOIN registry.inspection AS i ON i.jurisdiction_id = h.jurisdiction_id
                    AND i.id = (h.state ->> 'inspection_id')::uuid
                CROSS JOIN LATERAL unnest(ARRAY[i.inspector_id, i.second_inspector_id]) AS w (person)
                WHERE h.object = 'back_check' AND h.act IN ('propose_waiver', 'waive', 'keep')
            )
            SELECT DISTINCT s.jurisdiction_id, s.object, s.object_key, s.version, s.act, s.first, s.second FROM step AS s
            WHERE s.first = s.second OR \(sql: countAsOne)
            ORDER BY 1, 2, 3, 4, 6
            """)
        return try rows.map { row in
            let (key, act) = (try Self.key(row), try row.get("act", as: String.self))
            let (first, second): (Int, Int) = (try row.get("first"), try row.get("second"))
            return LogFinding(
                .onePerson, table: key.hasPrefix("voiding ") ? "registry.voiding" : "registry.history", key: key,
                first == second
                    ? "\(key): \(act) takes two persons, and person \(first) did both steps."
                    : "\(key): \(act) takes two persons, and persons \(first) and \(second) counted as one on that day."
            )
        }
    }

    /// A licence that is reinstated before its suspension is over, or after the action behind it was revoked.
    private static let reinstatements: SQL = """
        SELECT h.jurisdiction_id, h.object, h.object_key, h.version, h.act, h.changed_at, h.changed_by,
            coalesce(r.changed_by, CASE p.state ->> 'status'
                WHEN 'suspended' THEN (p.state ->> 'reinstatement_proposed_by')::bigint END)
        FROM registry.history AS h
        JOIN registry.jurisdiction AS j ON j.id = h.jurisdiction_id
        JOIN registry.history AS p ON p.jurisdiction_id = h.jurisdiction_id AND p.object = h.object
            AND p.object_key = h.object_key AND p.version = h.version - 1
        LEFT JOIN registry.history AS r ON r.jurisdiction_id = h.jurisdiction_id AND r.object = 'action'
            AND r.object_key = p.state ->> 'action_id' AND r.act = 'revoke' AND r.changed_at <= h.changed_at
        WHERE h.object = 'licence' AND h.act = 'reinstate' AND (p.state ->> 'status' = 'withdrawn'
            OR coalesce((p.state ->> 'suspended_until')::date > (h.changed_at AT TIME ZONE j.time_zone)::date, true))
        """

    /// Whether one has stood in for the other on the day of the second step, or both for one, by what had been recorded then.
    private static let countAsOne: SQL = """
        s.second IN (
            WITH RECURSIVE link (one, other) AS (
                SELECT d.person_id, d.deputy_id FROM registry.deputy AS d
                JOIN registry.jurisdiction AS j ON j.id = d.jurisdiction_id
                JOIN registry.history AS f ON f.jurisdiction_id = d.jurisdiction_id AND f.object = 'deputy'
                    AND f.object_key = d.id::text AND f.version = 1 AND f.changed_at <= s.at
                WHERE d.jurisdiction_id = s.jurisdiction_id AND s.object <> 'deputy'
                    AND d.starts_on <= (s.at AT TIME ZONE j.time_zone)::date AND d.ends_on > (s.at AT TIME ZONE j.time_zone)::date
            ), same (id) AS (
                SELECT s.first
                UNION
                SELECT CASE m.id WHEN l.one THEN l.other ELSE l.one END FROM same AS m JOIN link AS l ON m.id IN (l.one, l.other)
            ) SELECT m.id FROM same AS m)
        """

    private static func key(_ row: Row) throws -> String {
        let (object, key): (String, String) = (try row.get("object"), try row.get("object_key"))
        return "\(object) \(key) version \(try row.get("version", as: Int.self))"
    }
}
