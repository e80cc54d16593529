import Glibc

/// A lock that lets one process at a time work with a file; it ends with the process, however that ends.
package final class KeptLock: Sendable {
    private let descriptor: Int32

    /// - Throws: `ProvisionRefusal` when its file can't be made.
    package init(beside path: String) throws {
        descriptor = open(path + ".lock", O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o600)
        guard descriptor >= 0 else {
            throw ProvisionRefusal("The lock file \(path).lock could not be opened: \(systemError(errno)).")
        }
    }

    deinit { close(descriptor) }

    /// Holds it, unless another process holds it.
    package func isTaken() -> Bool { flock(descriptor, LOCK_EX | LOCK_NB) == 0 }
}
