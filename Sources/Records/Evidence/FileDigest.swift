/// The SHA-256 of a file's bytes: by it an evidence file is named, everywhere.
package struct FileDigest: Sendable, Hashable, CustomStringConvertible {
    /// 64 hexadecimal digits in lower case.
    package let text: String

    /// The digest that a text of either case names, or nil for anything else: nothing else ever becomes a file's name.
    package init?(_ written: String) {
        let text = written.lowercased()
        guard text.utf8.count == 64, text.utf8.allSatisfy({ (48...57).contains($0) || (97...102).contains($0) }) else {
            return nil
        }
        self.text = text
    }

    /// - Parameter bytes: 32 of them.
    package init?(bytes: some Sequence<UInt8>) {
        self.init(bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined())
    }

    /// The 32 bytes.
    package var bytes: [UInt8] {
        let digits = Array(text.utf8).map { $0 < 58 ? $0 - 48 : $0 - 87 }
        return stride(from: 0, to: digits.count, by: 2).map { digits[$0] << 4 | digits[$0 + 1] }
    }

    /// Enough of it to tell files apart in a sentence.
    package var short: String { String(text.prefix(12)) }

    package var description: String { text }
}

extension FileDigest: WrittenAsText {
    package init?(written text: String) { self.init(text) }
    package static var placeholder: FileDigest { FileDigest(zero: ()) }
    package static var form: String { "the SHA-256 of a file, as 64 hexadecimal digits" }
    package static var problemCode: String { "not_a_sha256" }

    private init(zero: ()) { text = String(repeating: "0", count: 64) }
}
