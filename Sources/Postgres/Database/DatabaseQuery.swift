extension Database {
    /// One autocommit statement by the direct path: the calling task sends, one thread reads for all.
    ///
    /// `decode` runs on the calling task. A `SQL.file` may hold what cannot run in a transaction.
    /// - Throws: `PostgresError` of kind `.indeterminate` when the connection was lost before the answer came.
    package func query<R: Sendable>(
        _ sql: SQL, _ decode: @escaping @Sendable (Rows) throws -> R
    ) async throws -> R {
        if let refusal = sql.refusal { throw refusal }
        if sql.isFile { return try decode(try await runFile(sql.text)) }
        let operation = DirectOperation(pool: pool, sql: sql)
        let rows = try await withTaskCancellationHandler {
            try await withUnsafeThrowingContinuation { operation.submit($0) }
        } onCancel: {
            operation.cancel()
        }
        return try decode(rows)
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
