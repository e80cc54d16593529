import Logging
import ServiceLifecycle

/// Keeps the server of a private cluster running while a service works on it: it looks whether the server is there, and
/// starts it again when it was killed or stopped.
package struct ClusterWatch: Service {
    private let cluster: Cluster
    private let logger: Logger
    private let interval: Duration

    /// - Parameter interval: from one look to the next; after a start that failed they come more and more seldom.
    package init(_ cluster: Cluster, logger: Logger, interval: Duration = .seconds(1)) {
        self.cluster = cluster
        self.logger = logger
        self.interval = interval
    }

    /// Watches until it is cancelled or a graceful shutdown begins.
    package func run() async throws {
        await cancelWhenGracefulShutdown { await watch() }
    }

    private func watch() async {
        var pause = interval
        while !Task.isCancelled {
            do {
                try await Task.sleep(for: pause)
                try await lookOnce()
                pause = interval
            } catch is CancellationError {
                return
            } catch {
                pause = min(pause * 2, Self.longest)
                logger.error(
                    "private PostgreSQL was not started again",
                    metadata: ["error": "\(error)", "next try in": "\(pause)"])
            }
        }
    }

    private static let longest = Duration.seconds(30)

    private func lookOnce() async throws {
        guard cluster.isGone else { return }
        let folder: Logger.Metadata = ["folder": "\(cluster.path)"]
        logger.warning("private PostgreSQL is gone and is started again", metadata: folder)
        try await cluster.restartIfGone()
        logger.warning("private PostgreSQL is ready again", metadata: folder)
    }
}
