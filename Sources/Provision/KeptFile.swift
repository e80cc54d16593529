import FoundationEssentials
import Glibc

/// A small file that only its owner may read, and that a crash leaves whole: a key, or what has to be remembered.
package struct KeptFile: Sendable {
    package let path: String
    /// What it holds, for messages: "log key".
    let what: String
    /// What to do where it can't be read, as a sentence; empty where there is nothing to say.
    private let remedy: String

    package init(_ path: String, holding what: String, remedy: String = "") {
        self.path = path
        self.what = what
        self.remedy = remedy
    }

    /// Its bytes, or nil where there is none.
    /// - Throws: `ProvisionRefusal` when it can't be read, or others than its owner may read it.
    package func read() throws -> [UInt8]? {
        var status = stat()
        guard stat(path, &status) == 0 else {
            if errno == ENOENT { return nil }
            throw unread(errno)
        }
        guard let content = FileManager.default.contents(atPath: path) else {
            throw unread(errno)
        }
        guard status.st_mode & 0o077 == 0 else {
            throw ProvisionRefusal("Others than its owner may read the \(what) \(path). Type: chmod 600 \(path)")
        }
        return Array(content)
    }

    /// Makes it where there is none. Of two processes that make one, the first one's stays.
    package func make(_ bytes: [UInt8]) throws {
        try written(bytes, orNot: "made") { fresh in link(fresh, path) == 0 || errno == EEXIST }
    }

    /// Puts other bytes into it; they are on the disk when this returns, or it holds what it held.
    package func replace(with bytes: [UInt8]) throws {
        try written(bytes, orNot: "written") { fresh in rename(fresh, path) == 0 }
    }

    /// Takes it away; it is gone from the disk's folder when this returns.
    package func remove() throws {
        guard unlink(path) == 0 || errno == ENOENT else { throw not("removed") }
        try syncFolder()
    }

    /// Writes a new file beside it, lets `place` give it its name, and waits for the disk.
    private func written(_ bytes: [UInt8], orNot done: String, _ place: (_ fresh: String) -> Bool) throws {
        let fresh = "\(path).\(UInt64.random(in: 0 ... .max))"
        let descriptor = open(fresh, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw not(done) }
        defer {
            close(descriptor)
            unlink(fresh)
        }
        guard write(descriptor, bytes, bytes.count) == bytes.count, fsync(descriptor) == 0 else { throw not("written") }
        guard place(fresh) else { throw not(done) }
        try syncFolder()
    }

    private func syncFolder() throws {
        let folder = open(path.lastIndex(of: "/").map { String(path[...$0]) } ?? ".", O_RDONLY | O_CLOEXEC)
        guard folder >= 0 else { throw not("written") }
        defer { close(folder) }
        guard fsync(folder) == 0 else { throw not("written") }
    }

    /// That it can't be read, or that there is none.
    package func unread(_ code: Int32) -> ProvisionRefusal {
        ProvisionRefusal(
            "The \(what) \(path) could not be read: \(systemError(code))." + (remedy.isEmpty ? "" : " \(remedy)"))
    }

    private func not(_ done: String) -> ProvisionRefusal {
        ProvisionRefusal("The \(what) \(path) could not be \(done): \(systemError(errno)).")
    }
}
