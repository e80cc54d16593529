/// The transaction that is open while a body runs. It lives only inside that body, on the connection's own thread, and
/// every function blocks there.
///
/// After a statement has failed the transaction can only be rolled back: later statements throw the same error, and so
/// does the end of the transaction when the body has swallowed it. A savepoint limits this to its own body.
package final class Transaction {
    private let link: Link
    private let operation: Operation
    private let plan: TransactionPlan
    /// Sent in one batch with the next statement.
    private var pending: [SQL]
    /// How many savepoints are open. They are named by it: few names are few statement texts to prepare.
    private var depth = 0
    private(set) var failure: PostgresError?
    private var isFinished = false
    private var lastLook: (sql: SQL, take: (Rows) throws -> Void)?

    init(_ plan: TransactionPlan, link: Link, operation: Operation) {
        self.plan = plan
        self.link = link
        self.operation = operation
        pending = plan.opening
    }

    /// Runs a statement; gives how many rows it changed.
    @discardableResult
    package func execute(_ sql: SQL) throws -> Int { try rows(sql).affected }

    /// Runs a statement; gives its rows.
    package func rows(_ sql: SQL) throws -> Rows {
        if sql.isFile { return try runFile(sql) }
        guard let rows = try exchange([sql]).last else { throw PostgresError.lost(sql.text) }
        return rows
    }

    /// The one value a statement returns.
    /// - Throws: `.unexpectedRowCount` unless there is exactly one row with one column.
    package func one<T: SQLDecodable>(_ sql: SQL) throws -> T {
        let rows = try rows(sql)
        guard rows.count == 1, rows.columns.count == 1 else {
            throw PostgresError(
                .unexpectedRowCount,
                """
                One row with one column was expected; the statement returned \(rows.count) rows with \
                \(rows.columns.count) columns.
                """, statement: sql.text)
        }
        return try rows[0].decode(T.self, 0)
    }

    /// The first column of the first row; nil when there is no row or the value is NULL.
    package func first<T: SQLDecodable>(_ sql: SQL) throws -> T? {
        let rows = try rows(sql)
        guard rows.count > 0 else { return nil }
        return try rows[0].decode(T?.self, 0)
    }

    /// Several statements in one round trip; the rows of each, in order.
    package func pipeline(_ statements: [SQL]) throws -> [Rows] {
        try exchange(statements)
    }

    /// Runs `body`; what it did is undone when it throws, and the transaction goes on.
    package func savepoint<R>(_ body: () throws -> R) throws -> R {
        depth += 1
        defer { depth -= 1 }
        let name = "sp\(depth)"
        pending.append("SAVEPOINT \(identifier: name)")
        do {
            let value = try body()
            if let failure { throw failure }
            pending.append("RELEASE SAVEPOINT \(identifier: name)")
            return value
        } catch {
            try undo(to: name)
            throw error
        }
    }

    /// Runs `COPY … FROM STDIN` with the bytes of `chunks`; gives the number of rows loaded.
    package func copyIn(_ sql: SQL, _ chunks: some Sequence<[UInt8]>) throws -> Int {
        try flush()
        return try recording(sql.text) {
            try link.copyIn(sql, chunks) { operation.isCancelled }
        }
    }

    /// The last statement, sent in one batch with COMMIT; the body must return right after.
    package func finish(with sql: SQL) throws -> Rows {
        let batch = pending + [sql]
        try close(after: batch)
        guard let rows = finishedRows else { throw PostgresError.lost(sql.text) }
        return rows
    }

    private var finishedRows: Rows?

    /// Asks `sql` as the very last thing, in the same batch as COMMIT; `take` gets its rows when that is done. Nothing is asked
    /// where the transaction is rolled back.
    package func lookLast(_ sql: SQL, _ take: @escaping (Rows) throws -> Void) { lastLook = (sql, take) }

    // MARK: The end

    /// Ends the transaction as planned, unless `finish(with:)` has done so.
    func end() throws {
        if !isFinished { try close(after: pending) }
        if let failure { throw failure }
    }

    /// Rolls back what is open; the connection is thrown away when that fails.
    func abandon() {
        guard link.isInTransaction, !link.isBroken, !operation.isCancelled else { return }
        _ = link.run(["ROLLBACK"])
    }

    private func close(after batch: [SQL]) throws {
        try checkUsable()
        isFinished = true
        pending = []
        if plan.commits {
            guard operation.seal() else { throw fail(.cancelled()) }
            _ = link.notices.takeGaveUpReplication()
        }
        let look = plan.commits ? lastLook : nil
        let whole = batch + (look.map { [$0.sql] } ?? [])
        let exchange = link.run(whole + plan.closing)
        if let error = plan.verdict(exchange, batch: whole, gaveUpReplication: link.notices.takeGaveUpReplication()) {
            throw fail(error)
        }
        try look?.take(exchange.rows[whole.count - 1])
        finishedRows = batch.isEmpty ? nil : exchange.rows[batch.count - 1]
    }

    private func undo(to name: String) throws {
        let isLost = link.isBroken || operation.isCancelled
        if isLost || failure?.isSerializationFailure == true { return }
        if let index = pending.lastIndex(where: { $0.text == "SAVEPOINT \(quotedIdentifier(name))" }) {
            pending.removeSubrange(index...)
            return
        }
        pending = []
        let exchange = link.run([
            "ROLLBACK TO SAVEPOINT \(identifier: name)", "RELEASE SAVEPOINT \(identifier: name)",
        ])
        if let error = exchange.failure { throw fail(error) }
        failure = nil
    }

    // MARK: Round trips

    private func exchange(_ statements: [SQL]) throws -> [Rows] {
        try checkUsable()
        let batch = pending + statements
        pending = []
        let exchange = link.run(batch)
        if let error = exchange.failure { throw fail(meaning(of: error)) }
        return Array(exchange.rows.suffix(statements.count))
    }

    private func runFile(_ sql: SQL) throws -> Rows {
        try flush()
        return try recording(sql.text) { try link.outsidePipeline { try link.runFile(sql.text) } }
    }

    /// Sends what waits for the next statement.
    private func flush() throws {
        if pending.isEmpty { try checkUsable() } else { _ = try exchange([]) }
    }

    private func recording<R>(_ statement: String, _ body: () throws -> R) throws -> R {
        do {
            return try body()
        } catch {
            throw fail(meaning(of: error as? PostgresError ?? .lost(statement)))
        }
    }

    private func checkUsable() throws {
        if let failure { throw failure }
        if isFinished { throw PostgresError(.closed, "The transaction has ended; no statement was sent.") }
        if operation.isCancelled { throw fail(.cancelled()) }
    }

    private func meaning(of error: PostgresError) -> PostgresError {
        operation.isCancelled ? .cancelled(error.statement) : error
    }

    private func fail(_ error: PostgresError) -> PostgresError {
        failure = error
        return error
    }
}
