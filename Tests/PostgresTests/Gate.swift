import Dispatch

/// Lets a transaction's body wait on its own thread until the test opens it, a minute at most: then the test has failed already.
final class Gate: Sendable {
    private let semaphore = DispatchSemaphore(value: 0)

    func open() { semaphore.signal() }

    func wait() { _ = semaphore.wait(timeout: .now() + 60) }
}
