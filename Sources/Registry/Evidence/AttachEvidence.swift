import Postgres
import Records

extension Registry {
    /// The files that belong to a record, and those that were detached from it, without their bytes; in the order in which they
    /// were attached.
    /// - Throws: `Refusal` `unknown_…` for the record.
    package func evidence(of record: EvidenceRecord, _ actor: Actor) async throws -> Answer {
        try await read(actor) { db in
            let key = try record.key(actor, db)
            let rows = try db.rows(
                """
                SELECT \(sql: attachmentColumns) FROM registry.evidence_attachment_card
                WHERE jurisdiction_id = \(actor.jurisdiction) AND \(sql: record.column)::text = \(key) ORDER BY number
                """)
            return Answer(body: rows.json(between: "{\"items\":", and: Array(",\"next\":null}".utf8)))
        }
    }

    /// One file with all that belongs to it, without its bytes.
    /// - Throws: `Refusal` `unknown_evidence`.
    package func evidenceDetails(_ digest: FileDigest, _ actor: Actor) async throws -> Answer {
        try await read(actor) { db in try Self.evidenceCard(digest, actor, db) }
    }

    /// Says that a file belongs to a record.
    /// - Throws: `Refusal` `unknown_…`, `evidence_is_attached_once`, `evidence_is_attached_to_ones_own`,
    ///   `copy_belongs_to_its_original`, `destroyed_evidence_stays_so`, `barred_by_a_conflict_of_interest`, or for want of the role.
    package func attachEvidence(
        to record: EvidenceRecord, _ new: NewAttachment, _ call: Call
    ) async throws -> Answer {
        try await act(call) { checks, db -> (key: String, file: Int) in
            let key = try record.key(call.actor, db)
            return (
                key, try checks.value(at: "/sha256", orElse: 0) { try Self.evidence(new.digest, call.actor, db) }
            )
        } _: { known, db in
            let number: Int = try db.one(
                """
                INSERT INTO registry.evidence_attachment (jurisdiction_id, evidence_id, inspection_id, report_id, case_id, description,
                    attached_by, changed_by)
                VALUES (\(call.actor.jurisdiction), \(known.file), \(record.inspection(known.key))::uuid,
                    \(record.report(known.key))::uuid, \(record.caseFile(known.key))::bigint, \(new.description),
                    \(call.actor.person), \(call.actor.person))
                RETURNING id
                """)
            return try Self.attachmentCard(number, call.actor, db, status: 201)
        }
    }

    /// Says that a file was attached to a record by mistake; the mark stays, and so does the file, as long as the record's others.
    /// - Throws: `Refusal` `unknown_attachment`, `barred_by_a_conflict_of_interest`, `detaching_has_a_reason`, or for want of a
    ///   fitting status or role.
    package func detachEvidence(_ number: String, _ reason: Reason, _ call: Call) async throws -> Answer {
        try await act(call) { db in
            let id: Int? = try db.first(
                """
                UPDATE registry.evidence_attachment SET status = 'detached', act = 'detach', effective_on = NULL,
                    reason = \(reason.text), version = version + 1, changed_by = \(call.actor.person)
                WHERE jurisdiction_id = \(call.actor.jurisdiction) AND id::text = \(number) RETURNING id
                """)
            guard let id else { throw Refusal.unknown("attachment", number) }
            return try Self.attachmentCard(id, call.actor, db)
        }
    }

    /// Says that one file is the redacted copy of another one. The newest copy stands: it is what colleagues get and what lists
    /// name. An earlier one stays, may show too much, and is handed out by its own hash as an original is, for a purpose.
    /// - Throws: `Refusal` `unknown_evidence`, `copy_is_of_an_original`, `attached_file_is_no_copy`, `copy_is_another_file`,
    ///   `file_is_the_copy_of_one_original`, `destroyed_evidence_stays_so`, `barred_by_a_conflict_of_interest`, or for want of the
    ///   role.
    package func redactEvidence(_ original: FileDigest, _ new: NewRedaction, _ call: Call) async throws -> Answer {
        try await act(call) { checks, db -> (original: Int, copy: Int) in
            let original = try Self.evidence(original, call.actor, db)
            return (original, try checks.value(at: "/copy", orElse: 0) { try Self.evidence(new.copy, call.actor, db) })
        } _: { known, db in
            try db.execute(
                """
                INSERT INTO registry.evidence_redaction (jurisdiction_id, original_id, copy_id, recorded_by)
                VALUES (\(call.actor.jurisdiction), \(known.original), \(known.copy), \(call.actor.person))
                """)
            return try Self.evidenceCard(original, call.actor, db, status: 201)
        }
    }

    // MARK: Within

    private static func attachmentCard(
        _ number: Int, _ actor: Actor, _ db: Transaction, status: Int = 200
    ) throws -> Answer {
        let rows = try db.rows(
            """
            SELECT \(sql: attachmentColumns) FROM registry.evidence_attachment_card
            WHERE jurisdiction_id = \(actor.jurisdiction) AND number = \(number)
            """)
        return try Answer.record(rows, orElse: Refusal.unknown("attachment", "\(number)"), status: status)
    }
}

/// What a list of a record's files shows of each.
private let attachmentColumns: SQL = """
    number, record, sha256, media_type, bytes, description, redacted_copy, destroyed, attached_by, attached_at, status, reason,
    detached_by
    """

extension EvidenceRecord {
    fileprivate func inspection(_ key: String) -> String? { if case .inspection = self { key } else { nil } }
    fileprivate func report(_ key: String) -> String? { if case .nuisanceReport = self { key } else { nil } }
    fileprivate func caseFile(_ key: String) -> Int? { if case .caseFile = self { Int(key) } else { nil } }
}
