import Synchronization

/// Something that needs a connection: it waits in the pool's queue, gets one, and gives it back.
///
/// `@unchecked Sendable`: `connection` and what subclasses hold are written before the step of `phase` that lets other
/// threads read them (release), and read after it (acquire).
class Operation: @unchecked Sendable {
    private enum Phase {
        static let waiting: UInt8 = 0
        static let running: UInt8 = 1
        static let sealed: UInt8 = 2
        static let done: UInt8 = 3
        static let cancelledWaiting: UInt8 = 4
        static let cancelledRunning: UInt8 = 5
        static let cancelledSealed: UInt8 = 6
    }

    let pool: Pool
    /// When waiting ends with an error, in nanoseconds of the monotonic clock; set by the pool.
    var deadline: Int64 = 0
    /// How often it was given a connection that turned out to be dead.
    var deadConnections = 0
    private let phase = Atomic<UInt8>(Phase.waiting)
    private var connection: Connection?

    init(pool: Pool) { self.pool = pool }

    /// Uses the connection. Called by whichever thread made it available, the caller's own or another one's; must not
    /// block.
    func start(on connection: Connection, byCaller: Bool) {}

    /// No connection can be had.
    func fail(_ error: PostgresError) {}

    /// The pool hands over a connection.
    final func begin(on connection: Connection, byCaller: Bool = false) {
        self.connection = connection
        let (moved, _) = phase.compareExchange(
            expected: Phase.waiting, desired: Phase.running, ordering: .acquiringAndReleasing)
        if moved { return start(on: connection, byCaller: byCaller) }
        self.connection = nil
        pool.release(connection)
        fail(.cancelled())
    }

    /// The connection was dead; the operation waits again. False when it was cancelled meanwhile.
    final func returnToWaiting() -> Bool {
        deadConnections += 1
        return phase.compareExchange(
            expected: Phase.running, desired: Phase.waiting, ordering: .acquiringAndReleasing
        ).exchanged
    }

    /// From here on a cancelled task no longer stops the server's work, because a commit is on its way.
    /// False when the task was cancelled before.
    final func seal() -> Bool {
        phase.compareExchange(
            expected: Phase.running, desired: Phase.sealed, ordering: .acquiringAndReleasing
        ).exchanged
    }

    /// The commit failed and may be tried again; false when the task was cancelled meanwhile.
    final func unseal() -> Bool {
        let (moved, found) = phase.compareExchange(
            expected: Phase.sealed, desired: Phase.running, ordering: .acquiringAndReleasing)
        return moved || found == Phase.running
    }

    /// The connection is no longer needed; true when a cancel request may be on its way to it.
    final func finish() -> Bool {
        phase.exchange(Phase.done, ordering: .acquiringAndReleasing) == Phase.cancelledRunning
    }

    final var isCancelled: Bool { phase.load(ordering: .acquiring) >= Phase.cancelledWaiting }

    /// The task was cancelled: leaves the queue, or asks the server to cancel the statement that runs now.
    final func cancel() {
        if phase.compareExchange(
            expected: Phase.waiting, desired: Phase.cancelledWaiting, ordering: .acquiringAndReleasing
        ).exchanged {
            if pool.forget(self) { fail(.cancelled()) }
        } else if phase.compareExchange(
            expected: Phase.running, desired: Phase.cancelledRunning, ordering: .acquiringAndReleasing
        ).exchanged, let connection {
            pool.sendCancel(to: connection)
        } else {
            _ = phase.compareExchange(
                expected: Phase.sealed, desired: Phase.cancelledSealed, ordering: .acquiringAndReleasing)
        }
    }
}
