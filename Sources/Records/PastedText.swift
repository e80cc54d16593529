/// A word as it was typed or copied from somewhere.
package enum PastedText {
    /// Without what copying brings along around it: spaces, no-break spaces, line ends and signs that have no width.
    package static func bare(_ text: String) -> String {
        guard let first = text.firstIndex(where: { !isBlank($0) }), let last = text.lastIndex(where: { !isBlank($0) })
        else { return "" }
        return String(text[first...last])
    }

    /// Whether a blank, seen or unseen, stands in it.
    package static func holdsBlank(_ text: String) -> Bool { text.contains(where: isBlank) }

    /// Whether it sets or turns the direction of what follows, so that a text reads otherwise than it is kept. Letters of
    /// scripts that run from right to left need none of these.
    package static func turnsTheText(_ scalar: Unicode.Scalar) -> Bool {
        (0x202A...0x202E).contains(scalar.value) || (0x2066...0x2069).contains(scalar.value)
    }

    private static func isBlank(_ character: Character) -> Bool {
        character.isWhitespace || character.unicodeScalars.allSatisfy { $0.properties.generalCategory == .format }
    }
}
