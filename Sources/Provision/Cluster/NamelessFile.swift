import FoundationEssentials
import Glibc

/// A private temporary file without a name; it is gone when it is closed.
final class NamelessFile: Sendable {
    let descriptor: Int32

    init() throws {
        var template = Array("/tmp/registry-output-XXXXXX".utf8CString)
        descriptor = mkstemp(&template)
        guard descriptor >= 0 else {
            throw ProvisionRefusal("No temporary file could be made in /tmp: \(systemError(errno)).")
        }
        _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
        unlink(template)
    }

    deinit { close(descriptor) }

    /// Everything that has been written into it.
    func text() -> String {
        var all: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 65536)
        while true {
            let count = pread(descriptor, &chunk, chunk.count, off_t(all.count))
            guard count > 0 else { return String(decoding: all, as: UTF8.self) }
            all += chunk[..<count]
        }
    }
}
