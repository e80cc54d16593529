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

    private static func isBlank(_ character: Character) -> Bool {
        character.isWhitespace || character.unicodeScalars.allSatisfy { $0.properties.generalCategory == .format }
    }
}
