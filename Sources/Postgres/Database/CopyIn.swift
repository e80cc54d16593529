import CLibpq

/// One transaction with one `COPY … FROM STDIN`, on a leased connection.
struct CopyIn: Sendable {
    /// How much is gathered before it is sent, so that a producer of small chunks costs no change of thread for each.
    private static let batch = 65536

    let sql: SQL
    let plan: TransactionPlan
    let connection: Connection
    let operation: LeaseOperation

    init(sql: SQL, prologue: [SQL], connection: Connection, operation: LeaseOperation) {
        self.sql = sql
        self.connection = connection
        self.operation = operation
        plan = TransactionPlan(
            begin: Isolation.readCommitted.begin, prologue: ["SET LOCAL statement_timeout = 0"] + prologue,
            outcome: .commit, isReadOnly: false)
    }

    /// Sends everything and commits; gives the number of rows. After an error the transaction is still open.
    func load<Chunks: AsyncSequence>(_ chunks: Chunks) async throws -> Int where Chunks.Element == [UInt8] {
        try await begin()
        var gathered: [UInt8] = []
        for try await chunk in chunks {
            gathered += chunk
            guard gathered.count >= Self.batch else { continue }
            let (bytes, sql) = (gathered, sql)
            gathered = []
            guard try await connection.perform({ try $0.put(bytes, sql) }) else { return try await end([]) }
        }
        // A cancelled task sees an AsyncStream end early, and half of it must not be kept.
        if Task.isCancelled { throw PostgresError.cancelled(sql.text) }
        return try await end(gathered)
    }

    private func begin() async throws {
        let (sql, plan) = (sql, plan)
        try await connection.perform { link in
            if let failure = link.run(plan.opening).failure { throw failure }
            guard PQexitPipelineMode(link.pointer) == 1 else { throw link.lost(sql.text) }
            try link.beginCopy(try link.textWithLiterals(sql), sql, PGRES_COPY_IN)
        }
    }

    private func end(_ rest: [UInt8]) async throws -> Int {
        let (sql, plan, operation) = (sql, plan, operation)
        return try await connection.perform { link in
            if !rest.isEmpty { _ = try link.put(rest, sql) }
            let rows = try link.finishCopyIn(sql)
            guard PQenterPipelineMode(link.pointer) == 1 else { throw link.lost(sql.text) }
            guard operation.seal() else { throw PostgresError.cancelled(sql.text) }
            _ = link.notices.takeGaveUpReplication()
            let exchange = link.run(plan.closing)
            let gaveUp = link.notices.takeGaveUpReplication()
            if let failure = plan.verdict(exchange, batch: [], gaveUpReplication: gaveUp) {
                if failure.kind == .indeterminate { operation.pool.countIndeterminate() }
                throw failure
            }
            return rows
        }
    }
}
