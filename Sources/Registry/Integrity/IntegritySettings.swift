import Postgres
import Records

extension Registry {
    /// How draws and back-checks are made here, and whether the authority set it.
    package func integritySettings(_ actor: Actor) async throws -> Answer {
        try await read(actor) { db in try Self.integritySettings(actor, db) }
    }

    /// Sets how draws and back-checks are made from now on.
    /// - Throws: `Refusal` `integrity_setting_is_in_its_range`, or for want of the role.
    package func setIntegritySetting(_ change: IntegritySettingChange, _ call: Call) async throws -> Answer {
        try await act(call) { db in
            try db.execute(
                """
                INSERT INTO registry.integrity_setting (jurisdiction_id, setting, value, reason, recorded_by)
                VALUES (\(call.actor.jurisdiction), \(change.setting.rawValue), \(change.value), \(change.reason),
                    \(call.actor.person))
                """)
            return try Self.integritySettings(call.actor, db)
        }
    }

    private static func integritySettings(_ actor: Actor, _ db: Transaction) throws -> Answer {
        let rows = try db.rows(
            """
            SELECT o.setting, registry.integrity_value(\(actor.jurisdiction)::integer, o.setting) AS value, r.reason,
                p.name AS set_by, r.recorded_at AS set_at
            FROM unnest(\(IntegritySetting.allCases.map(\.rawValue))::text[]) WITH ORDINALITY AS o (setting, place)
            LEFT JOIN LATERAL (SELECT * FROM registry.integrity_setting AS t WHERE t.jurisdiction_id = \(actor.jurisdiction)
                AND t.setting = o.setting ORDER BY t.id DESC LIMIT 1) AS r ON true
            LEFT JOIN registry.person AS p ON p.jurisdiction_id = r.jurisdiction_id AND p.id = r.recorded_by
            ORDER BY o.place
            """)
        return Answer(body: rows.json(between: "{\"items\":", and: Array("}".utf8)))
    }
}
