import EvidenceFiles
import Postgres
import Records

extension Registry {
    /// The folder of evidence files.
    /// - Throws: `Refusal` `no_evidence_folder`.
    package func evidenceFolder() throws -> EvidenceFolder {
        guard let evidence else {
            throw Refusal(
                .busy, "no_evidence_folder",
                "This server has no place for evidence files, so none is taken or handed out.",
                hint: "Have the operator name one: registryd serve --evidence FOLDER.")
        }
        return evidence
    }

    /// How much of which types an upload may bring, read anew each time. Who may bring none is told before a byte is taken.
    /// - Throws: `Refusal` for want of the role.
    package func uploadLimits(_ actor: Actor) async throws -> UploadLimits {
        let roles: [String] = try await read(actor) { db in
            try db.one("SELECT roles FROM ops.legal_act WHERE object = 'evidence' AND act = 'receive'")
        }
        guard actor.roles.contains(where: { roles.contains($0.rawValue) }) else {
            let words = roles.joined(separator: " or ")
            throw Refusal(
                .notAllowed, "role_missing", "To bring in a file the role \(words) is needed.",
                hint: "Ask someone who has the role \(words).")
        }
        return try await look(actor, "SELECT media_type, bytes FROM ops.evidence_limit") { rows in
            var types: [EvidenceType: Int] = [:]
            for row in rows {
                if let type = EvidenceType(rawValue: try row.get("media_type")) { types[type] = try row.get("bytes") }
            }
            return UploadLimits(types: types)
        }
    }

    /// Whether the authority keeps that file, as far as the actor may know; its number of bytes then.
    package func keptEvidence(_ digest: FileDigest, _ actor: Actor) async throws -> Int? {
        try await look(
            actor,
            """
            SELECT bytes FROM registry.evidence
            WHERE jurisdiction_id = \(actor.jurisdiction) AND sha256 = \(digest.bytes) AND status = 'kept'
            """
        ) { rows in rows.count > 0 ? try rows[0].get("bytes", as: Int.self) : nil }
    }

    /// Records a file that lies whole in its place already. The same file once more changes nothing.
    /// - Throws: `Refusal` `evidence_is_of_a_known_type`, `evidence_is_not_too_large`, `evidence_is_of_somebody_else`, or for want
    ///   of the role.
    package func receiveEvidence(_ digest: FileDigest, _ placed: Upload.Placed, _ call: Call) async throws -> Answer {
        try await act(call) { db in
            let isNew = try db.execute(
                """
                INSERT INTO registry.evidence (jurisdiction_id, sha256, bytes, media_type, received_by, changed_by)
                VALUES (\(call.actor.jurisdiction), \(digest.bytes), \(placed.bytes), \(placed.type.rawValue), \(call.actor.person),
                    \(call.actor.person))
                ON CONFLICT (jurisdiction_id, sha256) WHERE status = 'kept' DO NOTHING
                """)
            return try Self.evidenceCard(
                digest, call.actor, db, status: isNew > 0 ? 201 : 200,
                orElse: Refusal(
                    .conflict, "evidence_is_of_somebody_else", "Somebody else has brought this file in already.",
                    hint: "Tell an officer to what it belongs."))
        }
    }

    static func evidenceCard(
        _ digest: FileDigest, _ actor: Actor, _ db: Transaction, status: Int = 200, orElse refusal: Refusal? = nil
    ) throws -> Answer {
        let rows = try db.rows(
            """
            SELECT sha256, media_type, bytes, status, received_by, received_at, copy_of, redacted_copy, outcome, kept_until,
                coalesce(held, false) AS held, attachments, views
            FROM registry.evidence_card WHERE jurisdiction_id = \(actor.jurisdiction)
                AND evidence_id = (\(sql: Self.evidenceId(digest, actor)))
            """)
        return try Answer.record(
            rows, orElse: refusal ?? unknownEvidence(digest), status: status,
            location: status == 201 ? "/v1/evidence/\(digest)" : nil)
    }

    /// The number of a file: the one that is kept, else the newest that was.
    static func evidenceId(_ digest: FileDigest, _ actor: Actor) -> SQL {
        """
        SELECT e.id FROM registry.evidence AS e WHERE e.jurisdiction_id = \(actor.jurisdiction) AND e.sha256 = \(digest.bytes)
        ORDER BY e.status = 'kept' DESC, e.id DESC LIMIT 1
        """
    }

    /// - Throws: `Refusal` `unknown_evidence`.
    static func evidence(_ digest: FileDigest, _ actor: Actor, _ db: Transaction) throws -> Int {
        guard let id: Int = try db.first(evidenceId(digest, actor)) else { throw unknownEvidence(digest) }
        return id
    }

    package static func unknownEvidence(_ digest: FileDigest) -> Refusal {
        Refusal(
            .notFound, "unknown_evidence", "There is no evidence file \(digest).",
            hint: "Send it first, or look at the record to which it belongs.")
    }
}
