import Glibc
import Records

/// The disk says no. It is no everyday matter, but for a full disk, which is told as a `Refusal`.
package struct FileProblem: Error, CustomStringConvertible {
    package let description: String

    /// - Parameter what: what was tried, as a verb; the system's last error says why it failed.
    init(_ what: String, _ path: String) {
        description = "could not \(what) \(path): \(String(cString: strerror(errno)))"
    }

    /// What to throw after the system's last error: a full disk is told.
    static func thrown(_ what: String, _ path: String) -> any Error {
        guard errno == ENOSPC || errno == EDQUOT else { return FileProblem(what, path) }
        return Refusal(
            .busy, "evidence_disk_full", "There is no room for the file; what came of it is not kept.",
            hint: "Tell the operator that the disk of the evidence files is full.")
    }
}

/// Waits for the disk.
enum FileSync {
    static func folder(_ path: String) throws {
        let descriptor = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else { throw FileProblem("open", path) }
        defer { close(descriptor) }
        guard fsync(descriptor) == 0 else { throw FileProblem("write", path) }
    }
}

/// A lock among processes that ends with its holder, however that ends.
package final class FileLock: Sendable {
    private let descriptor: Int32

    /// Waits until it is free.
    init(_ path: String, alone: Bool) throws {
        descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o600)
        guard descriptor >= 0 else { throw FileProblem("open", path) }
        while flock(descriptor, alone ? LOCK_EX : LOCK_SH) != 0 {
            guard errno == EINTR else {
                close(descriptor)
                throw FileProblem("lock", path)
            }
        }
    }

    deinit { close(descriptor) }
}
