import Postgres
import Records

/// The records that have a status and a version, with the words for them and the key that callers know them by.
enum VersionedRecord: Sendable {
    case jurisdiction, person, outlet, party, partyRole, licence, caseFile, action, policyPack, deputy, conflict

    /// What a person calls it.
    var word: String {
        switch self {
        case .jurisdiction: "jurisdiction"
        case .person: "person"
        case .outlet: "outlet"
        case .party: "party"
        case .partyRole: "role"
        case .licence: "licence"
        case .caseFile: "case"
        case .action: "action"
        case .policyPack: "policy pack"
        case .deputy: "deputyship"
        case .conflict: "conflict of interest"
        }
    }

    private var table: SQL {
        switch self {
        case .jurisdiction: "jurisdiction"
        case .person: "person"
        case .outlet: "outlet"
        case .party: "party"
        case .partyRole: "party_role"
        case .licence: "licence"
        case .caseFile: "case_file"
        case .action: "action"
        case .policyPack: "policy_pack"
        case .deputy: "deputy"
        case .conflict: "conflict_of_interest"
        }
    }

    /// What callers name the record by.
    private var key: SQL {
        switch self {
        case .jurisdiction: "r.code"
        case .person, .partyRole, .policyPack, .deputy, .conflict: "r.id::text"
        case .outlet, .party, .licence, .caseFile, .action: "r.reference"
        }
    }

    /// Columns id, version, act, by (name of the person) and minutes (since the last change) of the record, if it is there.
    ///
    /// - Parameter records: the schema to look in.
    fileprivate func lookup(_ reference: String, _ actor: Actor, from records: SQL = "registry") -> SQL {
        """
        SELECT r.id, r.version, r.act, p.name AS by,
            trunc(extract(epoch FROM clock_timestamp() - r.changed_at) / 60)::integer AS minutes
        FROM \(sql: records).\(sql: table) AS r
        JOIN \(sql: records).person AS p ON p.jurisdiction_id = r.jurisdiction_id AND p.id = r.changed_by
        WHERE r.jurisdiction_id = \(actor.jurisdiction) AND \(sql: key) = \(reference)
        """
    }
}

extension Registry {
    /// The key of a record by its reference.
    /// - Throws: `Refusal` `unknown_…`.
    static func id(
        of record: VersionedRecord, _ reference: String, _ actor: Actor, _ db: Transaction,
        from records: SQL = "registry"
    ) throws -> Int {
        let rows = try db.rows(record.lookup(reference, actor, from: records))
        guard rows.count > 0 else { throw Refusal.unknown(record.word, reference) }
        return try rows[0].get("id", as: Int.self)
    }

    /// The key of a record and the version that this change makes, when the caller has read the present one.
    /// - Throws: `Refusal` `unknown_…`, `version_needed` (the call names no version), `changed_meanwhile`.
    static func nextVersion(
        of record: VersionedRecord, _ reference: String, _ call: Call, _ db: Transaction
    ) throws -> (id: Int, version: Int) {
        let rows = try db.rows(record.lookup(reference, call.actor))
        guard rows.count > 0 else { throw Refusal.unknown(record.word, reference) }
        let row = rows[0]
        let version = try row.get("version", as: Int.self)
        guard let expected = call.expectedVersion else {
            throw Refusal(
                .preconditionMissing, "version_needed",
                "The change does not say which version of \(record.word) \(reference) it is based on.",
                hint: "Read the \(record.word) and send its ETag back as If-Match.")
        }
        guard expected == version else {
            let (act, by, minutes): (String, String, Int) = (
                try row.get("act"), try row.get("by"), try row.get("minutes")
            )
            throw Refusal(
                .changedMeanwhile, "changed_meanwhile",
                "The \(record.word) \(reference) was changed by \(by) \(Self.ago(minutes)) (\(act)).",
                detail: "You have version \(expected); it has version \(version) now.",
                hint: "Read it again and decide on what it says now.")
        }
        return (try row.get("id", as: Int.self), version + 1)
    }

    /// "just now", "1 minute ago", "4 hours ago", "2 days ago".
    private static func ago(_ minutes: Int) -> String {
        let (number, unit) =
            switch minutes {
            case ..<1: (0, "")
            case ..<60: (minutes, "minute")
            case ..<1440: (minutes / 60, "hour")
            default: (minutes / 1440, "day")
            }
        return number == 0 ? "just now" : "\(number) \(unit)\(number == 1 ? "" : "s") ago"
    }
}
