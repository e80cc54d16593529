import Glibc
import Records
import Synchronization

/// One file that is being taken in. Used by one sender at a time; another one may end it meanwhile.
package final class Upload: Sendable {
    /// A whole file in its place. Nobody takes it away before its row is there, as long as this is kept.
    package struct Placed: Sendable {
        package let bytes: Int
        package let type: EvidenceType
        private let lock: FileLock

        init(bytes: Int, type: EvidenceType, lock: FileLock) {
            self.bytes = bytes
            self.type = type
            self.lock = lock
        }
    }

    private struct State {
        var descriptor: Int32
        var offset: Int
        var isOver = false
    }

    let key: UploadKey
    private let path: String
    private let limits: UploadLimits
    private let uploads: Uploads
    private let state: Mutex<State>

    init(_ key: UploadKey, _ path: String, at offset: Int, _ limits: UploadLimits, _ uploads: Uploads) throws {
        (self.key, self.path, self.limits, self.uploads) = (key, path, limits, uploads)
        let flags = O_WRONLY | O_CREAT | O_CLOEXEC | O_NOFOLLOW
        let descriptor = open(path, flags, 0o600)
        guard descriptor >= 0 else { throw FileProblem.thrown("open", path) }
        // Another server on the same folder may still hold it open, and would write into the file after it is in its place.
        guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
            close(descriptor)
            throw Refusal(
                .conflict, "upload_goes_on_elsewhere",
                "Another server still takes this file in, so nothing was taken here.",
                hint: "Send it again in a few minutes.")
        }
        guard offset > 0 || ftruncate(descriptor, 0) == 0 else {
            close(descriptor)
            throw FileProblem.thrown("write", path)
        }
        state = Mutex(State(descriptor: descriptor, offset: offset))
    }

    deinit { stop() }

    package var offset: Int { state.withLock { $0.offset } }

    /// Takes the next bytes in.
    /// - Throws: `Refusal` when the file gets too large, is of no known type, or somebody else goes on with it.
    package func append(_ bytes: [UInt8]) throws {
        try state.withLock { state in
            guard !state.isOver else { throw Self.elsewhere }
            guard state.offset + bytes.count <= limits.mostBytes else {
                drop(&state)
                throw Self.tooLarge("The file", limits.mostBytes)
            }
            if state.offset == 0, bytes.count >= EvidenceType.headBytes { try refuseUnknown(bytes, &state) }
            var written = 0
            while written < bytes.count {
                let rest = written == 0 ? bytes : Array(bytes[written...])
                let count = pwrite(state.descriptor, rest, rest.count, off_t(state.offset + written))
                if count < 0, errno == EINTR { continue }
                guard count > 0 else {
                    let failure = FileProblem.thrown("write", path)
                    drop(&state)
                    throw failure
                }
                written += count
            }
            state.offset += written
        }
    }

    /// Keeps what came, on the disk, to go on with later.
    /// - Returns: how much there is.
    package func keep() throws -> Int {
        let offset = try state.withLock { state in
            guard !state.isOver else { throw Self.elsewhere }
            guard fsync(state.descriptor) == 0 else { throw FileProblem.thrown("write", path) }
            end(&state)
            return state.offset
        }
        uploads.ended(self)
        return offset
    }

    /// The file is whole: it is read again from the disk, compared with its name, and put into its place.
    /// - Throws: `Refusal` for another hash, an unknown type or too many bytes; then nothing is kept.
    package func complete() throws -> Placed {
        let placed = try state.withLock { state in
            guard !state.isOver else { throw Self.elsewhere }
            guard state.offset > 0 else {
                drop(&state)
                throw Refusal(
                    .badInput, "evidence_is_not_empty", "The file is empty, so it was not kept.",
                    hint: "Send its bytes as the body of the request.")
            }
            guard fsync(state.descriptor) == 0 else { throw FileProblem.thrown("write", path) }
            let type: EvidenceType
            do {
                type = try checked()
            } catch {
                drop(&state)
                throw error
            }
            let lock = try uploads.folder.lock(key.authority, alone: false)
            try uploads.folder.place(path, as: key.digest, of: key.authority)
            end(&state)
            return Placed(bytes: state.offset, type: type, lock: lock)
        }
        uploads.ended(self)
        return placed
    }

    /// Ends it; what came stays.
    package func giveUp() {
        stop()
        uploads.ended(self)
    }

    func stop() { state.withLock { end(&$0) } }

    private func end(_ state: inout State) {
        guard !state.isOver else { return }
        state.isOver = true
        close(state.descriptor)
    }

    private func drop(_ state: inout State) {
        unlink(path)
        end(&state)
    }

    private func checked() throws -> EvidenceType {
        guard let found = try FileHash(path), found.digest == key.digest else {
            throw Refusal(
                .badInput, "evidence_digest_differs",
                "The bytes that came have another SHA-256 than the one in the path, so nothing was kept.",
                hint: "Work the hash out anew and send the whole file.")
        }
        guard let type = try EvidenceType(head: found.head) ?? text(found), let most = limits.types[type] else {
            throw Self.unknownType
        }
        guard found.bytes <= most else { throw Self.tooLarge("A file of the type \(type.rawValue)", most) }
        return type
    }

    /// A text is told by all of its bytes, so it is read once more; it is small.
    private func text(_ found: FileHash) throws -> EvidenceType? {
        guard let most = limits.types[.text], found.bytes <= most, let file = try OpenFile(path) else { return nil }
        var bytes: [UInt8] = []
        while let piece = try file.next() { bytes += piece }
        return EvidenceType.isText(bytes) ? .text : nil
    }

    /// At the first bytes already, so that nobody sends a whole film for nothing.
    private func refuseUnknown(_ bytes: [UInt8], _ state: inout State) throws {
        if let type = EvidenceType(head: bytes) {
            if limits.types[type] != nil { return }
        } else if limits.types[.text] != nil,
            bytes.prefix(EvidenceType.headBytes).allSatisfy({ $0 >= 0x20 || [9, 10, 13].contains($0) })
        {
            return
        }
        drop(&state)
        throw Self.unknownType
    }

    private static let unknownType = Refusal(
        .unsupportedType, "evidence_is_of_a_known_type",
        "By its content the file is of no type that is taken, so nothing was kept.",
        hint: "Send a photo (JPEG, PNG, HEIC, WebP), a PDF, a video (MP4) or a plain text in UTF-8.")

    private static func tooLarge(_ what: String, _ most: Int) -> Refusal {
        Refusal(
            .tooLarge, "evidence_is_not_too_large", "\(what) may have \(most) bytes, so nothing was kept.",
            hint: "Make it smaller and keep the original where it is.")
    }

    private static let elsewhere = Refusal(
        .conflict, "upload_goes_on_elsewhere",
        "Another request has gone on with this file meanwhile, so this one was ended.",
        hint: "Ask how much has come, and go on from there.")
}
