/// The text of a credential as a person types it: seven groups of four, `7K2M-…`.
///
/// 26 characters are random (130 bits) and 2 are a checksum, so that a slip of the hand is found before anybody is asked. The letters
/// are those of Crockford's base 32: without I, L, O and U, and it doesn't matter whether they are small or capital.
package struct CredentialText: Sendable, Equatable {
    /// In its one form, with capitals and hyphens: what is shown, and what is hashed.
    package let text: String

    package static let randomCharacters = 26

    /// - Parameter random: 26 bytes of the system's own generator, of which five bits each count.
    package init(random: [UInt8]) {
        text = Self.grouped(Self.checked(random.prefix(Self.randomCharacters).map { Self.alphabet[Int($0 & 31)] }))
    }

    /// The credential in a text that was typed or pasted; nil when it can't be one.
    package init?(reading text: String) {
        let typed = text.uppercased().filter { !$0.isWhitespace && $0 != "-" }.map(Self.meant)
        let random = Array(typed.prefix(Self.randomCharacters))
        guard typed.allSatisfy(Self.alphabet.contains), typed == Self.checked(random) else { return nil }
        self.text = Self.grouped(typed)
    }

    /// What a person is told about a text that can't be one.
    package static let form =
        "A credential has seven groups of four letters and digits, and the last two are a checksum that tells slips apart."

    private static let alphabet = Array("0123456789ABCDEFGHJKMNPQRSTVWXYZ")

    private static func meant(_ letter: Character) -> Character {
        switch letter {
        case "O": "0"
        case "I", "L": "1"
        default: letter
        }
    }

    /// With the remainder of the number that the characters make, by the largest prime that two characters hold: so one changed
    /// character is always found, and so are two that were exchanged.
    private static func checked(_ random: [Character]) -> [Character] {
        let remainder = random.reduce(0) { ($0 * 32 + (alphabet.firstIndex(of: $1) ?? 0)) % 1021 }
        return random + [alphabet[remainder / 32], alphabet[remainder % 32]]
    }

    private static func grouped(_ letters: [Character]) -> String {
        stride(from: 0, to: letters.count, by: 4).map { String(letters[$0..<min($0 + 4, letters.count)]) }
            .joined(separator: "-")
    }
}
