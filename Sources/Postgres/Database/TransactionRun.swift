import Glibc

/// Runs a body in a transaction on the connection's own thread, again after lost races.
struct TransactionRun {
    /// In a young database many rows share a page, so that acts at unlike outlets fail each other: 8 were too few there.
    static let maximumRetries = 12

    let plan: TransactionPlan
    let link: Link
    let operation: Operation

    func run<R>(_ body: (Transaction) throws -> R) throws -> R {
        var retries = 0
        while true {
            let transaction = Transaction(plan, link: link, operation: operation)
            do {
                let value = try body(transaction)
                try transaction.end()
                return value
            } catch {
                transaction.abandon()
                let failure = transaction.failure ?? error as? PostgresError
                if failure?.kind == .indeterminate { operation.pool.countIndeterminate() }
                guard let failure, mayRunAgain(failure), retries < Self.maximumRetries, operation.unseal() else {
                    throw error
                }
                retries += 1
                operation.pool.countRetry()
                pause(before: retries)
            }
        }
    }

    /// A sealed operation that failed was rolled back by the server, so running it again is as safe as the first time.
    private func mayRunAgain(_ failure: PostgresError) -> Bool {
        guard failure.kind == .server, !operation.isCancelled, !link.isBroken else { return false }
        return failure.isSerializationFailure || failure.isStalePlan
    }

    /// Full jitter: a random time up to 1 ms, doubled with each retry, at most 128 ms.
    private func pause(before retry: Int) {
        usleep(UInt32.random(in: 0...(1000 << UInt32(min(retry - 1, 7)))))
    }
}
