import Glibc

/// One operating-system thread that runs the jobs it is given, one after the other, in order.
///
/// Blocking libpq calls happen only here, never on the cooperative pool (which has as many threads as cores).
/// `@unchecked Sendable`: the queue is only touched while `mutex` is held; everything else is constant.
final class SerialThread: @unchecked Sendable {
    private let mutex: UnsafeMutablePointer<pthread_mutex_t>
    private let condition: UnsafeMutablePointer<pthread_cond_t>
    private var jobs: [() -> Void] = []
    private var stopped = false

    init() {
        mutex = .allocate(capacity: 1)
        mutex.initialize(to: pthread_mutex_t())
        pthread_mutex_init(mutex, nil)
        condition = .allocate(capacity: 1)
        condition.initialize(to: pthread_cond_t())
        pthread_cond_init(condition, nil)
        startThread { [self] in work() }
    }

    deinit {
        pthread_cond_destroy(condition)
        condition.deallocate()
        pthread_mutex_destroy(mutex)
        mutex.deallocate()
    }

    /// Runs `job` after all jobs given before; false when the thread has been stopped and the job will not run.
    @discardableResult
    func submit(_ job: @escaping @Sendable () -> Void) -> Bool {
        pthread_mutex_lock(mutex)
        defer { pthread_mutex_unlock(mutex) }
        guard !stopped else { return false }
        jobs.append(job)
        pthread_cond_signal(condition)
        return true
    }

    /// Takes no more jobs; the thread ends when those given so far are done.
    func stop() {
        pthread_mutex_lock(mutex)
        stopped = true
        pthread_cond_signal(condition)
        pthread_mutex_unlock(mutex)
    }

    private func work() {
        while let batch = nextJobs() {
            for job in batch { job() }
        }
    }

    private func nextJobs() -> [() -> Void]? {
        pthread_mutex_lock(mutex)
        defer { pthread_mutex_unlock(mutex) }
        while jobs.isEmpty {
            if stopped { return nil }
            pthread_cond_wait(condition, mutex)
        }
        let batch = jobs
        jobs = []
        return batch
    }
}

private final class ThreadBody {
    let run: () -> Void
    init(_ run: @escaping () -> Void) { self.run = run }
}

/// Starts a detached thread that runs `body` and ends with it.
package func startThread(_ body: @escaping () -> Void) {
    let argument = Unmanaged.passRetained(ThreadBody(body)).toOpaque()
    var thread = pthread_t()
    let status = pthread_create(
        &thread, nil,
        { argument in
            guard let argument else { return nil }
            Unmanaged<ThreadBody>.fromOpaque(argument).takeRetainedValue().run()
            return nil
        }, argument)
    precondition(status == 0, "The operating system refused a new thread (error \(status)).")
    pthread_detach(thread)
}
