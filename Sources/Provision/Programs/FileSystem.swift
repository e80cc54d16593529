import Glibc

/// The few things this target does with files, each with an error that names the path.
enum FileSystem {
    static func exists(_ path: String) -> Bool { access(path, F_OK) == 0 }

    static func isFolder(_ path: String) -> Bool {
        var entry = stat()
        return stat(path, &entry) == 0 && entry.st_mode & S_IFMT == S_IFDIR
    }

    /// Makes `path` and the folders above it; those that are there already stay as they are.
    static func makeFolder(_ path: String, mode: mode_t, owner: Account? = nil) throws {
        guard !isFolder(path) else { return }
        let parent = parent(of: path)
        if parent != path { try makeFolder(parent, mode: 0o755) }
        guard mkdir(path, mode) == 0, chmod(path, mode) == 0 else {
            throw FileFailure("The folder \(path) was not made")
        }
        if let owner { try give(path, to: owner) }
    }

    static func give(_ path: String, to account: Account) throws {
        guard chown(path, account.user, account.group) == 0 else {
            throw FileFailure("\(path) could not be given to \(account.name)")
        }
    }

    /// The names in a folder, sorted.
    static func names(in folder: String) throws -> [String] {
        guard let stream = opendir(folder) else { throw FileFailure("The folder \(folder) cannot be read") }
        defer { closedir(stream) }
        var names: [String] = []
        while let entry = readdir(stream) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) {
                $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            }
            if name != ".", name != ".." { names.append(name) }
        }
        return names.sorted()
    }

    static func read(_ path: String) throws -> [UInt8] {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw FileFailure("\(path) cannot be read") }
        defer { close(descriptor) }
        var bytes: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 65536)
        while true {
            let count = Glibc.read(descriptor, &chunk, chunk.count)
            guard count >= 0 else { throw FileFailure("\(path) cannot be read") }
            if count == 0 { return bytes }
            bytes.append(contentsOf: chunk[..<count])
        }
    }

    static func text(_ path: String) throws -> String { String(decoding: try read(path), as: UTF8.self) }

    /// Replaces `path` as a whole: a reader sees the old text or the new one, and a crash leaves one of them.
    static func write(_ bytes: [UInt8], to path: String, mode: mode_t, owner: Account? = nil) throws {
        let draft = "\(path).new-\(getpid())"
        let descriptor = open(draft, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, mode)
        guard descriptor >= 0 else { throw FileFailure("\(draft) was not written") }
        defer { close(descriptor) }
        var written = 0
        while written < bytes.count {
            let count = bytes[written...].withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
            guard count > 0 else { throw FileFailure("\(draft) was not written") }
            written += count
        }
        if let owner { try give(draft, to: owner) }
        guard fsync(descriptor) == 0, rename(draft, path) == 0 else { throw FileFailure("\(path) was not written") }
    }

    static func remove(_ path: String) throws {
        guard unlink(path) == 0 || errno == ENOENT else { throw FileFailure("\(path) was not removed") }
    }

    /// Removes a folder with all that is in it; symbolic links are removed, not followed.
    static func removeFolder(_ path: String) throws {
        var entry = stat()
        guard lstat(path, &entry) == 0 else { return }
        guard entry.st_mode & S_IFMT == S_IFDIR else { return try remove(path) }
        for name in try names(in: path) { try removeFolder(path + "/" + name) }
        guard rmdir(path) == 0 || errno == ENOENT else { throw FileFailure("The folder \(path) was not removed") }
    }

    /// "/a/b" for "/a/b/c".
    static func parent(of path: String) -> String {
        guard let slash = path.lastIndex(of: "/"), slash != path.startIndex else { return "/" }
        return String(path[..<slash])
    }

    /// `path` from the root of the file system, without a slash at its end.
    static func absolute(_ path: String) throws -> String {
        var text = path
        if !text.hasPrefix("/") {
            guard let here = getcwd(nil, 0) else { throw FileFailure("The current folder is not known") }
            defer { free(here) }
            text = String(cString: here) + "/" + text
        }
        while text.count > 1, text.hasSuffix("/") { text.removeLast() }
        return text
    }
}
