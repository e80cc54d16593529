import FoundationEssentials
import Glibc

/// A folder of small secret files by name, outside the database and outside its backups: the keys with which contact data end.
package struct KeyFolder: Sendable {
    package let path: String

    package init(_ path: String) { self.path = path }

    package var isThere: Bool { access(path, F_OK) == 0 }

    /// The text of a key, or nil where there is none.
    /// - Throws: `ProvisionRefusal` when it can't be read, or others than its owner may read it.
    package func read(_ name: String) throws -> String? {
        try file(name).read().map { String(decoding: $0, as: UTF8.self) }
    }

    /// A key of 32 bytes that stays: read, or made where there is none yet.
    package func lasting(_ name: String) throws -> [UInt8] {
        try makeFolder()
        let file = KeptFile("\(path)/\(name).key", holding: "key", remedy: "Put it back from its copy.")
        if let bytes = try file.read() { return bytes }
        try file.make((0..<32).map { _ in UInt8.random(in: 0 ... .max) })
        return try file.read() ?? []
    }

    /// Keeps a new key; it is on the disk when this returns.
    package func keep(_ text: String, as name: String) throws {
        try makeFolder()
        try file(name).make(Array("\(text)\n".utf8))
    }

    /// Overwrites a key and takes its file away; nothing happens where there is none. What a disk or a file system keeps of the
    /// former bytes by itself is beyond any program: the folder belongs on an encrypted one.
    package func destroy(_ name: String) throws {
        let target = path + "/" + name + Self.ending
        let descriptor = open(target, O_WRONLY | O_NOFOLLOW | O_CLOEXEC)
        guard descriptor >= 0 else {
            if errno == ENOENT { return }
            throw ProvisionRefusal("The contact key \(target) could not be destroyed: \(systemError(errno)).")
        }
        defer { close(descriptor) }
        var status = stat()
        guard fstat(descriptor, &status) == 0 else {
            throw ProvisionRefusal("The contact key \(target) could not be destroyed: \(systemError(errno)).")
        }
        let noise = (0..<Int(status.st_size)).map { _ in UInt8.random(in: 0 ... .max) }
        guard write(descriptor, noise, noise.count) == noise.count, fsync(descriptor) == 0, unlink(target) == 0 else {
            throw ProvisionRefusal("The contact key \(target) could not be destroyed: \(systemError(errno)).")
        }
        let folder = open(path, O_RDONLY | O_CLOEXEC)
        guard folder >= 0 else {
            throw ProvisionRefusal("The folder of contact keys \(path) could not be read: \(systemError(errno)).")
        }
        defer { close(folder) }
        guard fsync(folder) == 0 else {
            throw ProvisionRefusal("The folder of contact keys \(path) could not be written: \(systemError(errno)).")
        }
    }

    /// The names of the keys that are there, sorted; none where there is no folder yet.
    package func names() throws -> [String] {
        guard isThere else { return [] }
        guard let files = try? FileManager.default.contentsOfDirectory(atPath: path) else {
            throw ProvisionRefusal("The folder of contact keys \(path) could not be read.")
        }
        return files.filter { $0.hasSuffix(Self.ending) }.map { String($0.dropLast(Self.ending.count)) }.sorted()
    }

    private func makeFolder() throws {
        guard mkdir(path, 0o700) == 0 || errno == EEXIST else {
            throw ProvisionRefusal("The folder of contact keys \(path) could not be made: \(systemError(errno)).")
        }
    }

    private static let ending = ".epoch"

    private func file(_ name: String) -> KeptFile {
        KeptFile(path + "/" + name + Self.ending, holding: "contact key", remedy: "Put it back from its copy.")
    }
}
