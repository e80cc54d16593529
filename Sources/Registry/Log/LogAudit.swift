import EvidenceFiles
import Postgres
import Records
import TransparencyLog

/// Checks a database against its log, and the log against its signed heads, from the outside: it works everything out anew
/// and believes no hash, no head and no function of the database.
package struct LogAudit: Sendable {
    private let database: Database
    private let trusted: TrustPolicy
    private let known: [SignedNote]
    private let receipts: [Receipt]
    private let packs: PackShelf?
    private let evidence: EvidenceFolder?
    private let now: Int
    private let checks: Set<LogCheck>

    /// - Parameters:
    ///   - database: with a login that reads everything.
    ///   - trusted: whose signatures count.
    ///   - known: heads that somebody has kept outside the database.
    ///   - receipts: that somebody has kept, with signatures that were checked.
    ///   - packs: the packs that ship with this program, to compute recommendations anew; nil leaves those out.
    ///   - evidence: the folder of evidence files; nil leaves them unchecked.
    ///   - now: seconds of Unix time, for how long something lies in that folder.
    package init(
        database: Database, trusted: TrustPolicy, known: [SignedNote], receipts: [Receipt] = [],
        packs: PackShelf? = nil,
        evidence: EvidenceFolder? = nil, now: Int = 0
    ) {
        self.init(
            database: database, trusted: trusted, known: known, receipts: receipts, packs: packs, evidence: evidence,
            now: now, skipping: [])
    }

    /// - Parameter skipping: what is not looked at, for the tests of the checks themselves.
    init(
        database: Database, trusted: TrustPolicy, known: [SignedNote], receipts: [Receipt] = [],
        packs: PackShelf? = nil, evidence: EvidenceFolder? = nil, now: Int = 0,
        skipping: Set<LogCheck>
    ) {
        self.evidence = evidence
        self.now = now
        self.receipts = receipts
        self.packs = packs
        checks = Set(LogCheck.allCases).subtracting(skipping)
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
        /// Acts that are not in the log yet: nothing proves them.
        package internal(set) var waiting = 0
        /// The latest time that an entry of the log states, in UTC.
        package internal(set) var newestEntry: String?
        /// Rows that were compared with the log; nil where that was not asked.
        package internal(set) var rows: Int?
        /// How many of them have acts that no trusted head covers.
        package internal(set) var unprovenRows = 0
        /// How many evidence files that are kept were compared with their rows; nil where no folder was named.
        package internal(set) var evidenceFiles: Int?
        /// How many evidence files are kept.
        package internal(set) var keptEvidence = 0
        /// How many hourly states of the tables the log has, and the hour of the newest one.
        package internal(set) var states = 0
        package internal(set) var newestState: String?
        /// For how many seconds the log, the acts that wait for it and the receipts of acts that it doesn't have go on behind the
        /// largest head that is trusted, by the times that they state.
        package internal(set) var unprovenSeconds = 0
        /// Recommendations that were computed anew; nil where that was not asked.
        package internal(set) var recommendations: Int?
        /// Parts of the schema that were compared with those that this program makes; nil where that was not done.
        package internal(set) var schemaParts: Int?
        /// What has to be known and is no proof of a change, in sentences.
        package internal(set) var notes: [String] = []
        /// What came of the receipts; its findings are among the others.
        package internal(set) var receipts = ReceiptResult()

        /// Adds what was found by comparing the schema.
        package mutating func add(schema found: [LogFinding], parts: Int) {
            findings = Array((findings + found).prefix(LogAudit.mostFindings))
            schemaParts = parts
        }

        /// Adds what has to be known and is no proof of a change, as a sentence.
        package mutating func add(note: String) { notes.append(note) }
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
        let inDatabase = (stored.notes.map(\.text) + stored.witnessed.map(\.text)).map { SignedNote($0.utf8) }
        let notes = inDatabase + known.map { $0 }
        let signatures = check(notes, stored)
        let pass = Locked(pass(through: stored, inDatabase, proven: signatures.proven))
        try await database.copyOut(StoredLog.prologue, Self.entries(before: stored.head?.size)) { rows in
            try pass.withLock { try $0.take(rows) }
        }
        let run = pass.withLock { $0 }
        var report = Report()
        report.receipts = run.receipts.result(newest: run.newest)
        report.findings = run.findings + run.unreached() + run.compare(with: stored) + signatures.findings
        let late = overdue(stored, newest: run.newest)
        if checks.contains(.acts) { report.findings += late }
        if checks.contains(.hashes) { report.findings += misplaced(stored) }
        if checks.contains(.guards) { report.findings += stored.guards }
        if checks.contains(.states) { report.findings += run.states.findings() }
        if checks.contains(.times) {
            report.findings += run.times.findings
            report.notes += run.times.notes
        }
        report.findings += report.receipts.findings
        (report.entries, report.root) = (run.frontier.size, run.frontier.root.base64)
        (report.heads, report.provenEntries) = (notes.count, signatures.proven)
        report.waiting = stored.late.count - late.count
        report.newestEntry = run.newest.isEmpty ? nil : run.newest
        (report.states, report.newestState) = (run.states.count, run.states.newest)
        report.unprovenSeconds = Self.unproven(run, stored.late, report.receipts)
        if depth != .log { try await look(deeper: depth == .everyState, &report) }
        try await lookAtFiles(&report)
        report.findings = Array(report.findings.prefix(Self.mostFindings))
        return report
    }

    private func pass(through stored: StoredLog, _ inDatabase: [SignedNote?], proven: UInt64) -> LogPass {
        let heads =
            (checks.contains(.heads) ? inDatabase : []) + (checks.contains(.knownHeads) ? known.map { $0 } : [])
        let keys = stored.announced.map { ($0.newKey, $0.handover?.entry(at: $0.at) ?? []) }
        return LogPass(
            heads: heads.compactMap { $0.flatMap { Checkpoint(text: $0.text) } }, states: stored.states,
            receipts: ReceiptCheck(
                checks.contains(.receipts) ? receipts : [], ofLogs: Set(trusted.logs.map(\.name))),
            keys: Dictionary(keys, uniquingKeysWith: { $1 }), proven: proven, checks: checks)
    }

    /// The rows, the states of the tables, who did what, and the recommendations.
    private func look(deeper everyState: Bool, _ report: inout Report) async throws {
        if checks.contains(.rows) {
            let rows = try await RowAudit(database: database).run()
            report.findings += rows.findings
            report.rows = rows.count
            report.unprovenRows = try await unprovenRows(behind: report.provenEntries)
        }
        if checks.contains(.states) {
            report.findings += try await StateAudit(database: database, isOfAll: everyState).findings()
        }
        if checks.contains(.duties) { report.findings += try await DutyAudit(database: database).run() }
        if checks.contains(.recommendations), let packs {
            let replayed = try await RecommendationAudit(database: database, packs: packs).run()
            report.findings += replayed.findings
            report.recommendations = replayed.count
            if replayed.unread > 0 {
                report.notes.append(
                    "\(replayed.unread) recommendations rest on packs that this program can't read, and were not computed anew."
                )
            }
        }
    }

    /// The evidence files, whatever the depth: who names their folder wants them compared.
    private func lookAtFiles(_ report: inout Report) async throws {
        report.keptEvidence = try await database.read(StoredLog.prologue) { db in
            try db.one("SELECT count(*) FROM registry.evidence WHERE status = 'kept'")
        }
        guard checks.contains(.files), let evidence else { return }
        let files = try await EvidenceAudit(database: database, folder: evidence, now: now).run()
        report.findings += files.findings
        report.evidenceFiles = files.count
        if files.left > 0 {
            report.notes.append(
                "\(files.left) evidence \(files.left == 1 ? "file lies" : "files lie") there that no row keeps; registryd retention run takes them away in time."
            )
        }
    }

    /// Records whose newest acts stand under no head that is trusted: whoever can write in the database can have made those.
    private func unprovenRows(behind proven: UInt64) async throws -> Int {
        try await database.read(StoredLog.prologue) { db in
            try db.one(
                """
                SELECT count(*) FROM (
                    SELECT DISTINCT o.jurisdiction_id, o.object, o.object_key FROM audit.outbox AS o
                    LEFT JOIN audit.log_entry AS e ON e.jurisdiction_id = o.jurisdiction_id AND e.outbox_id = o.id
                    WHERE coalesce(e.leaf_index >= \(Int(clamping: proven))::bigint, true)) AS r
                """)
        }
    }

    /// From the first entry that no trusted head covers, or the last one that one does, to what is newest of all that is beyond.
    private static func unproven(_ run: LogPass, _ late: [StoredLog.LateAct], _ receipts: ReceiptResult) -> Int {
        guard let from = Instant(text: run.unproven?.from ?? run.newest) else { return 0 }
        let times = [run.unproven?.to].compactMap(\.self) + late.map(\.at)
        let newest =
            times.compactMap { Instant(text: $0)?.microseconds }
            + [receipts.newest].compactMap { $0.map { $0 * 1_000_000 } }
        return max(0, Int(((newest.max() ?? from.microseconds) - from.microseconds) / 1_000_000))
    }

    /// What the log holds of the digest of an act `o`. The database works it out in `audit.commitment`, and is not believed.
    static let commitment: SQL = "CASE WHEN o.salt IS NULL THEN o.digest ELSE sha256(o.salt || o.digest) END"

    /// The entries that the head covers; all of them where there is no head. Later ones may have come in meanwhile.
    private static func entries(before size: UInt64?) -> SQL {
        """
        COPY (
            SELECT e.leaf_index, e.entry, s.hash, o.jurisdiction_id::bigint, o.id, o.actor, o.act, o.object, o.object_key,
                o.version::bigint, encode(\(sql: commitment), 'hex'), to_char(o.at, 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'),
                (o.salt IS NOT NULL)::int::bigint,
                \(sql: StatePart.text(ofHour: "e.state_hour")), e.log_key
            FROM audit.log_entry AS e
            LEFT JOIN audit.outbox AS o ON o.jurisdiction_id = e.jurisdiction_id AND o.id = e.outbox_id
            LEFT JOIN audit.log_subtree AS s ON s.level = 0 AND s.subtree_index = e.leaf_index
            WHERE e.leaf_index < \(size.map { Int(clamping: $0) } ?? Int.max)::bigint
            ORDER BY e.leaf_index
        ) TO STDOUT (FORMAT binary)
        """
    }

    /// Whether the heads are signed by whom one trusts, and the size of the largest one that is.
    private func check(_ notes: [SignedNote?], _ stored: StoredLog) -> (findings: [LogFinding], proven: UInt64) {
        let chain = KeyChain(
            stored.announced.compactMap { one in
                one.handover.map { KeyChain.Announced(index: one.index, handover: $0) }
            }, anchoredIn: trusted.logs)
        let policy = checks.contains(.keys) ? trusted.following(chain, notes.compactMap(\.self)) : trusted
        var findings = checks.contains(.keys) ? void(chain, stored) : []
        var proven: UInt64 = 0
        for note in notes {
            switch note.map({ policy.verify($0) }) {
            case .trusted(let head)?: proven = max(proven, head.size)
            case .quorumMissing?:
                if !checks.contains(.quorum), let head = note.flatMap({ Checkpoint(text: $0.text) }) {
                    proven = max(proven, head.size)
                }
            case .some(let verdict):
                let head = note.flatMap { Checkpoint(text: $0.text) }
                if checks.contains(.signatures) {
                    findings.append(Self.finding(verdict, head))
                } else {
                    proven = max(proven, head?.size ?? 0)
                }
            case nil:
                guard checks.contains(.signatures) else { continue }
                findings.append(.init(.signatureForged, table: "audit.checkpoint", "A signed head is not readable."))
            }
        }
        return (findings, proven)
    }

    private static func finding(_ verdict: TrustPolicy.Verdict, _ head: Checkpoint?) -> LogFinding {
        let size = head.map { "\($0.size)" } ?? "?"
        return switch verdict {
        case .notOfTheLog:
            .init(.signatureUnknown, key: size, "The head of \(size) entries is signed by no trusted key.")
        case .retired:
            .init(
                .keyRetired, key: size,
                "The head of \(size) entries is not signed by the key that the log was handed over to before.")
        case .forged(let name):
            .init(
                .signatureForged, key: size,
                "The line of \(name) is no signature of the head of \(size) entries.")
        case .unreadable, .trusted, .quorumMissing:
            .init(.signatureForged, table: "audit.checkpoint", "A signed text is no head of a log.")
        }
    }

    /// Announcements of keys that no key in force has signed.
    private func void(_ chain: KeyChain, _ stored: StoredLog) -> [LogFinding] {
        let void = Set(chain.void.map(\.index))
        return stored.announced.filter { $0.handover == nil || void.contains($0.index) }.map { one in
            LogFinding(
                .keyRetired, table: "audit.log_key", key: one.newKey, index: one.index,
                "Entry \(one.index) announces the key \(one.newKey), and the key in force then has not signed that.")
        }
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

    /// Acts that should be in the log: the sequencer says that it has been past them, or the log has gone on for much longer than
    /// a transaction may take.
    private func overdue(_ stored: StoredLog, newest: String) -> [LogFinding] {
        let end = Instant(text: newest).map { $0.adding(seconds: -TimeCheck.patience) }
        let late = stored.late.filter { act in
            act.isPassed || end.flatMap { end in Instant(text: act.at).map { $0 < end } } ?? false
        }
        return late.map { act in
            LogFinding(
                .actNotLogged, table: "audit.outbox", key: act.key,
                "Act \(act.key) stands in the outbox and not in the log.")
        }
    }
}
