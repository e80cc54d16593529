import Glibc

/// A lock between processes, held until it is let go or the process ends.
final class FileLock: Sendable {
    let descriptor: Int32

    private init(_ descriptor: Int32) { self.descriptor = descriptor }

    deinit { close(descriptor) }

    /// Waits at most `patience` for the lock on the file `path`, which is made when it is not there.
    /// - Throws: `ProvisionRefusal` when another process keeps it.
    static func exclusive(_ path: String, patience: Duration) async throws -> FileLock {
        let lock = FileLock(try opened(path))
        let end = ContinuousClock.now + patience
        while flock(lock.descriptor, LOCK_EX | LOCK_NB) != 0 {
            guard ContinuousClock.now < end else {
                throw ProvisionRefusal(
                    "Another process has been starting or stopping the database for \(patience.components.seconds) s "
                        + "(\(path)).",
                    hint: "Wait for it, or end it, and try again.")
            }
            try await Task.sleep(for: .milliseconds(50))
        }
        return lock
    }

    /// A place among those who use what `path` stands for.
    static func shared(_ path: String) throws -> FileLock {
        let lock = FileLock(try opened(path))
        guard flock(lock.descriptor, LOCK_SH | LOCK_NB) == 0 else { throw FileFailure("\(path) could not be locked") }
        return lock
    }

    /// Whether nobody else holds a place; this one is kept alone when so.
    func isLast() -> Bool { flock(descriptor, LOCK_EX | LOCK_NB) == 0 }

    private static func opened(_ path: String) throws -> Int32 {
        let descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw FileFailure("\(path) could not be opened") }
        return descriptor
    }
}
