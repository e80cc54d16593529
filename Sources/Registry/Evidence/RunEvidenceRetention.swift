import EvidenceFiles
import Postgres
import Records

/// One thing that a retention run does to evidence files, or would do.
package struct EvidenceStep: Sendable, Equatable {
    package enum Kind: String, Sendable {
        /// A file whose time is over is recorded as destroyed, and its redacted copies with it; then it is.
        case destroy
        /// A file is taken away that was recorded as destroyed by a run that ended before it was done.
        case finish
        /// A file is taken away that no row is about: its sender's connection, or the service, ended before there was one.
        case sweep
        /// What came of a file that nobody has gone on with for a week is dropped.
        case drop
    }

    package var kind: Kind
    package var digest: FileDigest?
    /// References of the records to which it is, or was, attached.
    package var records: [String] = []
    /// Why, in words.
    package var why: String
}

extension Registry {
    /// Ends the evidence files of an authority whose time is over.
    ///
    /// First each is recorded as destroyed, in one transaction, which PostgreSQL refuses for what is kept longer or held. Then the
    /// files are taken away, while nobody brings one in. A run that is killed in between is finished by the next one.
    /// - Parameter call: by the authority's system person; a dry run only says what would happen.
    /// - Parameter now: seconds of Unix time, for what lies in the folder.
    /// - Returns: what was done, in its order; nothing where there is no folder and no file that is kept.
    /// - Throws: `Refusal` `evidence_folder_missing` where files are kept and their folder is not there.
    package func runEvidenceRetention(_ call: Call, now: Int) async throws -> [EvidenceStep] {
        guard let evidence, evidence.isThere else {
            let kept = try await read(call.actor) { db in try Self.digests("kept", call.actor, db).count }
            guard kept > 0 else { return [] }
            throw Refusal(
                .notPossibleNow, "evidence_folder_missing",
                "Evidence files are kept (\(kept)), and their folder\(evidence.map { " \($0.path)" } ?? "") is not there, so none was taken away.",
                hint: "Mount its disk, or name the folder with --evidence.")
        }
        let home = call.actor.jurisdiction
        let destroyed = try await refusing {
            try await database.write([signer.statement(for: call.actor)], outcome: call.dryRun ? .rollback : .commit) {
                db in
                try Self.destroyed(call, db)
            }
        }
        let lock = try evidence.lock(home, alone: true)
        defer { withExtendedLifetime(lock) {} }
        let (kept, ended) = try await read(call.actor) { db in
            (try Self.digests("kept", call.actor, db), try Self.digests("destroyed", call.actor, db))
        }
        var steps = destroyed
        let told = Set(destroyed.compactMap(\.digest))
        let unclaimed = try evidence.unclaimed(of: home)
        var waiting: [FileDigest: Int] = [:]
        for found in try evidence.files(of: home) {
            guard let digest = found.digest, !kept.contains(digest) else { continue }
            if ended.contains(digest) {
                if !told.contains(digest) {
                    steps.append(
                        EvidenceStep(kind: .finish, digest: digest, why: "it was recorded as destroyed before"))
                }
            } else if !told.contains(digest) {
                let since = min(unclaimed[digest] ?? now, now)
                guard since + EvidenceFolder.orphanSeconds < now else {
                    waiting[digest] = since
                    continue
                }
                steps.append(EvidenceStep(kind: .sweep, digest: digest, why: "no row is about it, for 30 days"))
            }
            if !call.dryRun { try evidence.destroy(digest, of: home) }
        }
        if !call.dryRun {
            if waiting != unclaimed { try evidence.keepUnclaimed(waiting, of: home) }
            let dropped = try Uploads(evidence).sweep(UploadLimits(types: [:]), now: now)
            if dropped > 0 {
                steps.append(EvidenceStep(kind: .drop, why: "nobody has sent any more of \(dropped) files for a week"))
            }
        }
        return steps
    }

    /// Records as destroyed what is over; copies go with their originals.
    private static func destroyed(_ call: Call, _ db: Transaction) throws -> [EvidenceStep] {
        let rows = try db.rows(
            """
            SELECT p.evidence_id, p.sha256, p.records, format('%s since %s, kept for %s months', replace(p.outcome, '_', ' '), p.since,
                p.months) AS why
            FROM registry.evidence_plan AS p
            WHERE p.jurisdiction_id = \(call.actor.jurisdiction) AND NOT p.is_held AND NOT p.is_copy
                AND p.ends_on <= ops.local_day(p.jurisdiction_id)
            ORDER BY p.evidence_id
            """)
        var steps: [EvidenceStep] = []
        for row in rows {
            let (id, why): (Int, String) = (try row.get("evidence_id"), try row.get("why"))
            try db.execute(
                """
                UPDATE registry.evidence SET status = 'destroyed', act = 'destroy', effective_on = NULL, reason = \(why),
                    version = version + 1, changed_by = \(call.actor.person)
                WHERE jurisdiction_id = \(call.actor.jurisdiction) AND id = \(id)
                """)
            let records: [String] = try row.get("records")
            steps.append(
                EvidenceStep(
                    kind: .destroy, digest: FileDigest(try row.get("sha256", as: String.self)), records: records,
                    why: why))
            for copy in try db.rows(
                """
                SELECT encode(e.sha256, 'hex') AS sha256 FROM registry.evidence_redaction AS r
                JOIN registry.evidence AS e ON e.jurisdiction_id = r.jurisdiction_id AND e.id = r.copy_id
                WHERE r.jurisdiction_id = \(call.actor.jurisdiction) AND r.original_id = \(id) ORDER BY r.id
                """)
            {
                steps.append(
                    EvidenceStep(
                        kind: .destroy, digest: FileDigest(try copy.get("sha256", as: String.self)), records: records,
                        why: "it is a copy of the one before"))
            }
        }
        return steps
    }

    private static func digests(_ status: String, _ actor: Actor, _ db: Transaction) throws -> Set<FileDigest> {
        let rows = try db.rows(
            """
            SELECT encode(e.sha256, 'hex') AS sha256 FROM registry.evidence AS e
            WHERE e.jurisdiction_id = \(actor.jurisdiction) AND e.status = \(status)
            """)
        return Set(try rows.compactMap { FileDigest(try $0.get("sha256", as: String.self)) })
    }
}
