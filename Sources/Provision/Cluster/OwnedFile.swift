import Glibc

/// Files in the server's folder. When root writes them, nothing that the account put there is followed or overwritten.
enum OwnedFile {
    /// Replaces `path` in one step by a 0600 file of the account.
    static func write(_ text: String, to path: String, for account: ServerAccount) throws {
        let fresh = "\(path).\(UInt64.random(in: 0 ... .max))"
        let descriptor = open(fresh, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw refusal(path) }
        defer { close(descriptor) }
        let bytes = Array(text.utf8)
        guard !account.isActedFor || fchown(descriptor, account.user, account.group) == 0,
            Glibc.write(descriptor, bytes, bytes.count) == bytes.count, fsync(descriptor) == 0, rename(fresh, path) == 0
        else {
            let reason = refusal(path)
            unlink(fresh)
            throw reason
        }
    }

    private static func refusal(_ path: String) -> ProvisionRefusal {
        ProvisionRefusal("The file \(path) could not be written: \(systemError(errno)).")
    }
}
