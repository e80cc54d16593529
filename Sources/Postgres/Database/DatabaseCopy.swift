import CLibpq

extension Database {
    /// Runs `COPY … TO STDOUT` in a read-only snapshot and gives its bytes to `consume`, chunk by chunk.
    ///
    /// The next chunk is fetched when `consume` has returned, so a slow consumer slows the server and memory stays
    /// flat. When it throws or the task is cancelled, the server is told to stop. The statement has no time limit,
    /// since the consumer sets the pace. Gives the number of bytes.
    /// - Parameter begun: called when there is a connection for it.
    @discardableResult
    package func copyOut(
        _ prologue: [SQL] = [], _ sql: SQL, begun: @Sendable () -> Void = {},
        _ consume: @Sendable ([UInt8]) async throws -> Void
    ) async throws -> Int {
        let operation = LeaseOperation(pool: pool)
        return try await withTaskCancellationHandler {
            let connection = try await withUnsafeThrowingContinuation { operation.submit($0) }
            begun()
            do {
                let bytes = try await stream(prologue, sql, from: connection, consume)
                if operation.finish() { pool.discard(connection) } else { pool.release(connection) }
                return bytes
            } catch {
                let wasCancelled = operation.finish()
                pool.stop(connection)
                throw wasCancelled ? PostgresError.cancelled(sql.text) : error
            }
        } onCancel: {
            operation.cancel()
        }
    }

    private func stream(
        _ prologue: [SQL], _ sql: SQL, from connection: Connection, _ consume: @Sendable ([UInt8]) async throws -> Void
    ) async throws -> Int {
        try await connection.perform { link in
            let opening = [Isolation.beginReadOnly, "SET LOCAL statement_timeout = 0"] + prologue
            if let failure = link.run(opening).failure { throw failure }
            guard PQexitPipelineMode(link.pointer) == 1 else { throw link.lost(sql.text) }
            try link.beginCopy(try link.textWithLiterals(sql), sql, PGRES_COPY_OUT)
        }
        var bytes = 0
        while true {
            let (chunk, isLast) = try await connection.perform { try $0.nextCopied(atLeast: 65536, sql) }
            bytes += chunk.count
            if !chunk.isEmpty { try await consume(chunk) }
            if isLast { break }
            try Task.checkCancellation()
        }
        try await connection.perform { link in
            _ = try link.endCopy(sql)
            guard PQenterPipelineMode(link.pointer) == 1 else { throw link.lost(sql.text) }
            if let failure = link.run(["COMMIT"]).failure { throw failure }
        }
        return bytes
    }
}

extension Pool {
    /// Ends a COPY nobody reads any more: asks the server to stop, then closes the connection.
    func stop(_ connection: Connection) {
        sendCancel(to: connection)
        discard(connection)
    }
}
