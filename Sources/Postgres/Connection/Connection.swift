import CLibpq
import Glibc
import Synchronization

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
    /// The descriptor was reported and nobody has looked yet.
    private let hasNews = Atomic<Bool>(false)

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

    /// A direct operation that has been answered.
    private struct Answer {
        let operation: DirectOperation
        let exchange: Exchange
        let gaveUpReplication: Bool
    }

    private enum Sent {
        case sent(Answer?)
        case refused(PostgresError)
    }

    /// Sends the operation's statement without blocking; the reactor's thread takes the answer.
    ///
    /// `looksAtOnce` takes an answer that is already there when sending returns, which spares two changes of thread:
    /// on a busy machine the server often runs before the sender does again.
    func send(_ operation: DirectOperation, looksAtOnce: Bool) {
        let sent: Sent = direct.withLock { state in
            if let failure = prepareToSend(&state) { return .refused(failure) }
            state.operation = operation
            do {
                for statement in operation.prologue { try link.enqueue(statement) }
                try link.enqueue(operation.sql)
                try link.synchronize()
            } catch {
                state.operation = nil
                return .refused(error as? PostgresError ?? .lost(nil))
            }
            flush(&state)
            // One look: what comes later, or is too much for one read, is reported.
            return .sent(looksAtOnce ? answer(&state, readsAll: false) : nil)
        }
        switch sent {
        case .sent(let answer): answer.map(complete)
        case .refused(let failure): refuse(operation, failure)
        }
        if hasNews.load(ordering: .acquiring) { serve() }
    }

    private func prepareToSend(_ state: inout Direct) -> PostgresError? {
        if state.isClosed || link.isBroken { return .lost(nil) }
        if state.isWatched { return nil }
        if link.isStale() { return .lost(nil) }
        PQsetnonblocking(link.pointer, 1)
        reactor.watch(link.descriptor, self)
        state.isWatched = true
        return nil
    }

    private func refuse(_ operation: DirectOperation, _ failure: PostgresError) {
        if failure.kind == .connectionLost { return operation.pool.retry(operation, insteadOf: self) }
        _ = operation.finish()
        operation.pool.discard(self)
        operation.fail(failure)
    }

    private func complete(_ answer: Answer) {
        answer.operation.complete(answer.exchange, gaveUpReplication: answer.gaveUpReplication, on: self)
    }

    /// Something can be read or written. Called by the reactor's thread; false when the connection died while idle.
    ///
    /// Does not wait for a sender that has the connection (it may have lost its core to the server's answer): the sender
    /// looks at `hasNews` when it is done, and serves.
    func handleEvent(isHangUp: Bool) -> Bool {
        hasNews.store(true, ordering: .sequentiallyConsistent)
        serve()
        guard isHangUp else { return true }
        return direct.withLock { state in !state.isWatched || state.operation != nil }
    }

    /// Takes what has arrived, unless somebody else is at it, who then sees `hasNews` afterwards.
    private func serve() {
        repeat {
            let found: Answer?? = direct.withLockIfFree { state in
                hasNews.store(false, ordering: .sequentiallyConsistent)
                return state.isWatched && !state.isClosed ? answer(&state, readsAll: true) : nil
            }
            guard let found else { return }
            found.map(complete)
        } while hasNews.load(ordering: .sequentiallyConsistent)
    }

    /// Reads what has arrived; nil while the statement is not answered as a whole.
    private func answer(_ state: inout Direct, readsAll: Bool) -> Answer? {
        guard let operation = state.operation else { return nil }
        if state.isWatchedForWriting { flush(&state) }
        guard receive(readsAll: readsAll) else { return nil }
        state.operation = nil
        return Answer(
            operation: operation, exchange: link.takeExchange(),
            gaveUpReplication: link.notices.takeGaveUpReplication())
    }

    /// The descriptor is reported once per arrival, so everything that is there has to be read.
    private func receive(readsAll: Bool) -> Bool {
        repeat {
            guard PQconsumeInput(link.pointer) == 1 else {
                while !link.receive(blocking: true) {}
                return true
            }
            if link.receive(blocking: false) { return true }
        } while readsAll && link.hasReadableBytes
        return false
    }

    /// Pushes out what the socket did not take at once, as it becomes writable.
    private func flush(_ state: inout Direct) {
        let hasMore = PQflush(link.pointer) == 1
        guard hasMore != state.isWatchedForWriting else { return }
        state.isWatchedForWriting = hasMore
        reactor.watch(link.descriptor, self, writing: hasMore)
    }
}
