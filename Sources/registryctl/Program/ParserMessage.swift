/// Puts what the argument parser says into the words that this program uses.
enum ParserMessage {
    /// What is wrong, and the choices or the form where the parser names them.
    static func inOurWords(_ message: String) -> (what: String, why: [String]) {
        let lines = message.split(separator: "\n").map(String.init)
        let first = lines.first ?? message
        guard let (value, rest) = divided(first, at: " is invalid for ") else { return (reworded(first), []) }
        let (name, choices) = divided(rest, at: ". Please provide one of ") ?? (rest, "")
        let option = name.filter { $0 != "'" && $0 != "." }
        let listed = lines.dropFirst().compactMap { $0.hasPrefix("  - ") ? String($0.dropFirst(4)) : nil }
        let words = listed.isEmpty ? quotedWords(choices) : listed
        let what = "\"\(quotedWords(value).first ?? value)\" is not taken for \(option)."
        if !words.isEmpty { return (what, ["It is one of: \(words.joined(separator: ", "))."]) }
        return (what, form(of: option, given: quotedWords(value).first ?? value).map { [$0] } ?? [])
    }

    private static func form(of option: String, given: String) -> String? {
        if option.contains("<day>") { return "A day reads like 2026-11-20." }
        if let mended = DecimalComma.mended(given), Double(mended) != nil {
            return "A fraction stands behind a dot: \(mended)."
        }
        if option.contains("<degrees>") { return "It is a number of degrees with a dot, like 4.895." }
        if option.contains("<percent>") { return "It is a number without a sign behind it, like 60." }
        if ["<number>", "<seconds>", "<person>"].contains(where: option.contains) { return "It is a number." }
        return nil
    }

    /// The texts between pairs of apostrophes.
    static func quotedWords(_ text: String) -> [String] {
        let parts = text.split(separator: "'", omittingEmptySubsequences: false)
        return stride(from: 1, to: parts.count - 1, by: 2).map { String(parts[$0]) }
    }

    private static func divided(_ text: String, at separator: String) -> (String, String)? {
        guard let range = text.firstRange(of: separator) else { return nil }
        return (String(text[..<range.lowerBound]), String(text[range.upperBound...]))
    }

    /// The parser's commonest complaints in our words, the others as they are.
    private static func reworded(_ message: String) -> String {
        let bare = message.hasPrefix("Error: ") ? String(message.dropFirst("Error: ".count)) : message
        let words = quotedWords(bare)
        guard let word = words.first else { return lowered(bare) }
        if bare.hasPrefix("Missing expected argument") { return "\(word) is missing." }
        if bare.hasPrefix("Missing value for") { return "\(word) has no value." }
        if bare.hasPrefix("Unknown option") { return "there is no option \(word) here." }
        if bare.contains("nexpected argument") {
            let quoted = words.map { "\"\($0)\"" }.joined(separator: ", ")
            return words.count == 1 ? "\(quoted) is one word too many." : "\(quoted) are too many words."
        }
        return lowered(bare)
    }

    private static func lowered(_ text: String) -> String {
        let bare = text.hasPrefix("Error: ") ? String(text.dropFirst("Error: ".count)) : text
        let sentence = bare.hasSuffix(".") || bare.hasSuffix("?") ? bare : bare + "."
        return sentence.prefix(1).lowercased() + sentence.dropFirst()
    }
}
