import CLibpq

extension Database {
    /// Runs `COPY … FROM STDIN` with the bytes of `chunks`, in a READ COMMITTED transaction of its own; gives the number
    /// of rows loaded.
    ///
    /// The next chunk is asked for when the one before is with the server, so a slow server slows the producer and
    /// memory stays flat (64 KiB are gathered before they are sent). When `chunks` throws, the task is cancelled or the
    /// server refuses a row, nothing is kept. A refusal mostly ends the stream at once; where libpq has read it while it
    /// waited to send, the rest of the stream is taken and dropped first. The statement has no time limit, since the
    /// producer sets the pace.
    /// - Parameter prologue: runs in the same transaction before the COPY.
    /// - Throws: what `chunks` throws; `PostgresError`, of kind `.indeterminate` when it cannot be known whether the
    ///   rows were kept.
    @discardableResult
    package func copyIn<Chunks: AsyncSequence & Sendable>(
        _ prologue: [SQL] = [], _ sql: SQL, _ chunks: Chunks
    ) async throws -> Int where Chunks.Element == [UInt8] {
        let operation = LeaseOperation(pool: pool)
        return try await withTaskCancellationHandler {
            let connection = try await withUnsafeThrowingContinuation { operation.submit($0) }
            do {
                let rows = try await CopyIn(sql: sql, prologue: prologue, connection: connection, operation: operation)
                    .load(chunks)
                if operation.finish() { pool.discard(connection) } else { pool.release(connection) }
                return rows
            } catch {
                if operation.finish() {
                    pool.stop(connection)
                    throw (error as? PostgresError)?.kind == .indeterminate ? error : PostgresError.cancelled(sql.text)
                }
                let isUsable = (try? await connection.perform { $0.abandonCopy() }) ?? false
                if isUsable { pool.release(connection) } else { pool.discard(connection) }
                throw error
            }
        } onCancel: {
            operation.cancel()
        }
    }
}
