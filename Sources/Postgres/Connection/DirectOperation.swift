/// One autocommit statement by the direct path: whoever has the connection sends, the reactor's thread reads.
///
/// Its prologue goes in the same batch, and PostgreSQL runs a batch as one transaction, so settings that the prologue
/// makes for the transaction hold for the statement.
///
/// `@unchecked Sendable`: as `Operation`; `continuation` is set before the operation is submitted and used once.
final class DirectOperation: Operation, @unchecked Sendable {
    let sql: SQL
    let prologue: [SQL]
    /// Nothing can have been changed, so a lost connection leaves no doubt.
    private let isReadOnly: Bool
    private var continuation: UnsafeContinuation<Rows, any Error>?
    private var stalePlans = 0

    init(pool: Pool, sql: SQL, prologue: [SQL], isReadOnly: Bool) {
        self.sql = sql
        self.prologue = prologue
        self.isReadOnly = isReadOnly
        super.init(pool: pool)
    }

    func submit(_ continuation: UnsafeContinuation<Rows, any Error>) {
        self.continuation = continuation
        pool.submit(self)
    }

    override func start(on connection: Connection, byCaller: Bool) {
        connection.send(self, looksAtOnce: byCaller)
    }

    override func fail(_ error: PostgresError) { continuation?.resume(throwing: error) }

    /// The server has answered, or never will.
    func complete(_ exchange: Exchange, gaveUpReplication: Bool, on connection: Connection) {
        if exchange.failure?.isStalePlan == true, !exchange.isLost, stalePlans < 2, returnToWaiting() {
            stalePlans += 1
            return pool.again(self, on: connection)
        }
        let wasCancelled = finish()
        if wasCancelled || exchange.isLost { pool.discard(connection) } else { pool.release(connection) }
        if let failure = exchange.failure {
            fail(meaning(of: failure, exchange, wasCancelled))
        } else if gaveUpReplication {
            pool.countIndeterminate()
            fail(.indeterminate("The server gave up waiting for its synchronous copy", statement: sql.text))
        } else if let rows = exchange.rows.last {
            continuation?.resume(returning: rows)
        } else {
            fail(.lost(sql.text))
        }
    }

    private func meaning(of failure: PostgresError, _ exchange: Exchange, _ wasCancelled: Bool) -> PostgresError {
        if exchange.isLost, failure.sqlstate == nil, !isReadOnly {
            pool.countIndeterminate()
            return .indeterminate("The connection was lost before the answer came", statement: sql.text)
        }
        return wasCancelled && failure.sqlstate == "57014" ? .cancelled(sql.text) : failure
    }
}
