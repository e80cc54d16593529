import CLibpq
import Glibc
import Logging

/// Listens on one channel with a connection and a thread of its own.
///
/// `@unchecked Sendable`: everything is constant but what stands behind the lock; the descriptor of `waker` stays open
/// as long as this object lives.
final class Listener: @unchecked Sendable {
    private let channel: String
    private let configuration: DatabaseConfiguration
    private let logger: Logger
    private let report: @Sendable (Notification) -> Void
    private let waker: Int32
    private let isStopped = Locked(false)

    init(
        channel: String, configuration: DatabaseConfiguration, logger: Logger,
        report: @escaping @Sendable (Notification) -> Void
    ) {
        self.channel = channel
        self.configuration = configuration
        self.logger = logger
        self.report = report
        waker = eventfd(0, clibpq_eventfd_flags)
    }

    deinit { Glibc.close(waker) }

    func start() {
        startThread { [self] in
            var failures = 0
            while !isStopped.withLock({ $0 }) {
                if listen() { failures = 0 } else { failures += 1 }
                pause(after: failures)
            }
        }
    }

    func stop() {
        isStopped.withLock { $0 = true }
        var one: UInt64 = 1
        _ = write(waker, &one, 8)
    }

    /// Listens until the connection is lost or the listener is stopped; false when it could not begin.
    private func listen() -> Bool {
        do {
            let link = try Link(configuration)
            defer { link.finish() }
            guard PQexitPipelineMode(link.pointer) == 1 else { return false }
            _ = try link.runFile("LISTEN \(quotedIdentifier(channel))")
            report(.missed)
            while waitForInput(link.descriptor), PQconsumeInput(link.pointer) == 1 { reportAll(link) }
            return true
        } catch {
            logger.warning("the listener has no connection", metadata: ["reason": "\(error)"])
            return false
        }
    }

    private func reportAll(_ link: Link) {
        while let notification = PQnotifies(link.pointer) {
            report(.arrived(payload: notification.pointee.extra.map { String(cString: $0) } ?? ""))
            PQfreemem(notification)
        }
    }

    /// False when the listener was stopped.
    private func waitForInput(_ descriptor: Int32) -> Bool {
        var events = [pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0), wakerEvent]
        while poll(&events, 2, -1) < 0 && errno == EINTR {}
        return events[1].revents == 0
    }

    /// Waits before the next attempt, longer after each failure, at most 5 s; a stop ends the wait.
    private func pause(after failures: Int) {
        var event = wakerEvent
        _ = poll(&event, 1, failures == 0 ? 50 : Int32(min(5000, 100 << min(failures, 6))))
    }

    private var wakerEvent: pollfd { pollfd(fd: waker, events: Int16(POLLIN), revents: 0) }
}
