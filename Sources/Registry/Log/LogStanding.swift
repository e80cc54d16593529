import Postgres
import Records

/// How far the log has come, in numbers alone.
package struct LogStanding: Sendable, Equatable {
    /// After so many seconds an act that isn't in the log is a matter for who operates the service.
    package static let patience = 60
    /// How many entries it has.
    package let entries: Int
    /// How many of them a signed head covers.
    package let signedEntries: Int
    /// When that was signed, as JSON has instants; nil before the first time.
    package let signedAt: String?
    /// How many of them a head covers that witnesses have signed, and when they did; nil before the first time.
    package let witnessedEntries: Int
    package let witnessedAt: String?
    /// The newest hour whose state of the tables it has; nil before the first one.
    package let stateHour: String?
    /// An hour that has not come yet, and whose state it has: a clock was ahead then, or is behind now; nil where there is none.
    package let aheadHour: String?
    /// How many acts are not in it yet, counted up to 10,000 of an authority.
    package let waiting: Int
    /// For how many seconds the oldest of them has waited.
    package let oldestSeconds: Int
    /// For how many seconds an act is in it that no signed head covers, although heads were signed before; 0 where there is none.
    package let unsignedSeconds: Int
}

extension Registry {
    /// What somebody has to look at although the service works; nil where there is nothing.
    package func warning() async throws -> String? {
        let (ahead, oldest, unsigned) = try await database.query(
            """
            SELECT registry.utc(ops.log_hour_ahead()), extract(epoch FROM clock_timestamp() - s.oldest_at)::bigint,
                extract(epoch FROM clock_timestamp() - s.unsigned_at)::bigint
            FROM (SELECT) AS one LEFT JOIN ops.log_standing() AS s ON true
            """
        ) { (try $0[0].decode(String?.self, 0), try $0[0].decode(Int?.self, 1), try $0[0].decode(Int?.self, 2)) }
        if let ahead {
            return
                "The log has a state of \(ahead), which has not come yet: the clock of the database was ahead then, or is behind now."
        }
        if let oldest, oldest > LogStanding.patience {
            return "Acts are not in the log yet, the oldest for \(oldest) s. Type: registryd doctor"
        }
        guard let unsigned, unsigned > LogStanding.patience else { return nil }
        return "No head of the log has been signed for \(unsigned) s, and acts came into it. Type: registryd doctor"
    }

    /// How far the log is behind what was done. Anybody may know: it says nothing of what that was.
    /// - Throws: `Refusal` `log_has_no_head` where somebody took the head of the log away.
    package func logStanding() async throws -> LogStanding {
        let found = try await database.query(
            """
            SELECT s.size, coalesce(s.signed_size, 0) AS signed, registry.utc(s.signed_at) AS signed_at, s.waiting,
                coalesce(h.witnessed_size, 0) AS witnessed, registry.utc(h.witnessed_at) AS witnessed_at,
                registry.utc(h.state_hour) AS state_hour, registry.utc(ops.log_hour_ahead()) AS ahead_hour,
                coalesce(greatest(0, extract(epoch FROM clock_timestamp() - s.oldest_at)), 0)::bigint AS oldest,
                coalesce(greatest(0, extract(epoch FROM clock_timestamp() - s.unsigned_at)), 0)::bigint AS unsigned
            FROM ops.log_standing() AS s CROSS JOIN ops.log_heads() AS h
            """
        ) { rows in
            try rows.map { row in
                LogStanding(
                    entries: try row.get("size"), signedEntries: try row.get("signed"),
                    signedAt: try row.get("signed_at"), witnessedEntries: try row.get("witnessed"),
                    witnessedAt: try row.get("witnessed_at"), stateHour: try row.get("state_hour"),
                    aheadHour: try row.get("ahead_hour"),
                    waiting: try row.get("waiting"), oldestSeconds: try row.get("oldest"),
                    unsignedSeconds: try row.get("unsigned"))
            }
        }
        guard let standing = found.first else {
            throw Refusal(
                .busy, "log_has_no_head", "The log of the acts has no head.", hint: "Type: registryd audit verify")
        }
        return standing
    }
}
