/// Puts what the argument parser says into the words that this program uses.
enum ParserMessage {
    static func inOurWords(_ message: String) -> (what: String, why: [String]) {
        var text = message
        for prefix in ["Error: "] where text.hasPrefix(prefix) { text.removeFirst(prefix.count) }
        guard let (value, rest) = split(text, at: " is invalid for ") else { return (lowered(text), []) }
        let written = quoted(value) ?? value
        let parts = split(rest, at: ". Please provide one of ")
        let option = (parts?.0 ?? rest).filter { $0 != "'" && $0 != "." }
        if let choices = parts?.1 {
            let words = choices.split(separator: "'").map(String.init).filter { $0.contains { $0.isLetter } && $0 != " and " && $0 != " or " }
            return ("\"\(written)\" is not taken for \(option).", ["It is one of: \(words.joined(separator: ", "))."])
        }
        return ("\"\(written)\" is not taken for \(option).", form(of: option).map { [$0] } ?? [])
    }

    private static func form(of option: String) -> String? {
        if option.contains("<day>") { return "A day reads like 2026-11-20." }
        if option.contains("<number>") || option.contains("<seconds>") { return "It is a whole number." }
        return nil
    }

    /// The text between the first two apostrophes.
    private static func quoted(_ text: String) -> String? {
        let parts = text.split(separator: "'", maxSplits: 1, omittingEmptySubsequences: false)
        guard parts.count == 2, parts[1].hasSuffix("'") else { return nil }
        return String(parts[1].dropLast())
    }

    private static func split(_ text: String, at separator: String) -> (String, String)? {
        guard let range = text.firstRange(of: separator) else { return nil }
        return (String(text[..<range.lowerBound]), String(text[range.upperBound...]))
    }

    private static func lowered(_ text: String) -> String { text.prefix(1).lowercased() + text.dropFirst() }
}
