import Postgres
import Records
import Sealing

extension Registry {
    /// Keeps contact data as long as they are to be kept and destroys the keys of the others.
    ///
    /// First, in one transaction, contacts whose outcome or hold says so go to other epochs; those that share a key with one that
    /// ends go to a fresh key, for that key would open the other also by a former wrapping, in an old backup; and the epochs that
    /// are over or left are recorded as shredded, which PostgreSQL refuses for whatever is kept longer. Then the keys are
    /// destroyed. A run that is killed in between is finished by the next one. Keys of months that are over and of which no row
    /// knows (an older database was put back) are destroyed, too: a newer dump may hold what they open. A contact whose key is
    /// not there stays, and keeps no other from being moved or ended.
    /// - Parameter call: by the authority's system person; a dry run only says what would happen.
    /// - Returns: what was done, in its order.
    package func runRetention(_ call: Call) async throws -> [RetentionStep] {
        let keys = epochKeys
        let there = Set(try keys.names())
        let steps = try await refusing {
            try await database.write([signer.statement(for: call.actor)], outcome: call.dryRun ? .rollback : .commit) {
                db in
                let rewrapped = try Self.moved(call, db, self) + Self.parted(call, db, self)
                let stuck = Set(rewrapped.filter { $0.kind == .stay }.map(\.epoch))
                return try rewrapped + Self.shredded(call, db, there, but: stuck) + Self.unknown(call, db, there)
            }
        }
        guard !call.dryRun else { return steps }
        let over: [String] = try await read(call.actor) { db in
            try db.rows(
                """
                SELECT e.name FROM registry.contact_shredding AS s
                JOIN registry.contact_epoch AS e ON e.jurisdiction_id = s.jurisdiction_id AND e.id = s.epoch_id
                WHERE s.jurisdiction_id = \(call.actor.jurisdiction)
                """
            ).map { try $0.get("name") }
        }
        // One that can't be destroyed keeps no other.
        var problem: (any Error)?
        for name in there.intersection(over + steps.filter { $0.kind == .destroy }.map(\.epoch)).sorted() {
            do { try keys.destroy(name) } catch { problem = problem ?? error }
        }
        if let problem { throw problem }
        return steps
    }

    /// Names of epochs whose key should be there and is not: nobody reads what is under them.
    package func missingEpochKeys(_ actor: Actor) async throws -> [String] {
        let needed: [String] = try await read(actor) { db in
            try db.rows(
                """
                SELECT DISTINCT p.epoch FROM registry.contact_plan AS p
                WHERE p.jurisdiction_id = \(actor.jurisdiction) AND NOT p.is_destroyed ORDER BY 1
                """
            ).map { try $0.get("epoch") }
        }
        let there = Set(try epochKeys.names())
        return needed.filter { !there.contains($0) }
    }

    /// What a run should have ended more than two days ago.
    package struct Overdue: Sendable, Equatable {
        /// Keys of months that are over.
        package var keys: Int
        /// Approved erasures.
        package var erasures: Int
        package var files: Int

        package init(keys: Int = 0, erasures: Int = 0, files: Int = 0) {
            (self.keys, self.erasures, self.files) = (keys, erasures, files)
        }
    }

    package func overdue(_ actor: Actor) async throws -> Overdue {
        let home = actor.jurisdiction
        return try await read(actor) { db in
            let rows = try db.rows(
                """
                SELECT (SELECT count(*) FROM registry.contact_epoch AS e
                        WHERE e.jurisdiction_id = \(home)
                            AND e.month + interval '1 month 2 days' < ops.local_day(\(home)::integer)
                            AND NOT EXISTS (SELECT FROM registry.contact_shredding AS s
                                WHERE s.jurisdiction_id = e.jurisdiction_id AND s.epoch_id = e.id)) AS keys,
                    (SELECT count(*) FROM registry.contact_erasure AS x
                        JOIN registry.contact_plan AS p ON p.jurisdiction_id = x.jurisdiction_id AND p.report_id = x.report_id
                        WHERE x.jurisdiction_id = \(home) AND x.status = 'approved' AND NOT p.is_destroyed AND NOT p.is_held
                            AND x.changed_at < now() - interval '2 days') AS erasures,
                    (SELECT count(*) FROM registry.evidence_plan AS p
                        WHERE p.jurisdiction_id = \(home) AND NOT p.is_held AND NOT p.is_copy
                            AND p.ends_on < ops.local_day(\(home)::integer) - 2) AS files
                """)
            let row = rows[0]
            return Overdue(keys: try row.get("keys"), erasures: try row.get("erasures"), files: try row.get("files"))
        }
    }

    /// The contacts that are ended, or end with this run; and the epochs whose key would still open one of them.
    private static let ends: SQL = """
        WITH ending AS MATERIALIZED (
            SELECT p.jurisdiction_id, p.report_id FROM registry.contact_plan AS p
            WHERE p.is_destroyed OR p.is_to_be_erased AND NOT p.is_held
                OR p.month < ops.local_month(p.jurisdiction_id) AND NOT p.is_held
                    AND date_trunc('month', p.since + make_interval(months => p.months)) <= p.month
        ), opening AS MATERIALIZED (
            SELECT DISTINCT w.jurisdiction_id, w.epoch_id FROM ending AS e
            JOIN registry.contact_wrapping AS w ON w.jurisdiction_id = e.jurisdiction_id AND w.report_id = e.report_id
            WHERE NOT EXISTS (SELECT FROM registry.contact_shredding AS s
                WHERE s.jurisdiction_id = w.jurisdiction_id AND s.epoch_id = w.epoch_id)
        )
        """

    /// Contacts that share a key with one that ends go to a fresh one of the same month.
    private static func parted(_ call: Call, _ db: Transaction, _ registry: Registry) throws -> [RetentionStep] {
        let rows = try db.rows(
            """
            \(sql: ends)
            SELECT p.report_id, p.reference, p.wrapped_key, p.epoch, to_char(p.month, 'YYYY-MM') AS month
            FROM registry.contact_plan AS p JOIN opening AS o ON o.jurisdiction_id = p.jurisdiction_id AND o.epoch_id = p.epoch_id
            WHERE p.jurisdiction_id = \(call.actor.jurisdiction) AND NOT EXISTS (SELECT FROM ending AS e
                WHERE e.jurisdiction_id = p.jurisdiction_id AND e.report_id = p.report_id)
            ORDER BY p.epoch, p.reference
            """)
        var fresh: [String: Epoch] = [:]
        return try rows.map { row in
            let (epoch, month): (String, String) = (try row.get("epoch"), try row.get("month"))
            return try registry.rewrap(
                row, month: month, .part, why: "its key would still open a contact that ends", call, db
            ) {
                let target = try fresh[epoch] ?? registry.epoch(of: month, isFresh: true, call, db)
                fresh[epoch] = target
                return target
            }
        }
    }

    /// Contacts whose month is another one now.
    private static func moved(_ call: Call, _ db: Transaction, _ registry: Registry) throws -> [RetentionStep] {
        let rows = try db.rows(
            """
            SELECT p.report_id, p.reference, p.wrapped_key, p.epoch, to_char(p.keep_through, 'YYYY-MM') AS month,
                CASE WHEN p.is_held THEN 'held' ELSE format('%s since %s, kept for %s months', replace(p.outcome, '_', ' '), p.since,
                    p.months) END AS why
            FROM registry.contact_plan AS p
            WHERE p.jurisdiction_id = \(call.actor.jurisdiction) AND NOT p.is_destroyed AND (NOT p.is_to_be_erased OR p.is_held)
                AND (p.keep_through < p.month
                    OR p.keep_through > p.month AND p.month <= ops.local_month(p.jurisdiction_id)
                        AND (p.is_held OR date_trunc('month', p.since + make_interval(months => p.months)) > p.month))
            ORDER BY p.reference
            """)
        return try rows.map { row in
            let month: String = try row.get("month")
            return try registry.rewrap(row, month: month, .move, why: try row.get("why"), call, db) {
                try registry.epoch(of: month, call, db)
            }
        }
    }

    private func rewrap(
        _ row: Row, month: String, _ kind: RetentionStep.Kind, why: String, _ call: Call, _ db: Transaction,
        to target: () throws -> Epoch
    ) throws -> RetentionStep {
        let (report, reference, name): (String, String, String) = (
            try row.get("report_id"), try row.get("reference"), try row.get("epoch")
        )
        func stays(_ reason: String) -> RetentionStep {
            RetentionStep(kind: .stay, reports: [reference], epoch: name, month: month, why: "\(why); \(reason)")
        }
        // What is wrong with one key or one contact keeps no other from being moved or ended.
        let key: EpochKey
        do {
            guard let found = try epochKeys.read(name) else { return stays("the key is not there") }
            key = found
        } catch { return stays("the key can't be read: \(error)") }
        let target = try target()
        let seal = ReportSeal(report: UUIDText(report) ?? .placeholder, jurisdictionCode: call.actor.jurisdictionCode)
        let wrapped: [UInt8]
        do { wrapped = try seal.rewrap(try row.get("wrapped_key"), from: key, to: target.publicKey) } catch {
            return stays("the key doesn't open it: \(error)")
        }
        try Self.wrap(report, wrapped, for: target.id, act: kind.rawValue, call.actor, db)
        return RetentionStep(kind: kind, reports: [reference], epoch: name, month: month, why: why)
    }

    /// Epochs that nothing keeps any more.
    private static func shredded(
        _ call: Call, _ db: Transaction, _ there: Set<String>, but stuck: Set<String>
    ) throws -> [RetentionStep] {
        let rows = try db.rows(
            """
            \(sql: ends)
            SELECT e.id, e.name, to_char(e.month, 'YYYY-MM') AS month,
                CASE WHEN e.month < ops.local_month(e.jurisdiction_id) THEN 'month_over'
                    WHEN EXISTS (SELECT FROM registry.contact_plan AS p WHERE p.jurisdiction_id = e.jurisdiction_id
                        AND p.epoch_id = e.id) THEN 'erasure' ELSE 'ended' END AS ground,
                coalesce((SELECT array_agg(p.reference ORDER BY p.reference) FROM registry.contact_plan AS p
                    WHERE p.jurisdiction_id = e.jurisdiction_id AND p.epoch_id = e.id), '{}') AS reports
            FROM registry.contact_epoch AS e
            LEFT JOIN opening AS o ON o.jurisdiction_id = e.jurisdiction_id AND o.epoch_id = e.id
            WHERE e.jurisdiction_id = \(call.actor.jurisdiction)
                AND NOT EXISTS (SELECT FROM registry.contact_shredding AS s
                    WHERE s.jurisdiction_id = e.jurisdiction_id AND s.epoch_id = e.id)
                AND (e.month < ops.local_month(e.jurisdiction_id) OR o.epoch_id IS NOT NULL)
                AND e.name <> ALL (\(stuck.sorted())::text[])
            ORDER BY e.month, e.id
            """)
        return try rows.map { row in
            let (id, ground): (Int, String) = (try row.get("id"), try row.get("ground"))
            try db.execute(
                """
                INSERT INTO registry.contact_shredding (jurisdiction_id, epoch_id, ground, recorded_by)
                VALUES (\(call.actor.jurisdiction), \(id), \(ground), \(call.actor.person))
                """)
            let (name, why): (String, String) = (try row.get("name"), Self.grounds[ground] ?? ground)
            return RetentionStep(
                kind: .destroy, reports: try row.get("reports"), epoch: name, month: try row.get("month"),
                why: there.contains(name) ? why : "\(why) (its key is not in the folder; look for copies)")
        }
    }

    /// Keys of the authority's months that are over, of which no row knows.
    private static func unknown(_ call: Call, _ db: Transaction, _ there: Set<String>) throws -> [RetentionStep] {
        let home = call.actor.jurisdiction
        let now: String = try db.one("SELECT to_char(ops.local_month(\(home)::integer), 'YYYY-MM')")
        let rows = try db.rows("SELECT e.name FROM registry.contact_epoch AS e WHERE e.jurisdiction_id = \(home)")
        let known = Set(try rows.map { try $0.get("name", as: String.self) })
        return there.subtracting(known).sorted().compactMap { name in
            guard let month = EpochKey.month(of: name, jurisdictionCode: call.actor.jurisdictionCode), month < now
            else {
                return nil
            }
            return RetentionStep(
                kind: .destroy, reports: [], epoch: name, month: month,
                why: "its month is over, and no record of this database is about it")
        }
    }

    private static let grounds = [
        "month_over": "its month is over", "erasure": "an erasure was approved",
        "ended": "it would still open a contact that ended",
    ]
}
