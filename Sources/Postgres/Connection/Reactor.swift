import CLibpq
import Glibc

/// The one thread that waits for the answers of all direct statements, and for the queue's next deadline.
///
/// `@unchecked Sendable`: the descriptors are constant, the connections stand behind a lock, and `pool` is set once
/// before the thread starts.
final class Reactor: @unchecked Sendable {
    private static let wakeUp: UInt64 = 0
    private let poller: Int32
    private let waker: Int32
    private let connections = Locked<[UInt64: Connection]>([:])
    private weak var pool: Pool?

    init() {
        poller = epoll_create1(clibpq_epoll_flags)
        waker = eventfd(0, clibpq_eventfd_flags)
        precondition(poller >= 0 && waker >= 0, "The operating system refused a poll descriptor (error \(errno)).")
        control(EPOLL_CTL_ADD, waker, clibpq_epoll_in, Self.wakeUp)
    }

    deinit {
        Glibc.close(poller)
        Glibc.close(waker)
    }

    func start(for pool: Pool) {
        self.pool = pool
        startThread { [self] in work() }
    }

    /// Makes the thread look at the queue's deadlines again; it ends when the pool is gone.
    func wake() {
        var one: UInt64 = 1
        _ = write(waker, &one, 8)
    }

    /// Reports what arrives on the descriptor to the connection, and when it can be written to if `writing`.
    func watch(_ descriptor: Int32, _ connection: Connection, writing: Bool? = nil) {
        let events = writing == true ? clibpq_epoll_news | clibpq_epoll_out : clibpq_epoll_news
        if writing == nil { connections.withLock { $0[connection.identifier] = connection } }
        control(writing == nil ? EPOLL_CTL_ADD : EPOLL_CTL_MOD, descriptor, events, connection.identifier)
    }

    func unwatch(_ descriptor: Int32, _ identifier: UInt64) {
        control(EPOLL_CTL_DEL, descriptor, 0, identifier)
        connections.withLock { _ = $0.removeValue(forKey: identifier) }
    }

    private func control(_ operation: Int32, _ descriptor: Int32, _ events: UInt32, _ identifier: UInt64) {
        var event = epoll_event(events: events, data: epoll_data_t(u64: identifier))
        epoll_ctl(poller, operation, descriptor, &event)
    }

    private func work() {
        // The thread shall not push a running one off its core at every answer: later it finds several at once.
        // A system that refuses this only loses some speed.
        var parameters = sched_param()
        _ = sched_setscheduler(0, clibpq_sched_batch, &parameters)
        let capacity = 64
        let events = UnsafeMutablePointer<epoll_event>.allocate(capacity: capacity)
        defer { events.deallocate() }
        while let timeout = pool?.expireWaiters() {
            let count = epoll_wait(poller, events, Int32(capacity), timeout)
            for index in 0..<max(0, Int(count)) { handle(events[index]) }
        }
    }

    private func handle(_ event: epoll_event) {
        let identifier = event.data.u64
        if identifier == Self.wakeUp {
            var value: UInt64 = 0
            _ = read(waker, &value, 8)
        } else if let connection = connections.withLock({ $0[identifier] }),
            !connection.handleEvent(isHangUp: event.events & clibpq_epoll_hang_up != 0)
        {
            pool?.forgetIdle(connection)
        }
    }
}
