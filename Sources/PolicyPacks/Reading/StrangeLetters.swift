/// Letters that look like plain ones and are not: a word processor puts them in.
enum StrangeLetters {
    private static let blanks: [Character] = ["\u{A0}", "\u{202F}", "\u{2007}", "\u{2009}"]
    private static let quotes: [Character] = ["\u{201C}", "\u{201D}", "\u{201E}"]

    /// What to say where a message shows such a letter; empty where it shows none.
    static func hint(_ message: String) -> String {
        // Nearly every message is plain.
        guard message.utf8.contains(where: { $0 >= 0x80 }) else { return "" }
        if message.contains(where: blanks.contains) {
            return " It has a non-breaking blank, which only looks like a blank. Type a plain one in its place."
        }
        return isCurly(message[...])
            ? " It has curly quotation marks, which are letters like others here. Type plain ones (\")." : ""
    }

    static func isCurly(_ text: Substring) -> Bool { text.contains(where: quotes.contains) }
}
