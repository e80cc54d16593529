import FoundationEssentials
import Glibc
import Records
import Synchronization

/// The files that are on their way, each of one person. What came of one stays on the disk until it is whole, its sender begins
/// anew, or nobody has sent any more of it for a week.
package final class Uploads: Sendable {
    package let folder: EvidenceFolder
    private let running = Mutex<[UploadKey: Upload]>([:])

    package init(_ folder: EvidenceFolder) { self.folder = folder }

    /// How much of a file has come; nil where nothing has.
    package func offset(of key: UploadKey) throws -> Int? {
        var status = stat()
        guard lstat(path(key), &status) == 0 else {
            if errno == ENOENT { return nil }
            throw FileProblem("read", path(key))
        }
        return Int(status.st_size)
    }

    /// Begins to take a file in, or goes on with it. Who sent it before on another connection, which may hang, sends in vain from
    /// now on: the newest connection counts.
    /// - Parameter offset: where it goes on; nil drops what came before.
    /// - Throws: `Refusal` `upload_offset_mismatch` (its only choice is the right offset), `too_many_unfinished_uploads`.
    package func begin(_ key: UploadKey, at offset: Int?, _ limits: UploadLimits) throws -> Upload {
        try EvidenceFolder.make("\(folder.path)/incoming/\(key.authority)")
        try EvidenceFolder.make(home(key))
        try check(key, limits)
        // Outside of the lock: it may be busy with its last bytes, and others need not wait for that.
        running.withLock { $0[key] }?.stop()
        return try running.withLock { running in
            running[key]?.stop()
            let there = try self.offset(of: key) ?? 0
            if let offset, offset != there { throw Self.mismatch(offset, there) }
            let upload = try Upload(key, path(key), at: offset ?? 0, limits, self)
            running[key] = upload
            return upload
        }
    }

    /// How many files have come in part, of all authorities.
    package func unfinished() throws -> Int {
        var count = 0
        for authority in try EvidenceFolder.names(in: "\(folder.path)/incoming") {
            for person in try EvidenceFolder.names(in: "\(folder.path)/incoming/\(authority)") {
                count += try EvidenceFolder.names(in: "\(folder.path)/incoming/\(authority)/\(person)").count
            }
        }
        return count
    }

    /// Drops what nobody has sent any more of for so long.
    /// - Returns: how many files that were.
    @discardableResult
    package func sweep(_ limits: UploadLimits, now: Int) throws -> Int {
        var count = 0
        for authority in try EvidenceFolder.names(in: "\(folder.path)/incoming") {
            for person in try EvidenceFolder.names(in: "\(folder.path)/incoming/\(authority)") {
                for name in try EvidenceFolder.names(in: "\(folder.path)/incoming/\(authority)/\(person)") {
                    let path = "\(folder.path)/incoming/\(authority)/\(person)/\(name)"
                    var status = stat()
                    guard lstat(path, &status) == 0, Int(status.st_mtim.tv_sec) + limits.seconds < now else { continue }
                    if unlink(path) == 0 { count += 1 }
                }
            }
        }
        return count
    }

    func ended(_ upload: Upload) {
        running.withLock { running in
            if running[upload.key] === upload { running[upload.key] = nil }
        }
    }

    private func check(_ key: UploadKey, _ limits: UploadLimits) throws {
        var (files, bytes) = (0, 0)
        for name in try EvidenceFolder.names(in: home(key)) where name != key.digest.text {
            var status = stat()
            guard lstat("\(home(key))/\(name)", &status) == 0 else { continue }
            (files, bytes) = (files + 1, bytes + Int(status.st_size))
        }
        guard files >= limits.unfinished || bytes >= limits.unfinishedBytes else { return }
        throw Refusal(
            .notPossibleNow, "too_many_unfinished_uploads",
            "Nothing was taken: \(files) other files of yours are on their way, with \(bytes) bytes.",
            hint: "Send one of them to its end first; what nobody goes on with is dropped after a week.")
    }

    private func home(_ key: UploadKey) -> String { "\(folder.path)/incoming/\(key.authority)/\(key.person)" }

    private func path(_ key: UploadKey) -> String { "\(home(key))/\(key.digest.text)" }

    private static func mismatch(_ offset: Int, _ there: Int) -> Refusal {
        var refusal = Refusal(
            .conflict, "upload_offset_mismatch",
            "The part begins at byte \(offset), and \(there) bytes of the file have come; nothing was taken.",
            hint: "Go on at byte \(there), or send the whole file.")
        refusal.choices = [.integer(there)]
        return refusal
    }
}
