import Postgres

/// What a table held in one snapshot, as the log says it: one part of the state of an hour.
struct StatePart: Sendable, Equatable {
    /// The table, as `licence`; `history` for the versions of all records.
    let object: String
    /// How many records it had.
    let rows: Int
    /// Of all of them, in hexadecimal digits (`audit.state_part.digest`).
    let digest: String
    /// The part is about the acts among so many first entries of the log,
    let size: UInt64
    /// and about these, by their numbers in the outbox.
    let also: [Int]

    /// The parts of every state that stands there, by hour.
    static func all(_ db: Transaction) throws -> [String: [StatePart]] {
        var states: [String: [StatePart]] = [:]
        let rows = try db.rows(
            """
            SELECT \(sql: text(ofHour: "s.hour")) AS hour, s.object, s.rows, encode(s.digest, 'hex') AS digest,
                s.size, s.also
            FROM audit.state_part AS s ORDER BY s.hour, s.object COLLATE "C"
            """)
        for row in rows {
            states[try row.get("hour"), default: []].append(
                StatePart(
                    object: try row.get("object"), rows: try row.get("rows"), digest: try row.get("digest"),
                    size: UInt64(clamping: try row.get("size", as: Int.self)), also: try row.get("also")))
        }
        return states
    }

    /// How an hour is written; one with further digits, which somebody has changed, with all of them.
    static func text(ofHour column: SQL) -> SQL {
        """
        to_char(\(sql: column), CASE WHEN date_trunc('second', \(sql: column)) = \(sql: column)
            THEN 'YYYY-MM-DD"T"HH24:MI:SS"Z"' ELSE 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"' END)
        """
    }

    /// The bytes of the log entry about the state of an hour: JSON with its members in order and no white space (RFC 8785). The
    /// database writes the same in `audit.state_entry`; this is worked out apart from it.
    /// - Parameter parts: in the order of the names of their tables.
    static func entry(hour: String, _ parts: [StatePart]) -> [UInt8] {
        let written = parts.map { part in
            "{\"also\":[\(part.also.map(String.init).joined(separator: ","))],\"digest\":\"\(part.digest)\","
                + "\"object\":\(LoggedAct.quoted(part.object)),\"rows\":\(part.rows),\"size\":\(part.size)}"
        }
        return Array("{\"hour\":\"\(hour)\",\"state\":[\(written.joined(separator: ","))],\"v\":1}".utf8)
    }
}
