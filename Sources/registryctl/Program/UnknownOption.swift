import Records

/// Finds the option that somebody probably meant.
enum UnknownOption {
    /// The option that the parser's message complains of.
    static func named(in message: String) -> String? {
        guard let start = message.firstRange(of: "nknown option '") else { return nil }
        return message[start.upperBound...].split(whereSeparator: { "'=".contains($0) }).first.map(String.init)
    }

    /// The first long option among the words that the command doesn't have.
    static func first(in arguments: [String], of place: CommandTree.Place) -> String? {
        guard place.isLeaf else { return nil }
        let known = CommandTree.options(place.command)
        return arguments.prefix { $0 != "--" }.filter { $0.hasPrefix("--") }
            .map { String($0.prefix { $0 != "=" }) }.first { !known.contains($0) }
    }

    /// The refusal, with the same command and the option that was probably meant.
    static func failure(_ option: String, at place: CommandTree.Place) -> Failure {
        let meant = closest(to: option, among: CommandTree.options(place.command))
        let isOfPast = ["--as-of", "--known-at"].contains(option)
        return Failure(
            .usage, "usage", "there is no option \(option) here.", why: isOfPast ? [ofPast] : [],
            rerun: meant.map { .replacing(option, with: $0) })
    }

    private static let ofPast =
        "Of the past are asked: show and list of outlet, party, licence, inspection, nuisance, case, recommendation and action, "
        + "and outlet timeline."

    /// Words that people use for an option of another name.
    private static let synonyms: [(option: String, words: Set<String>)] = [
        (
            "--reason",
            [
                "--rationale", "--why", "--because", "--motivation", "--motive", "--grounds", "--ground",
                "--justification", "--explanation", "--cause",
            ]
        ),
        ("--note", ["--comment", "--remark"]), ("--remark", ["--comment", "--note"]),
        ("--from", ["--since", "--start"]), ("--until", ["--till", "--end", "--to"]), ("--on", ["--date", "--day"]),
    ]

    /// One that means the same, that is spelled alike, or that begins or ends like it: `--registration-number` means `--registration`.
    static func closest(to option: String, among known: [String]) -> String? {
        if let same = synonyms.first(where: { $0.words.contains(option) && known.contains($0.option) }) {
            return same.option
        }
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
