import Glibc

/// A lock file (flock) that every process that uses a cluster holds; it ends with the process, however that ends.
final class FolderLock: Sendable {
    /// A program that inherits it holds the lock too, until it ends.
    let descriptor: Int32
    private let path: String

    init(_ path: String, for account: ServerAccount) throws {
        self.path = path
        descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o600)
        guard descriptor >= 0 else {
            throw ProvisionRefusal("The lock file \(path) could not be opened: \(systemError(errno)).")
        }
        if account.isActedFor { _ = fchown(descriptor, account.user, account.group) }
    }

    deinit { close(descriptor) }

    /// Waits until nobody else holds it, at most a minute.
    func waitUntilAlone() async throws {
        for _ in 0..<600 {
            if isAlone() { return }
            try await Task.sleep(for: .milliseconds(100))
        }
        throw ProvisionRefusal(
            "The private database was not started: another process has held \(path) for a minute. Try again.")
    }

    /// Holds it beside others.
    func share() {
        while flock(descriptor, LOCK_SH) != 0 && errno == EINTR {}
    }

    /// Holds it alone, unless another process holds it; then this one holds it no more.
    func isAlone() -> Bool { flock(descriptor, LOCK_EX | LOCK_NB) == 0 }

    func release() { flock(descriptor, LOCK_UN) }
}
