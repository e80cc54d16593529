/// Lines, an empty line, and a signed note: the form that a proof and a request to a witness share.
struct LinesAndNote {
    let lines: [Substring]
    let note: SignedNote

    init(lines: [String], note: SignedNote) {
        self.lines = lines.map { $0[...] }
        self.note = note
    }

    /// The parts that these bytes write, or nil where there is no empty line or no note after it.
    init?(_ bytes: [UInt8]) {
        guard bytes.count <= Self.longest,
            let gap = bytes.indices.dropLast().first(where: { bytes[$0] == 0x0A && bytes[$0 + 1] == 0x0A }),
            let head = String(validating: bytes[..<gap], as: UTF8.self), let note = SignedNote(bytes[(gap + 2)...])
        else { return nil }
        lines = head.split(separator: "\n", omittingEmptySubsequences: false)
        self.note = note
    }

    var bytes: [UInt8] { Array((lines.joined(separator: "\n") + "\n\n").utf8) + note.bytes }

    /// How many hashes a proof may have: a tree of 2^63 leaves needs no more.
    static let mostHashes = 63
    private static let longest = 2 * SignedNote.longest

    /// The hashes that these lines write, or nil where one is none or there are more than 63.
    static func hashes(_ lines: some Collection<Substring>) -> [TreeHash]? {
        let hashes = lines.compactMap { TreeHash(base64: $0) }
        return hashes.count == lines.count && hashes.count <= mostHashes ? hashes : nil
    }
}
