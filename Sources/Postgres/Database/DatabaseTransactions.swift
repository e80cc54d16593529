extension Database {
    /// One transaction; `body` is synchronous, runs on the connection's own thread, and runs again when the server
    /// reports a lost race (40001, 40P01), at most eight times: it must have no effect outside the transaction.
    ///
    /// BEGIN, `prologue` and the first statement travel together.
    /// - Throws: what `body` throws; `PostgresError` of kind `.indeterminate` when it cannot be known whether the
    ///   transaction was kept.
    @discardableResult
    package func write<R: Sendable>(
        _ prologue: [SQL] = [], isolation: Isolation = .serializable, outcome: Outcome = .commit,
        _ body: @escaping @Sendable (Transaction) throws -> R
    ) async throws -> R {
        let plan = TransactionPlan(begin: isolation.begin, prologue: prologue, outcome: outcome, isReadOnly: false)
        return try await perform { link, operation in
            try TransactionRun(plan: plan, link: link, operation: operation).run(body)
        }
    }

    /// A read-only transaction that sees one snapshot (REPEATABLE READ READ ONLY).
    package func read<R: Sendable>(
        _ prologue: [SQL] = [], _ body: @escaping @Sendable (Transaction) throws -> R
    ) async throws -> R {
        let plan = TransactionPlan(
            begin: Isolation.beginReadOnly, prologue: prologue, outcome: .commit, isReadOnly: true)
        return try await perform { link, operation in
            try TransactionRun(plan: plan, link: link, operation: operation).run(body)
        }
    }
}
