/// Gets a connection for several jobs in a row, as a streamed COPY needs it.
///
/// `@unchecked Sendable`: as `Operation`; `continuation` is set before the operation is submitted and used once.
final class LeaseOperation: Operation, @unchecked Sendable {
    private var continuation: UnsafeContinuation<Connection, any Error>?

    func submit(_ continuation: UnsafeContinuation<Connection, any Error>) {
        self.continuation = continuation
        pool.submit(self)
    }

    override func start(on connection: Connection, byCaller: Bool) {
        let taken = connection.thread.submit { [self] in
            if connection.takeForBlocking().isStale() {
                pool.retry(self, insteadOf: connection)
            } else {
                continuation?.resume(returning: connection)
            }
        }
        if !taken { pool.retry(self, insteadOf: connection) }
    }

    override func fail(_ error: PostgresError) { continuation?.resume(throwing: error) }
}
