/// A text that one or more keys have signed (C2SP signed-note).
package struct SignedNote: Hashable, Sendable {
    /// The signed text, which ends with a newline.
    package let text: String
    package private(set) var signatures: [NoteSignature]

    /// How many signatures a note may have here. The format asks for at least 16.
    package static let mostSignatures = 64
    /// How long a note may be, in bytes.
    package static let longest = 64 * 1024

    package init(text: String, signatures: [NoteSignature]) {
        precondition(text.hasSuffix("\n"), "The text of a note ends with a newline.")
        self.text = text
        self.signatures = signatures
    }

    /// The note that these bytes write, or nil where they are no note: not UTF-8, a control character, no signature.
    package init?(_ bytes: some Collection<UInt8>) {
        guard bytes.count <= Self.longest, !bytes.contains(where: { $0 < 0x20 && $0 != 0x0A }),
            let whole = String(validating: bytes, as: UTF8.self), let split = Self.lastEmptyLine(of: whole)
        else { return nil }
        let lines = whole[whole.index(after: split)...].dropFirst().dropLast().split(
            separator: "\n", omittingEmptySubsequences: false)
        guard whole.utf8.last == 0x0A, (1...Self.mostSignatures).contains(lines.count) else { return nil }
        let signatures = lines.compactMap { NoteSignature(line: $0) }
        guard signatures.count == lines.count else { return nil }
        text = String(whole[...split])
        self.signatures = signatures
    }

    /// The note as it is sent and kept.
    package var bytes: [UInt8] { Array((text + "\n" + signatures.map { $0.line + "\n" }.joined()).utf8) }

    /// The note with these signatures as well; one that it has stays once.
    package func adding(_ more: [NoteSignature]) -> SignedNote {
        var note = self
        for signature in more where !note.signatures.contains(signature) { note.signatures.append(signature) }
        return note
    }

    /// What came of checking the note against keys.
    package enum Verdict: Hashable, Sendable {
        /// These keys have signed it.
        case signed([VerifierKey])
        /// None of the keys has signed it.
        case unknown
        /// A line with this key's name and id is not its signature, so the whole note is refused.
        case forged(VerifierKey)
    }

    /// Checks the note against the keys that one trusts. Signatures of other keys are passed over.
    package func verify(with keys: [VerifierKey]) -> Verdict {
        var found: [VerifierKey] = []
        for signature in signatures {
            for key in keys where key.name == signature.name && key.id == signature.id {
                guard key.verifies(signature.bytes, of: text) else { return .forged(key) }
                if !found.contains(key) { found.append(key) }
            }
        }
        return found.isEmpty ? .unknown : .signed(found)
    }

    /// The place of the newline that ends the text: the one before the last empty line.
    private static func lastEmptyLine(of whole: String) -> String.Index? {
        let bytes = whole.utf8
        var index = bytes.endIndex
        var after: UInt8 = 0
        while index > bytes.startIndex {
            index = bytes.index(before: index)
            if bytes[index] == 0x0A, after == 0x0A { return index }
            after = bytes[index]
        }
        return nil
    }
}
