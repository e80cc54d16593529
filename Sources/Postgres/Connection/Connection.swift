import CLibpq
import Glibc

/// One connection of the pool, used by one lease at a time: either blocking on its own thread, or by the direct path.
///
/// `@unchecked Sendable`: `link` is used (1) on `thread` by the lease that has it, with the descriptor out of the
/// reactor, or (2) under `direct`'s mutex while the descriptor is watched. The pool hands a connection to one lease at
/// a time, and `takeForBlocking` passes through the same mutex, so the two never overlap.
final class Connection: @unchecked Sendable {
    private struct Direct {
        var operation: DirectOperation?
        var isWatched = false
        var isWatchedForWriting = false
        var isClosed = false
    }

    let identifier: UInt64
    let thread: SerialThread
    let cancelToken: CancelToken
    /// When the connection is to be replaced, in nanoseconds of the monotonic clock.
    let expires: Int64
    private let link: Link
    private let reactor: Reactor
    private let direct = Locked(Direct())

    init(identifier: UInt64, link: Link, thread: SerialThread, reactor: Reactor, expires: Int64) throws {
        guard let token = CancelToken(link.pointer) else { throw PostgresError.lost(nil) }
        self.identifier = identifier
        self.link = link
        self.thread = thread
        self.reactor = reactor
        self.expires = expires
        cancelToken = token
    }

    // MARK: On the connection's own thread

    /// The link for blocking calls. Only for the lease's job on `thread`.
    func takeForBlocking() -> Link {
        direct.withLock { state in
            if state.isWatched {
                reactor.unwatch(link.descriptor, identifier)
                state.isWatched = false
                state.isWatchedForWriting = false
            }
        }
        PQsetnonblocking(link.pointer, 0)
        return link
    }

    /// Runs a blocking job of the lease that has this connection.
    func perform<R: Sendable>(_ job: @escaping @Sendable (Link) throws -> R) async throws -> R {
        try await withUnsafeThrowingContinuation { (continuation: UnsafeContinuation<R, any Error>) in
            let taken = thread.submit { [self] in continuation.resume(with: Result { try job(link) }) }
            if !taken { continuation.resume(throwing: PostgresError.closed) }
        }
    }

    /// Closes the connection on its thread, after the jobs that are there, and ends the thread.
    func close() {
        thread.submit { [self] in
            direct.withLock { state in
                if state.isWatched { reactor.unwatch(link.descriptor, identifier) }
                state.isWatched = false
                state.isClosed = true
                link.finish()
            }
        }
        thread.stop()
    }

    /// Ends whatever blocks on this connection by closing its socket for reading and writing.
    func interrupt() {
        _ = direct.withLock { state in state.isClosed ? 0 : shutdown(link.descriptor, Int32(SHUT_RDWR)) }
    }

    // MARK: The direct path

    /// Sends the operation's statement without blocking; the reactor's thread takes the answer.
    func send(_ operation: DirectOperation) {
        let failure: PostgresError? = direct.withLock { state in
            if state.isClosed { return .lost(nil) }
            if !state.isWatched {
                if link.isStale() { return .lost(nil) }
                PQsetnonblocking(link.pointer, 1)
                reactor.watch(link.descriptor, self)
                state.isWatched = true
            } else if link.isBroken {
                return .lost(nil)
            }
            state.operation = operation
            do {
                try link.enqueue(operation.sql)
                try link.synchronize()
                flush(&state)
                return nil
            } catch {
                state.operation = nil
                return error as? PostgresError ?? .lost(nil)
            }
        }
        if let failure { refuse(operation, failure) }
    }

    private func refuse(_ operation: DirectOperation, _ failure: PostgresError) {
        if failure.kind == .connectionLost { return operation.pool.retry(operation, insteadOf: self) }
        _ = operation.finish()
        operation.pool.discard(self)
        operation.fail(failure)
    }

    /// Something can be read or written. Called by the reactor's thread; false when the connection died while idle.
    func handleEvent() -> Bool {
        var done: (DirectOperation, Exchange, Bool)?
        let isAlive: Bool = direct.withLock { state in
            guard state.isWatched, !state.isClosed else { return true }
            guard let operation = state.operation else { return PQconsumeInput(link.pointer) == 1 && !link.isBroken }
            if receive(&state) {
                state.operation = nil
                done = (operation, link.takeExchange(), link.notices.takeGaveUpReplication())
            }
            return true
        }
        if let (operation, exchange, gaveUp) = done {
            operation.complete(exchange, gaveUpReplication: gaveUp, on: self)
        }
        return isAlive
    }

    private func receive(_ state: inout Direct) -> Bool {
        if state.isWatchedForWriting { flush(&state) }
        if PQconsumeInput(link.pointer) == 1 { return link.receive(blocking: false) }
        while !link.receive(blocking: true) {}
        return true
    }

    /// Pushes out what the socket did not take at once, as it becomes writable.
    private func flush(_ state: inout Direct) {
        let hasMore = PQflush(link.pointer) == 1
        guard hasMore != state.isWatchedForWriting else { return }
        state.isWatchedForWriting = hasMore
        reactor.watch(link.descriptor, self, writing: hasMore)
    }
}
