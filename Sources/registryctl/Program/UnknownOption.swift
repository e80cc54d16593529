import Records

/// Finds the option that somebody probably meant.
enum UnknownOption {
    /// The option that the parser's message complains of.
    static func named(in message: String) -> String? {
        guard let start = message.firstRange(of: "nknown option '") else { return nil }
        return message[start.upperBound...].split(separator: "'").first.map(String.init)
    }

    /// One that is spelled alike, or that begins or ends like it: `--registration-number` means `--registration`.
    static func closest(to option: String, among known: [String]) -> String? {
        if let alike = Spelling.closest(to: option, among: known) { return alike }
        let word = option.drop { $0 == "-" }
        guard word.count >= 3 else { return nil }
        return known.first { candidate in
            let other = candidate.drop { $0 == "-" }
            return word.hasPrefix(other + "-") || other.hasPrefix(word + "-") || other.hasSuffix("-" + word)
                || word.hasSuffix("-" + other)
        }
    }
}
