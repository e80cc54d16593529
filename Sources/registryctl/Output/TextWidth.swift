/// How many columns of a terminal a text takes.
///
/// Wide characters (East Asian Wide and Fullwidth of Unicode Standard Annex 11, emoji) take two, combining marks none.
enum TextWidth {
    static func of(_ text: some StringProtocol) -> Int { text.reduce(0) { $0 + width(of: $1) } }

    /// The text, cut with an ellipsis where it is wider than `limit` columns.
    static func cut(_ text: String, to limit: Int) -> String {
        guard of(text) > limit else { return text }
        var taken = 0
        let head = text.prefix { character in
            taken += width(of: character)
            return taken <= limit - 1
        }
        return head + "…"
    }

    /// The text in lines of at most `limit` columns, broken at blanks; further lines begin with `indent` blanks. Blanks
    /// before the text stay.
    static func wrapped(_ text: String, to limit: Int, indent: Int = 0) -> [String] {
        var lines: [String] = []
        let margin = text.prefix { $0 == " " }
        var line = String(margin)
        for word in text.dropFirst(margin.count).split(separator: " ", omittingEmptySubsequences: false) {
            if !line.allSatisfy({ $0 == " " }), of(line) + 1 + of(word) > limit {
                lines.append(line)
                line = String(repeating: " ", count: indent) + word
            } else {
                line += (line.allSatisfy { $0 == " " } ? "" : " ") + word
            }
        }
        return lines + [line]
    }

    /// The text with blanks behind it up to `columns`.
    static func padded(_ text: String, to columns: Int) -> String {
        text + String(repeating: " ", count: max(0, columns - of(text)))
    }

    /// The text with blanks before it up to `columns`.
    static func rightAligned(_ text: String, to columns: Int) -> String {
        String(repeating: " ", count: max(0, columns - of(text))) + text
    }

    /// A character is one grapheme cluster: its widest scalar decides, and an emoji selector makes it wide.
    private static func width(of character: Character) -> Int {
        var widest = 0
        for scalar in character.unicodeScalars {
            if scalar.value == 0xFE0F { return 2 }
            widest = max(widest, width(of: scalar))
        }
        return widest
    }

    private static func width(of scalar: Unicode.Scalar) -> Int {
        if scalar.value < 0x7F { return scalar.value < 0x20 ? 0 : 1 }
        switch scalar.properties.generalCategory {
        case .nonspacingMark, .enclosingMark, .format, .control: return 0
        default: break
        }
        if scalar.properties.isEmojiPresentation { return 2 }
        return wide.contains { $0.contains(scalar.value) } ? 2 : 1
    }

    /// Blocks whose characters are Wide or Fullwidth (EastAsianWidth.txt).
    private static let wide: [ClosedRange<UInt32>] = [
        0x1100...0x115F, 0x2E80...0x303E, 0x3041...0x33FF, 0x3400...0x4DBF, 0x4E00...0x9FFF, 0xA000...0xA4CF,
        0xA960...0xA97C, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE6F, 0xFF01...0xFF60, 0xFFE0...0xFFE6,
        0x1F300...0x1F64F, 0x1F900...0x1F9FF, 0x20000...0x3FFFD,
    ]
}
