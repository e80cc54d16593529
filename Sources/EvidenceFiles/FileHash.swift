import Crypto
import Records

/// The SHA-256 of a file as it is on the disk now, read in constant memory.
struct FileHash {
    let digest: FileDigest
    let bytes: Int
    /// Its first bytes, by which its type is told.
    let head: [UInt8]

    /// Nil where there is no file.
    init?(_ path: String) throws {
        guard let file = try OpenFile(path) else { return nil }
        var hash = SHA256()
        var (count, head) = (0, [UInt8]())
        while let piece = try file.next() {
            if head.isEmpty { head = Array(piece.prefix(EvidenceType.headBytes)) }
            hash.update(data: piece)
            count += piece.count
        }
        guard let digest = FileDigest(bytes: hash.finalize()) else { return nil }
        (self.digest, bytes, self.head) = (digest, count, head)
    }
}
