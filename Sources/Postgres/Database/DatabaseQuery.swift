extension Database {
    /// One autocommit statement by the direct path: the calling task sends, one thread reads for all.
    ///
    /// `decode` runs on the calling task. A `SQL.file` may hold what cannot run in a transaction.
    /// - Throws: `PostgresError` of kind `.indeterminate` when the connection was lost before the answer came.
    package func query<R: Sendable>(
        _ sql: SQL, _ decode: @escaping @Sendable (Rows) throws -> R
    ) async throws -> R {
        if sql.isFile { return try decode(try await runFile(sql.text)) }
        return try decode(try await run(sql, prologue: [], isReadOnly: false))
    }

    /// One statement that reads, by the direct path, in one transaction and one round trip with its prologue.
    ///
    /// It sees one snapshot, as every statement does; what needs several statements is `read`.
    /// - Parameter prologue: settings for the transaction, such as a signed context.
    package func look<R: Sendable>(
        _ prologue: [SQL], _ sql: SQL, _ decode: @escaping @Sendable (Rows) throws -> R
    ) async throws -> R {
        try decode(try await run(sql, prologue: prologue, isReadOnly: true))
    }

    private func run(_ sql: SQL, prologue: [SQL], isReadOnly: Bool) async throws -> Rows {
        for statement in prologue + [sql] { if let refusal = statement.refusal { throw refusal } }
        let operation = DirectOperation(pool: pool, sql: sql, prologue: prologue, isReadOnly: isReadOnly)
        return try await withTaskCancellationHandler {
            try await withUnsafeThrowingContinuation { operation.submit($0) }
        } onCancel: {
            operation.cancel()
        }
    }

    private func runFile(_ text: String) async throws -> Rows {
        try await perform { link, operation in
            do {
                return try link.outsidePipeline { try link.runFile(text) }
            } catch let error as PostgresError {
                throw operation.isCancelled ? .cancelled(error.statement) : error
            }
        }
    }
}
