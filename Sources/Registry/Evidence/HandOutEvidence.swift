import EvidenceFiles
import Postgres
import Records

/// A file that may be handed out, checked against its hash a moment before.
package struct HandedEvidence: Sendable {
    package let digest: FileDigest
    package let type: EvidenceType
    /// Whether it is no redacted copy, so that it was recorded who gets it.
    package let isOriginal: Bool
    package let file: OpenFile
    /// What the service signs for the record of who got the original; nil for a copy.
    package let receipt: String?
}

extension Registry {
    /// A file's bytes: its newest redacted copy, or with a purpose the original, which is recorded before anything is handed out.
    /// A copy that a newer one replaced may show too much, and is an original in this.
    /// - Parameter purpose: for which the original is needed; nil for the copy.
    /// - Throws: `Refusal` `unknown_evidence`, `destroyed_evidence_stays_so`, `original_needs_a_purpose`, `evidence_is_not_whole`,
    ///   `view_has_a_purpose`, `barred_by_a_conflict_of_interest`, or for want of the role.
    /// - Parameter open: checks a file and opens it, on a thread that may wait for the disk.
    package func handOutEvidence(
        _ digest: FileDigest, for purpose: String?, _ actor: Actor,
        _ open: @Sendable (FileDigest) async throws -> (EvidenceFolder.Standing, OpenFile?)
    ) async throws -> HandedEvidence {
        let chosen = try await read(actor) { db in try Chosen(digest, wantsOriginal: purpose != nil, actor, db) }
        // Before it is recorded that somebody got it.
        let (standing, opened) = try await open(chosen.digest)
        guard case .whole = standing, let file = opened else {
            throw Refusal(
                .notPossibleNow, "evidence_is_not_whole",
                standing == .missing
                    ? "The file \(chosen.digest.short) is missing from the folder of evidence files."
                    : "The file \(chosen.digest.short) is not what was received: its bytes were changed. It was not handed out.",
                hint: "Tell the operator and an auditor; registryd audit verify --evidence FOLDER names all such files."
            )
        }
        var receipt: String?
        if let purpose, chosen.isOriginal {
            let recorded = try await act(Call(by: actor)) { db in
                try db.execute(
                    """
                    INSERT INTO registry.evidence_view (jurisdiction_id, evidence_id, purpose, recorded_by)
                    VALUES (\(actor.jurisdiction), \(chosen.id), \(purpose), \(actor.person))
                    """)
                return Answer(body: [])
            }
            receipt = recorded.receipt
        }
        return HandedEvidence(
            digest: chosen.digest, type: chosen.type, isOriginal: chosen.isOriginal, file: file, receipt: receipt)
    }

    /// Which file somebody gets.
    private struct Chosen: Sendable {
        let id: Int
        let digest: FileDigest
        let type: EvidenceType
        let isOriginal: Bool

        init(_ digest: FileDigest, wantsOriginal: Bool, _ actor: Actor, _ db: Transaction) throws {
            let rows = try db.rows(
                """
                SELECT e.id, e.media_type, e.status = 'destroyed' AS destroyed, k.sha256 AS copy, k.media_type AS copy_type,
                    EXISTS (SELECT FROM registry.evidence_redaction AS r WHERE r.jurisdiction_id = e.jurisdiction_id
                        AND r.copy_id = e.id AND NOT EXISTS (SELECT FROM registry.evidence_redaction AS s
                            JOIN registry.evidence AS n ON n.jurisdiction_id = s.jurisdiction_id AND n.id = s.copy_id
                                AND n.status = 'kept'
                            WHERE s.jurisdiction_id = r.jurisdiction_id AND s.original_id = r.original_id AND s.id > r.id))
                        AS is_newest_copy,
                    (SELECT n.sha256 FROM registry.evidence_redaction AS r
                        JOIN registry.evidence_redaction AS s ON s.jurisdiction_id = r.jurisdiction_id
                            AND s.original_id = r.original_id AND s.id > r.id
                        JOIN registry.evidence AS n ON n.jurisdiction_id = s.jurisdiction_id AND n.id = s.copy_id
                            AND n.status = 'kept'
                        WHERE r.jurisdiction_id = e.jurisdiction_id AND r.copy_id = e.id ORDER BY s.id DESC LIMIT 1) AS newest_copy
                FROM registry.evidence AS e
                LEFT JOIN LATERAL (SELECT c.sha256, c.media_type FROM registry.evidence_redaction AS r
                    JOIN registry.evidence AS c ON c.jurisdiction_id = r.jurisdiction_id AND c.id = r.copy_id AND c.status = 'kept'
                    WHERE r.jurisdiction_id = e.jurisdiction_id AND r.original_id = e.id ORDER BY r.id DESC LIMIT 1) AS k ON true
                WHERE e.jurisdiction_id = \(actor.jurisdiction) AND e.id = (\(sql: Registry.evidenceId(digest, actor)))
                """)
            guard rows.count > 0 else { throw Registry.unknownEvidence(digest) }
            let row = rows[0]
            guard try !row.get("destroyed", as: Bool.self) else {
                throw Refusal(
                    .notFound, "destroyed_evidence_stays_so",
                    "The file \(digest.short) is destroyed; nobody has it any more.",
                    hint: "The record to which it belonged says so.")
            }
            id = try row.get("id")
            let isNewestCopy: Bool = try row.get("is_newest_copy")
            if !wantsOriginal, !isNewestCopy {
                if let newest = try row.get("newest_copy", as: [UInt8]?.self).flatMap({ FileDigest(bytes: $0) }) {
                    throw Refusal(
                        .notPossibleNow, "original_needs_a_purpose",
                        "The file \(digest.short) is an earlier redacted copy. \(newest.short) took its place, because this one may "
                            + "show too much, so it is handed out like an original, for a purpose alone.",
                        hint: "Fetch the newest copy, or say what you need this one for (purpose); that is recorded.")
                }
                guard let copy = try row.get("copy", as: [UInt8]?.self).flatMap({ FileDigest(bytes: $0) }) else {
                    throw Refusal(
                        .notPossibleNow, "original_needs_a_purpose",
                        "The file \(digest.short) has no redacted copy, and an original is handed out for a purpose alone.",
                        hint: "Say what you need it for (purpose); that is recorded.")
                }
                (self.digest, isOriginal) = (copy, false)
                type = EvidenceType(rawValue: try row.get("copy_type", as: String?.self) ?? "") ?? .text
            } else {
                (self.digest, isOriginal) = (digest, !isNewestCopy)
                type = EvidenceType(rawValue: try row.get("media_type")) ?? .text
            }
        }
    }
}
