/// Runs one blocking job on a connection's own thread and resumes the waiting task with its result.
///
/// `@unchecked Sendable`: as `Operation`; `continuation` is set before the operation is submitted and used once.
final class JobOperation<R: Sendable>: Operation, @unchecked Sendable {
    typealias Job = @Sendable (Link, Operation) throws -> R
    private let job: Job
    private var continuation: UnsafeContinuation<R, any Error>?

    init(pool: Pool, _ job: @escaping Job) {
        self.job = job
        super.init(pool: pool)
    }

    func submit(_ continuation: UnsafeContinuation<R, any Error>) {
        self.continuation = continuation
        pool.submit(self)
    }

    override func start(on connection: Connection, byCaller: Bool) {
        let taken = connection.thread.submit { [self] in run(on: connection) }
        if !taken { pool.retry(self, insteadOf: connection) }
    }

    override func fail(_ error: PostgresError) { continuation?.resume(throwing: error) }

    private func run(on connection: Connection) {
        let link = connection.takeForBlocking()
        if link.isStale() { return pool.retry(self, insteadOf: connection) }
        let result = Result { try job(link, self) }
        let mayBeCancelledLater = finish()
        if mayBeCancelledLater || link.isBroken || link.isInTransaction {
            pool.discard(connection)
        } else {
            pool.release(connection)
        }
        continuation?.resume(with: result)
    }
}
