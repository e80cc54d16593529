import Crypto
import FoundationEssentials
import Glibc
import Records

/// The folder in which evidence files lie, outside the database: `files/AUTHORITY/ab/SHA256` for those that are whole, and
/// `incoming/AUTHORITY/PERSON/SHA256` for those that are on their way. Authorities never share a file, so that none can find out
/// what another one has. Its calls wait for the disk: none is for an event loop.
package struct EvidenceFolder: Sendable {
    package let path: String

    package init(_ path: String) { self.path = path }

    package var isThere: Bool { access(path, F_OK) == 0 }

    /// Whether there is a folder, and not something else of that name.
    package var isFolder: Bool {
        var status = stat()
        return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
    }

    /// Makes the folder where there is none.
    package func prepare() throws {
        for folder in [path, "\(path)/files", "\(path)/incoming"] { try Self.make(folder) }
        try FileSync.folder(path)
    }

    /// Where a file of an authority lies, or would lie.
    func file(_ digest: FileDigest, of authority: Int) -> String {
        "\(folder(digest, of: authority))/\(digest.text)"
    }

    /// Gives a whole file its place; it is on the disk under its name when this returns. One that lay there is the same, or was
    /// altered and is whole again.
    func place(_ source: String, as digest: FileDigest, of authority: Int) throws {
        let home = folder(digest, of: authority)
        try Self.make("\(path)/files/\(authority)")
        try FileSync.folder("\(path)/files")
        try Self.make(home)
        try FileSync.folder("\(path)/files/\(authority)")
        guard rename(source, file(digest, of: authority)) == 0 else { throw FileProblem("place", source) }
        try FileSync.folder(home)
    }

    /// How a file is found to be.
    package enum Standing: Sendable, Equatable {
        /// Its bytes have its hash; their number.
        case whole(bytes: Int)
        /// Its bytes have another hash; their number.
        case altered(bytes: Int)
        case missing
    }

    /// Reads a file whole and compares it with its name.
    package func standing(of digest: FileDigest, of authority: Int) throws -> Standing {
        guard let found = try FileHash(file(digest, of: authority)) else { return .missing }
        return found.digest == digest ? .whole(bytes: found.bytes) : .altered(bytes: found.bytes)
    }

    /// Whether a file lies there with so many bytes; they are not read.
    package func holds(_ digest: FileDigest, of authority: Int, bytes: Int) -> Bool {
        var status = stat()
        return lstat(file(digest, of: authority), &status) == 0 && Int(status.st_size) == bytes
    }

    /// The bytes of a file from its beginning, for `read` in pieces.
    package func open(_ digest: FileDigest, of authority: Int) throws -> OpenFile? {
        try OpenFile(file(digest, of: authority))
    }

    /// A file of an authority that lies in the folder.
    package struct Found: Sendable, Equatable {
        package var authority: Int
        /// Nil for a file whose name is no hash.
        package var digest: FileDigest?
        package var name: String
        /// Since when it lies there, in seconds of Unix time.
        package var since: Int
    }

    /// All files that lie there, or those of one authority; sorted by name.
    package func files(of authority: Int? = nil) throws -> [Found] {
        var found: [Found] = []
        for home in try Self.names(in: "\(path)/files") {
            guard let number = Int(home), authority == nil || number == authority else { continue }
            for part in try Self.names(in: "\(path)/files/\(home)") where !part.hasPrefix(".") {
                for name in try Self.names(in: "\(path)/files/\(home)/\(part)") {
                    var status = stat()
                    guard lstat("\(path)/files/\(home)/\(part)/\(name)", &status) == 0 else { continue }
                    let digest = FileDigest(name).flatMap { $0.text == name && name.hasPrefix(part) ? $0 : nil }
                    found.append(
                        Found(
                            authority: number, digest: digest, name: "\(home)/\(part)/\(name)",
                            since: Int(status.st_mtim.tv_sec)))
                }
            }
        }
        return found.sorted { $0.name < $1.name }
    }

    /// Takes a file away for good; nothing happens where there is none. What a disk keeps of it by itself is beyond any program:
    /// the folder belongs on an encrypted one.
    package func destroy(_ digest: FileDigest, of authority: Int) throws {
        guard unlink(file(digest, of: authority)) == 0 || errno == ENOENT else {
            throw FileProblem("destroy", file(digest, of: authority))
        }
        let home = folder(digest, of: authority)
        if access(home, F_OK) == 0 { try FileSync.folder(home) }
    }

    /// Held by who brings a file of the authority in, until its row is there, and alone by who takes files away.
    package func lock(_ authority: Int, alone: Bool) throws -> FileLock {
        try Self.make("\(path)/files/\(authority)")
        return try FileLock("\(path)/files/\(authority)/.lock", alone: alone)
    }

    /// For how long a file without a row lies there before a retention run takes it away, in seconds: 30 days from the first run
    /// that saw it, so that a database that was put back from a backup takes no files along before somebody sees it.
    package static let orphanSeconds = 30 * 24 * 3600

    /// The files of an authority that have no row, with when a retention run saw that first, in seconds of Unix time.
    package func unclaimed(of authority: Int) throws -> [FileDigest: Int] {
        guard let text = try? String(contentsOfFile: unclaimedList(authority), encoding: .utf8) else { return [:] }
        let lines = text.split(separator: "\n").map { $0.split(separator: " ") }
        return Dictionary(
            lines.compactMap { line in
                guard line.count == 2, let digest = FileDigest(String(line[0])), let since = Int(line[1]),
                    (0...Self.lastSecond).contains(since)
                else {
                    return nil
                }
                return (digest, since)
            }, uniquingKeysWith: min)
    }

    /// Keeps that list. One that is lost begins anew, and its files lie there longer.
    package func keepUnclaimed(_ list: [FileDigest: Int], of authority: Int) throws {
        let text = list.map { "\($0.key.text) \($0.value)\n" }.sorted().joined()
        try Data(text.utf8).write(to: URL(filePath: unclaimedList(authority)), options: .atomic)
    }

    /// Of the year 9999.
    private static let lastSecond = 253_402_300_799

    private func unclaimedList(_ authority: Int) -> String { "\(path)/files/\(authority)/.unclaimed" }

    private func folder(_ digest: FileDigest, of authority: Int) -> String {
        "\(path)/files/\(authority)/\(digest.text.prefix(2))"
    }

    static func make(_ folder: String) throws {
        guard mkdir(folder, 0o700) == 0 || errno == EEXIST else { throw FileProblem("make", folder) }
    }

    static func names(in folder: String) throws -> [String] {
        guard access(folder, F_OK) == 0 else { return [] }
        return try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
    }
}
