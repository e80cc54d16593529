import FoundationEssentials

/// One signature line of a note: who signed, with which key, and the signature (C2SP signed-note).
package struct NoteSignature: Hashable, Sendable {
    package let name: String
    package let id: UInt32
    package let bytes: [UInt8]

    package init(name: String, id: UInt32, bytes: [UInt8]) {
        self.name = name
        self.id = id
        self.bytes = bytes
    }

    /// The signature that a line states (without its newline), or nil where the line has another form.
    package init?(line: some StringProtocol) {
        let parts = line.split(separator: " ", omittingEmptySubsequences: false)
        guard parts.count == 3, parts[0] == "\u{2014}", VerifierKey.isName(String(parts[1])),
            let data = Data(base64Encoded: String(parts[2])), data.base64EncodedString() == parts[2], data.count > 4
        else { return nil }
        name = String(parts[1])
        id = data.prefix(4).reduce(0) { $0 << 8 | UInt32($1) }
        bytes = Array(data.dropFirst(4))
    }

    /// The line, without its newline.
    package var line: String {
        let head = (0..<4).map { UInt8(truncatingIfNeeded: id >> (24 - 8 * $0)) }
        return "\u{2014} \(name) " + Data(head + bytes).base64EncodedString()
    }
}
