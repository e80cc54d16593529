import Glibc
import Logging
import Synchronization

/// The connections of one database: hands them out first come, first served, opens, replaces and closes them.
final class Pool: Sendable {
    struct State {
        var idle: [Connection] = []
        var busy: [UInt64: Connection] = [:]
        var waiting = WaitingLine<Operation>()
        var opening = 0
        var isClosing = false
        var isClosed = false
        var drained: [UnsafeContinuation<Void, Never>] = []
        var statistics = PoolStatistics()

        var total: Int { idle.count + busy.count + opening }
        var isDrained: Bool { busy.isEmpty && waiting.isEmpty && opening == 0 }
    }

    let configuration: DatabaseConfiguration
    let logger: Logger
    let state = Locked(State())
    private let reactor = Reactor()
    /// Sends cancel requests, which block.
    private let canceller = SerialThread()
    private let identifiers = Atomic<UInt64>(1)
    /// Spares the reactor the lock while nobody waits.
    private let hasWaiting = Atomic<Bool>(false)

    init(_ configuration: DatabaseConfiguration, logger: Logger) {
        self.configuration = configuration
        self.logger = logger
        reactor.start(for: self)
    }

    deinit {
        for connection in state.withLock({ $0.idle }) { connection.close() }
        canceller.stop()
        reactor.wake()
    }

    // MARK: Getting a connection

    private enum Step {
        case use(Connection)
        case refuse(PostgresError)
        case wait(open: Bool, wake: Bool)
    }

    /// Gives the operation an idle connection at once, or a place in the line.
    func submit(_ operation: Operation) {
        let step: Step = state.withLock { state in
            if state.isClosing { return .refuse(.closed) }
            if let connection = state.idle.popLast() {
                state.busy[connection.identifier] = connection
                return .use(connection)
            }
            if state.waiting.count >= configuration.maximumWaiting { return .refuse(exhausted(state)) }
            operation.deadline = monotonicNanoseconds() + configuration.acquireTimeout.nanoseconds
            state.waiting.append(operation)
            hasWaiting.store(true, ordering: .releasing)
            return .wait(open: reserveOpening(&state), wake: state.waiting.count == 1)
        }
        switch step {
        case .use(let connection): operation.begin(on: connection, byCaller: true)
        case .refuse(let error): operation.fail(error)
        case .wait(let open, let wake):
            if open { openConnection() }
            if wake { reactor.wake() }
        }
    }

    /// The connection was dead before anything was sent; another one takes its place.
    func retry(_ operation: Operation, insteadOf connection: Connection) {
        let waits = operation.returnToWaiting()
        let tooOften = operation.deadConnections > configuration.poolSize + 3
        let isQueued = waits && !tooOften
        if isQueued {
            state.withLock { state in
                if operation.deadline == 0 {
                    operation.deadline = monotonicNanoseconds() + configuration.acquireTimeout.nanoseconds
                }
                state.waiting.prepend(operation)
                hasWaiting.store(true, ordering: .releasing)
            }
        }
        discard(connection)
        if isQueued { reactor.wake() } else { operation.fail(waits ? .lost(nil) : .cancelled()) }
    }

    /// Runs the operation once more on the connection it has.
    func again(_ operation: Operation, on connection: Connection) { operation.begin(on: connection) }

    /// Takes a cancelled operation out of the line; false when it is no longer there.
    func forget(_ operation: Operation) -> Bool {
        let (found, drained) = state.withLock { state in (state.waiting.remove(operation), takeDrained(&state)) }
        for continuation in drained { continuation.resume() }
        return found
    }

    private func exhausted(_ state: State) -> PostgresError {
        PostgresError(
            .poolExhausted,
            """
            No database connection was free: all \(configuration.poolSize) are in use and \(state.waiting.count) \
            callers wait already; try again later.
            """)
    }

    /// Fails who has waited too long; gives the milliseconds until the next one has, -1 when nobody waits.
    func expireWaiters() -> Int32? {
        guard hasWaiting.load(ordering: .acquiring) else { return -1 }
        var expired: [Operation] = []
        let now = monotonicNanoseconds()
        let (timeout, drained): (Int32, [UnsafeContinuation<Void, Never>]) = state.withLock { state in
            while let first = state.waiting.first, first.deadline <= now {
                _ = state.waiting.removeFirst()
                expired.append(first)
            }
            guard let next = state.waiting.first else {
                hasWaiting.store(false, ordering: .releasing)
                return (-1, takeDrained(&state))
            }
            return (Int32(clamping: (next.deadline - now) / 1_000_000 + 1), [])
        }
        for operation in expired { operation.fail(timedOut) }
        for continuation in drained { continuation.resume() }
        return timeout
    }

    private var timedOut: PostgresError {
        PostgresError(
            .poolExhausted,
            """
            No database connection became free within \(configuration.acquireTimeout.milliseconds) ms; all \
            \(configuration.poolSize) are in use; try again later.
            """)
    }

    // MARK: Giving it back

    private enum Next {
        case nothing
        case close
        case hand(Operation)
    }

    /// The connection is free: the first in the line gets it, unless it is too old.
    func release(_ connection: Connection) {
        if connection.expires <= monotonicNanoseconds() { discard(connection) } else { handOver(connection) }
    }

    private func handOver(_ connection: Connection) {
        let (next, drained): (Next, [UnsafeContinuation<Void, Never>]) = state.withLock { state in
            if let operation = state.waiting.removeFirst() { return (.hand(operation), []) }
            state.busy.removeValue(forKey: connection.identifier)
            if state.isClosing {
                state.statistics.closed += 1
                return (.close, takeDrained(&state))
            }
            state.idle.append(connection)
            return (.nothing, [])
        }
        for continuation in drained { continuation.resume() }
        switch next {
        case .nothing: break
        case .close: connection.close()
        case .hand(let operation): operation.begin(on: connection)
        }
    }

    /// The connection is not used again; whoever waits gets a new one.
    func discard(_ connection: Connection) {
        let (open, drained): (Bool, [UnsafeContinuation<Void, Never>]) = state.withLock { state in
            if state.busy.removeValue(forKey: connection.identifier) != nil { state.statistics.closed += 1 }
            return (reserveOpening(&state), takeDrained(&state))
        }
        connection.close()
        if open { openConnection() }
        for continuation in drained { continuation.resume() }
    }

    /// An idle connection has died; when somebody has just got it, they find out themselves.
    func forgetIdle(_ connection: Connection) {
        let wasIdle: Bool = state.withLock { state in
            guard let index = state.idle.firstIndex(where: { $0 === connection }) else { return false }
            state.idle.remove(at: index)
            state.statistics.closed += 1
            return true
        }
        if wasIdle { connection.close() }
    }

    /// Closes idle connections that are too old.
    func closeExpired() {
        let now = monotonicNanoseconds()
        let expired: [Connection] = state.withLock { state in
            let expired = state.idle.filter { $0.expires <= now }
            state.idle.removeAll { $0.expires <= now }
            state.statistics.closed += expired.count
            return expired
        }
        for connection in expired { connection.close() }
    }

    func sendCancel(to connection: Connection) {
        let token = connection.cancelToken
        canceller.submit {
            // When the server cannot be reached for this either, waiting for its answer has no sense.
            if !token.send() { connection.interrupt() }
        }
    }

    // MARK: Opening

    /// Whether one more connection has to be opened for those who wait; counts it.
    private func reserveOpening(_ state: inout State) -> Bool {
        guard !state.isClosed, state.waiting.count > state.opening, state.total < configuration.poolSize
        else { return false }
        state.opening += 1
        return true
    }

    private func openConnection() {
        let thread = SerialThread()
        thread.submit { [self] in
            do {
                let link = try Link(configuration)
                opened(
                    try Connection(
                        identifier: identifiers.add(1, ordering: .relaxed).newValue, link: link, thread: thread,
                        reactor: reactor, expires: monotonicNanoseconds() + lifetime))
            } catch {
                thread.stop()
                openFailed(error as? PostgresError ?? .lost(nil))
            }
        }
    }

    /// The maximum age less up to a tenth, so that connections opened together are not replaced together.
    private var lifetime: Int64 {
        let age = configuration.maximumAge.nanoseconds
        return age - Int64.random(in: 0...max(1, age / 10))
    }

    private func opened(_ connection: Connection) {
        state.withLock { state in
            state.opening -= 1
            state.statistics.opened += 1
            state.busy[connection.identifier] = connection
        }
        handOver(connection)
    }

    /// The first who waits is told why; the next one gets an attempt of its own.
    private func openFailed(_ error: PostgresError) {
        logger.warning("a database connection could not be opened", metadata: ["reason": "\(error.message)"])
        let (operation, open, drained): (Operation?, Bool, [UnsafeContinuation<Void, Never>]) =
            state.withLock { state in
                state.opening -= 1
                let operation = state.waiting.removeFirst()
                return (operation, reserveOpening(&state), takeDrained(&state))
            }
        operation?.fail(error)
        if open { openConnection() }
        for continuation in drained { continuation.resume() }
    }

    func takeDrained(_ state: inout State) -> [UnsafeContinuation<Void, Never>] {
        guard state.isClosing, state.isDrained else { return [] }
        defer { state.drained = [] }
        return state.drained
    }

    // MARK: Counting

    func countRetry() { state.withLock { $0.statistics.retries += 1 } }

    func countIndeterminate() { state.withLock { $0.statistics.indeterminate += 1 } }

    var statistics: PoolStatistics {
        state.withLock { state in
            var statistics = state.statistics
            statistics.idle = state.idle.count
            statistics.busy = state.busy.count
            statistics.waiting = state.waiting.count
            return statistics
        }
    }
}

/// Nanoseconds since some moment in the past, unaffected by changes of the wall clock.
func monotonicNanoseconds() -> Int64 {
    var now = timespec()
    clock_gettime(CLOCK_MONOTONIC, &now)
    return Int64(now.tv_sec) * 1_000_000_000 + Int64(now.tv_nsec)
}
