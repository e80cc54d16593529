import Policy
import Postgres
import Records

extension Registry {
    /// The counts behind the signals about officials, for the role integrity alone. The reading is recorded as an act, in the
    /// same transaction; what the counts say is kept nowhere, and no act follows from it.
    /// - Throws: `Refusal` when the period ends before it begins, `pack_text_altered`, `pack_not_readable`, or for want of the
    ///   role.
    package func readSignals(_ query: SignalQuery, _ actor: Actor) async throws -> SignalsRead {
        try await refusing {
            try await database.write([signer.statement(for: actor)]) { db in
                let (from, to) = try Self.period(StatisticsQuery(from: query.from, to: query.to), actor, db)
                // First: without the role nothing is counted.
                try db.execute(
                    """
                    INSERT INTO registry.signal_reading (jurisdiction_id, kinds, first_day, last_day, recorded_by)
                    VALUES (\(actor.jurisdiction), \(query.kinds.map(\.rawValue))::text[], \(from), \(to), \(actor.person))
                    """)
                let counts = try integrityCounts(from, to, actor, db)
                return SignalsRead(counts: counts, names: try Self.names(counts, actor, db))
            }
        }
    }

    private static func names(
        _ counts: IntegrityCounts, _ actor: Actor, _ db: Transaction
    ) throws -> [String: String] {
        let numbers = Set(
            (counts.visits + counts.measured + counts.noticed).map(\.subject)
                + counts.pairs.flatMap { [$0.proposer, $0.issuer] })
        let rows = try db.rows(
            """
            SELECT p.id::text AS number, p.name FROM registry.person AS p
            WHERE p.jurisdiction_id = \(actor.jurisdiction) AND p.id::text = ANY (\(numbers.sorted())::text[])
            """)
        var names: [String: String] = [:]
        for row in rows { names[try row.get("number")] = try row.get("name") }
        return names
    }
}
