import FoundationEssentials

/// A proof that can be checked without the log: the entry's place, its inclusion proof, and a signed head
/// (C2SP tlog-proof, `.tlog-proof`).
package struct LogProof: Hashable, Sendable {
    /// What the application adds; nothing vouches for it.
    package let extra: [UInt8]?
    package let inclusion: InclusionProof
    package let note: SignedNote

    private static let header = "c2sp.org/tlog-proof@v1"

    package init(extra: [UInt8]? = nil, inclusion: InclusionProof, note: SignedNote) {
        self.extra = extra
        self.inclusion = inclusion
        self.note = note
    }

    /// The proof that these bytes write, or nil.
    package init?(_ bytes: [UInt8]) {
        guard let parts = LinesAndNote(bytes), parts.lines.first == Self.header[...] else { return nil }
        var lines = parts.lines.dropFirst()
        var extra: [UInt8]?
        if let line = lines.first, line.hasPrefix("extra ") {
            guard let data = Data(base64Encoded: String(line.dropFirst(6))) else { return nil }
            extra = Array(data)
            lines.removeFirst()
        }
        guard let line = lines.popFirst(), line.hasPrefix("index "), let index = UInt64(plain: line.dropFirst(6)),
            let hashes = LinesAndNote.hashes(lines)
        else { return nil }
        self.init(extra: extra, inclusion: InclusionProof(index: index, hashes: hashes), note: parts.note)
    }

    /// The proof as it is sent and kept.
    package var bytes: [UInt8] {
        let extra = extra.map { ["extra " + Data($0).base64EncodedString()] } ?? []
        let lines = [Self.header] + extra + ["index \(inclusion.index)"] + inclusion.hashes.map(\.base64)
        return LinesAndNote(lines: lines, note: note).bytes
    }

    /// Whether the leaf stands in the log under the head that the note states. Who signed the note is asked apart.
    package func includes(_ leaf: TreeHash) -> Bool {
        guard let head = Checkpoint(text: note.text) else { return false }
        return inclusion.root(leaf: leaf, size: head.size) == head.root
    }
}
