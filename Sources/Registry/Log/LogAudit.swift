import EvidenceFiles
import Postgres
import TransparencyLog

/// Checks a database against its log, and the log against its signed heads, from the outside: it works everything out anew
/// and believes no hash, no head and no function of the database.
package struct LogAudit: Sendable {
    private let database: Database
    private let trusted: TrustPolicy
    private let known: [SignedNote]
    private let receipts: [Receipt]
    private let evidence: EvidenceFolder?
    private let now: Int

    /// - Parameters:
    ///   - database: with a login that reads everything.
    ///   - trusted: whose signatures count.
    ///   - known: heads that somebody has kept outside the database.
    ///   - receipts: that somebody has kept, with signatures that were checked.
    ///   - evidence: the folder of evidence files; nil leaves them unchecked.
    ///   - now: seconds of Unix time, for how long something lies in that folder.
    package init(
        database: Database, trusted: TrustPolicy, known: [SignedNote], receipts: [Receipt] = [],
        evidence: EvidenceFolder? = nil, now: Int = 0
    ) {
        self.evidence = evidence
        self.now = now
        self.receipts = receipts
        self.database = database
        self.trusted = trusted
        self.known = known
    }

    /// What came of it.
    package struct Report: Sendable, Equatable {
        /// Empty when nothing was changed; at most the first thousand.
        package internal(set) var findings: [LogFinding] = []
        /// How many entries the log has.
        package internal(set) var entries: UInt64 = 0
        /// Its root, in base64.
        package internal(set) var root = ""
        /// How many signed heads were checked, those kept outside among them.
        package internal(set) var heads = 0
        /// The size of the largest one that is trusted: what came after it is proved by nothing yet.
        package internal(set) var provenEntries: UInt64 = 0
        /// Acts that are not in the log yet.
        package internal(set) var waiting = 0
        /// Rows that were compared with the log; nil where that was not asked.
        package internal(set) var rows: Int?
        /// How many evidence files that are kept were compared with their rows; nil where no folder was named.
        package internal(set) var evidenceFiles: Int?
        /// How many evidence files are kept.
        package internal(set) var keptEvidence = 0
        /// How many hourly states of the tables the log has, and the hour of the newest one.
        package internal(set) var states = 0
        package internal(set) var newestState: String?
        /// What came of the receipts; its findings are among the others.
        package internal(set) var receipts = ReceiptResult()
    }

    /// How thorough a check is.
    package enum Depth: Sendable {
        /// The log alone.
        case log
        /// The rows too, and the newest state of the tables.
        case rows
        /// Every state of the tables, too.
        case everyState
    }

    /// How many findings are told one by one.
    package static let mostFindings = 1000

    /// Runs the check.
    /// - Throws: `PostgresError` where the database can't be read.
    package func run(_ depth: Depth) async throws -> Report {
        let stored = try await database.read(StoredLog.prologue) { try StoredLog($0) }
        let notes =
            stored.notes.map { SignedNote($0.text.utf8) } + stored.witnessed.map { SignedNote($0.text.utf8) } + known
        let pass = Locked(
            LogPass(
                heads: notes.compactMap { $0.flatMap { Checkpoint(text: $0.text) } }, states: stored.states,
                receipts: ReceiptCheck(receipts)))
        try await database.copyOut(StoredLog.prologue, Self.entries(before: stored.head?.size)) { rows in
            try pass.withLock { try $0.take(rows) }
        }
        let run = pass.withLock { $0 }
        let signatures = check(notes)
        var report = Report()
        report.receipts = run.receipts.result()
        report.findings = run.findings + run.unreached() + run.compare(with: stored) + signatures.findings
        report.findings +=
            overdue(stored) + misplaced(stored) + stored.guards + run.states.findings() + report.receipts.findings
        (report.entries, report.root) = (run.frontier.size, run.frontier.root.base64)
        (report.heads, report.provenEntries) = (notes.count, signatures.proven)
        report.waiting = stored.late.count { !$0.isOverdue }
        (report.states, report.newestState) = (run.states.count, run.states.newest)
        if depth != .log {
            let rows = try await RowAudit(database: database).run()
            report.findings += rows.findings
            report.rows = rows.count
            report.findings += try await StateAudit(database: database, isOfAll: depth == .everyState).findings()
        }
        report.keptEvidence = try await database.read(StoredLog.prologue) { db in
            try db.one("SELECT count(*) FROM registry.evidence WHERE status = 'kept'")
        }
        if let evidence {
            let files = try await EvidenceAudit(database: database, folder: evidence, now: now).run()
            report.findings += files.findings
            report.evidenceFiles = files.count
        }
        report.findings = Array(report.findings.prefix(Self.mostFindings))
        return report
    }

    /// The entries that the head covers; all of them where there is no head. Later ones may have come in meanwhile.
    private static func entries(before size: UInt64?) -> SQL {
        """
        COPY (
            SELECT e.leaf_index, e.entry, s.hash, o.jurisdiction_id::bigint, o.id, o.actor, o.act, o.object, o.object_key,
                o.version::bigint, encode(o.digest, 'hex'), to_char(o.at, 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'),
                \(sql: StatePart.text(ofHour: "e.state_hour"))
            FROM audit.log_entry AS e
            LEFT JOIN audit.outbox AS o ON o.jurisdiction_id = e.jurisdiction_id AND o.id = e.outbox_id
            LEFT JOIN audit.log_subtree AS s ON s.level = 0 AND s.subtree_index = e.leaf_index
            WHERE e.leaf_index < \(size.map { Int(clamping: $0) } ?? Int.max)::bigint
            ORDER BY e.leaf_index
        ) TO STDOUT (FORMAT binary)
        """
    }

    /// Whether the heads are signed by whom one trusts, and the size of the largest one that is.
    private func check(_ notes: [SignedNote?]) -> (findings: [LogFinding], proven: UInt64) {
        var findings: [LogFinding] = []
        var proven: UInt64 = 0
        for note in notes {
            guard let note else {
                findings.append(.init(.signatureForged, table: "audit.checkpoint", "A signed head is not readable."))
                continue
            }
            let size = Checkpoint(text: note.text).map { "\($0.size)" } ?? "?"
            switch trusted.verify(note) {
            case .trusted(let head): proven = max(proven, head.size)
            case .quorumMissing: continue
            case .unreadable:
                findings.append(
                    .init(.signatureForged, table: "audit.checkpoint", "A signed text is no head of a log."))
            case .notOfTheLog:
                findings.append(
                    .init(.signatureUnknown, key: size, "The head of \(size) entries is signed by no trusted key."))
            case .forged(let name):
                findings.append(
                    .init(
                        .signatureForged, key: size,
                        "The line of \(name) is no signature of the head of \(size) entries."))
            }
        }
        return (findings, proven)
    }

    /// The size and the root beside a signed head are those that it states.
    private func misplaced(_ stored: StoredLog) -> [LogFinding] {
        let signed = stored.notes.map { ("audit.checkpoint", $0.text, $0.size, Optional($0.root)) }
        let witnessed = stored.witnessed.map { ("audit.witnessed_head", $0.text, $0.size, [UInt8]?.none) }
        return (signed + witnessed).compactMap { table, text, size, root in
            guard let head = SignedNote(text.utf8).flatMap({ Checkpoint(text: $0.text) }),
                head.size != UInt64(clamping: size) || root.map({ head.root.bytes != $0 }) == true
            else { return nil }
            return LogFinding(
                .headChanged, table: table, key: "\(size)",
                "The signed head that stands as one of \(size) entries states another size or root.")
        }
    }

    private func overdue(_ stored: StoredLog) -> [LogFinding] {
        stored.late.filter(\.isOverdue).map { act in
            LogFinding(
                .actNotLogged, table: "audit.outbox", key: act.key,
                "Act \(act.key) stands in the outbox and not in the log.")
        }
    }
}
