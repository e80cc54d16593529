/// The text of a token: `reg_`, 256 random bits, and a checksum over both, all in the letters of base64url.
///
/// So a token that was cut or mistyped is told apart from one that is not known, without asking anybody; and who scans files
/// for secrets knows one by its beginning.
package struct TokenText: Sendable, Equatable {
    package let text: String

    /// What a text that is no token is.
    package enum Fault: Sendable, Equatable {
        /// It doesn't begin as tokens do, or has blanks or other letters in it.
        case notAToken
        /// It has this many characters.
        case length(Int)
        /// A character was changed.
        case checksum
    }

    package static let prefix = "reg_"
    /// Of the whole text.
    package static let length = prefix.count + 43 + 6

    /// - Parameter random: 32 bytes of the system's own generator.
    package init(random: [UInt8]) {
        let secret = Self.prefix + Self.letters(of: random)
        text = secret + Self.checksum(secret)
    }

    /// The token in a text that was typed, pasted or sent; blanks around it don't count.
    package init(reading text: String) throws(Fault) {
        let words = text.split(whereSeparator: \.isWhitespace)
        guard words.count == 1, let word = words.first.map(String.init), word.hasPrefix(Self.prefix),
            word.dropFirst(Self.prefix.count).utf8.allSatisfy(Self.alphabet.contains)
        else { throw .notAToken }
        guard word.utf8.count == Self.length else { throw .length(word.utf8.count) }
        guard Self.checksum(String(word.dropLast(6))) == word.suffix(6) else { throw .checksum }
        self.text = word
    }

    private static func checksum(_ secret: String) -> String {
        let code = Checksum.crc32(secret)
        return letters(of: (0..<4).map { UInt8(truncatingIfNeeded: code >> (24 - 8 * UInt32($0))) })
    }

    private static let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_".utf8)

    /// Base64url without padding (RFC 4648).
    private static func letters(of bytes: [UInt8]) -> String {
        var letters: [UInt8] = []
        var (held, bits) = (0, 0)
        for byte in bytes {
            (held, bits) = (held << 8 | Int(byte), bits + 8)
            while bits >= 6 {
                bits -= 6
                letters.append(alphabet[held >> bits & 63])
            }
            held &= (1 << bits) - 1
        }
        if bits > 0 { letters.append(alphabet[held << (6 - bits) & 63]) }
        return String(decoding: letters, as: UTF8.self)
    }
}

extension TokenText.Fault: Error {
    /// What a person is told about it, after "holds no token.".
    package var sentence: String {
        switch self {
        case .notAToken: "A token is one word that begins with reg_."
        case .length(let count):
            "A token has \(TokenText.length) characters; this has \(count), so a part is missing or too much."
        case .checksum: "A character of it was changed: its checksum doesn't fit."
        }
    }
}
