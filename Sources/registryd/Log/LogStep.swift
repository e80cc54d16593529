import Logging
import Registry
import ServiceLifecycle

/// Does one step again and again for as long as the service runs, more seldom while it fails, and once more when the service
/// stops: what came in until then is not left over.
struct LogStep: Service {
    /// What is not done when it fails, for the log of the program.
    let failure: String
    let interval: Duration
    let logger: Logger
    /// Gives whether there is more to do at once.
    let step: @Sendable () async throws -> Bool

    func run() async throws {
        await cancelWhenGracefulShutdown { await keepOn() }
        guard !Task.isCancelled else { return }
        do {
            for _ in 0..<Self.mostAtTheEnd where try await !step() { return }
        } catch {
            tell(error)
        }
    }

    /// So many batches at the end; the next start goes on with the rest.
    private static let mostAtTheEnd = 50
    private static let longest = Duration.seconds(30)

    private func keepOn() async {
        var pause = interval
        while !Task.isCancelled {
            do {
                if try await !step() { try await Task.sleep(for: interval) }
                pause = interval
            } catch {
                guard !Task.isCancelled else { return }
                tell(error)
                pause = min(pause * 2, Self.longest)
                guard (try? await Task.sleep(for: pause)) != nil else { return }
            }
        }
    }

    private func tell(_ error: any Error) {
        logger.error("\(failure)", metadata: ["error": "\(error)"])
    }
}
