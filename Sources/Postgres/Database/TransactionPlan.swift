/// How one transaction begins and ends.
struct TransactionPlan: Sendable {
    let begin: SQL
    let prologue: [SQL]
    let outcome: Outcome
    let isReadOnly: Bool

    var opening: [SQL] { [begin] + prologue }

    /// Whether its end makes changes last, so that it must not be cancelled.
    var commits: Bool { outcome == .commit && !isReadOnly }

    /// A dry run checks deferred constraints before it rolls back.
    var closing: [SQL] {
        outcome == .commit ? ["COMMIT"] : ["SET CONSTRAINTS ALL IMMEDIATE", "ROLLBACK"]
    }

    /// What the answers to the last batch mean; nil when the transaction ended as planned.
    ///
    /// Source: the outcome table of the reliability notes: a commit that was answered without a warning is kept; one
    /// that was answered while the wait for its synchronous copy was given up, or not answered at all, is unknown.
    func verdict(_ exchange: Exchange, batch: [SQL], gaveUpReplication: Bool) -> PostgresError? {
        if let failure = exchange.failure {
            let reachedCommit = exchange.rows.count >= batch.count
            guard commits, exchange.isLost, reachedCommit || failure.sqlstate == nil else { return failure }
            var unknown = PostgresError.indeterminate("The connection was lost at COMMIT", statement: "COMMIT")
            unknown.sqlstate = failure.sqlstate
            return unknown
        }
        guard commits else { return nil }
        if gaveUpReplication {
            return .indeterminate("The server gave up waiting for its synchronous copy", statement: "COMMIT")
        }
        guard exchange.rows.last?.result.commandTag == "COMMIT" else {
            return PostgresError(.server, "The server rolled the transaction back at COMMIT.", statement: "COMMIT")
        }
        return nil
    }
}
