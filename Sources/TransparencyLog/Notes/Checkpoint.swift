/// The head of a log at one size: whose log, how many entries, and the root of their tree (C2SP tlog-checkpoint).
package struct Checkpoint: Hashable, Sendable {
    /// The log's name, as `registry.example/audit`.
    package let origin: String
    package let size: UInt64
    package let root: TreeHash

    package init(origin: String, size: UInt64, root: TreeHash) {
        precondition(VerifierKey.isName(origin), "The origin of a log is a name.")
        self.origin = origin
        self.size = size
        self.root = root
    }

    /// The head that the text of a note states, or nil. Further lines are refused: nobody could audit them.
    package init?(text: String) {
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        guard lines.count == 4, lines[3].isEmpty, VerifierKey.isName(String(lines[0])),
            let size = UInt64(plain: lines[1]), let root = TreeHash(base64: lines[2])
        else { return nil }
        self.init(origin: String(lines[0]), size: size, root: root)
    }

    /// The three lines that are signed.
    package var text: String { "\(origin)\n\(size)\n\(root.base64)\n" }
}
