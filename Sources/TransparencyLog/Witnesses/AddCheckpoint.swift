/// What a log sends to a witness: from which size it goes on, the proof, and the new signed head (C2SP tlog-witness).
package struct AddCheckpoint: Hashable, Sendable {
    package let old: UInt64
    package let proof: [TreeHash]
    package let note: SignedNote

    package init(old: UInt64, proof: [TreeHash], note: SignedNote) {
        self.old = old
        self.proof = proof
        self.note = note
    }

    /// The request that a body writes, or nil where it has another form.
    package init?(_ bytes: [UInt8]) {
        guard let parts = LinesAndNote(bytes), let first = parts.lines.first, first.hasPrefix("old "),
            let old = UInt64(plain: first.dropFirst(4)), let proof = LinesAndNote.hashes(parts.lines.dropFirst())
        else { return nil }
        self.init(old: old, proof: proof, note: parts.note)
    }

    /// The body of the request.
    package var bytes: [UInt8] {
        LinesAndNote(lines: ["old \(old)"] + proof.map(\.base64), note: note).bytes
    }
}
