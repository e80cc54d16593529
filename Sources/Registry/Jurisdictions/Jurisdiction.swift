import Postgres
import Records

extension Registry {
    /// The actor's own authority.
    package func jurisdiction(_ actor: Actor) async throws -> Answer {
        try await read(actor) { db in try Self.jurisdictionCard(actor, db) }
    }

    /// Changes name, zone, languages or bounds of the actor's own authority.
    /// - Throws: `Refusal` for want of the role, `time_zone_is_known`, or a version mismatch.
    package func amendJurisdiction(_ change: JurisdictionAmendment, _ call: Call) async throws -> Answer {
        try await act(call) { db in
            let (id, next) = try Self.nextVersion(of: .jurisdiction, call.actor.jurisdictionCode, call, db)
            _ = try db.execute(
                """
                UPDATE registry.jurisdiction SET name = coalesce(\(change.name), name),
                    time_zone = coalesce(\(change.timeZone), time_zone),
                    languages = coalesce(\(change.languages), languages),
                    west = coalesce(\(change.bounds?.west), west), south = coalesce(\(change.bounds?.south), south),
                    east = coalesce(\(change.bounds?.east), east), north = coalesce(\(change.bounds?.north), north),
                    act = 'amend', version = \(next), changed_by = \(call.actor.person)
                WHERE id = \(id)
                """)
            return try Self.jurisdictionCard(call.actor, db)
        }
    }

    private static func jurisdictionCard(_ actor: Actor, _ db: Transaction) throws -> Answer {
        let rows = try db.rows(
            """
            SELECT code, name, time_zone, languages, bounds, version, changed_at
            FROM registry.jurisdiction_card WHERE jurisdiction_id = \(actor.jurisdiction)
            """)
        return try Answer.record(rows, orElse: Refusal.unknown("jurisdiction", actor.jurisdictionCode))
    }
}
