import Logging
import ServiceLifecycle

/// PostgreSQL, through a pool of connections.
///
/// Transactions run as one job on a connection's own thread; single statements go by the direct path. Every function
/// throws `PostgresError`, or what the caller's own closure throws.
package final class Database: Service, Sendable {
    let pool: Pool
    package let configuration: DatabaseConfiguration
    let logger: Logger

    /// Opens nothing yet; the first use does.
    package init(_ configuration: DatabaseConfiguration, logger: Logger) {
        self.configuration = configuration
        self.logger = logger
        pool = Pool(configuration, logger: logger)
    }

    /// Replaces connections that are too old until the service shuts down, then lets running work finish and closes.
    package func run() async throws {
        let pool = pool
        let pace = min(Duration.seconds(30), max(.milliseconds(100), configuration.maximumAge / 4))
        await cancelWhenGracefulShutdown {
            while !Task.isCancelled {
                // A cancelled sleep is the shutdown; the loop's condition ends it.
                do { try await Task.sleep(for: pace) } catch { break }
                pool.closeExpired()
            }
        }
        await close()
    }

    /// Refuses new work, lets running work finish for at most 10 s, and closes all connections.
    package func close() async { await pool.close(patience: .seconds(10)) }

    package var statistics: PoolStatistics { pool.statistics }

    /// Runs `job` on the thread of a connection, in turn; the task's cancellation cancels the statement that runs.
    func perform<R: Sendable>(_ job: @escaping JobOperation<R>.Job) async throws -> R {
        let operation = JobOperation<R>(pool: pool, job)
        return try await withTaskCancellationHandler {
            try await withUnsafeThrowingContinuation { operation.submit($0) }
        } onCancel: {
            operation.cancel()
        }
    }
}
