import Crypto
import Policy
import Postgres
import Records

extension Registry {
    /// Compares a file of a former system with the earlier records that are there and, when asked to, stores the new rows,
    /// all in one transaction or nothing. Nothing that is stored changes; the same file a second time stores nothing.
    ///
    /// A list of licences also registers an outlet for each licence that it says is issued, and keeps the licence's number
    /// with it: by that number records and outlets belong together, whichever came first.
    /// - Returns: the shape `historyReport`; once it is applied with `outdated`, the recommendations that wait and don't know
    ///   what came in.
    /// - Throws: `Refusal` `not_utf8`, `not_csv`, `wrong_columns`, `empty_list`, or for want of the role.
    package func importHistory(_ file: [UInt8], _ order: HistoryImport, _ call: Call) async throws -> Answer {
        guard call.actor.roles.contains(.officer) else {
            throw Refusal(
                .notAllowed, "role_missing", "To import earlier records the role officer is needed.",
                hint: "Ask someone who has the role officer.")
        }
        return try await act(call, lifetime: Self.importSeconds) { db in
            _ = try db.execute("SET LOCAL statement_timeout = '5min'")
            let list = try HistoryList(file, order.profile, today: try Self.today(call.actor, db))
            let staging = HistoryStaging(actor: call.actor, db: db)
            try staging.load(list)
            let rejects = list.rejects + (try staging.rejects(among: list.records))
            let isApplied = order.apply && (rejects.isEmpty || order.acceptRejects)
            let report = try HistoryReport(order, list, rejects, staging, applied: isApplied)
            guard isApplied else { return report.answer }
            let digest = Array(SHA256.hash(data: file))
            try HistoryApplication(staging: staging, order: order, digest: digest).run(list, rejected: rejects.count)
            return report.answer.with("outdated", try staging.outdated())
        }
    }

    private static func today(_ actor: Actor, _ db: Transaction) throws -> LocalDate {
        try db.one(
            """
            SELECT (clock_timestamp() AT TIME ZONE j.time_zone)::date FROM registry.jurisdiction AS j
            WHERE j.id = \(actor.jurisdiction)
            """)
    }
}
