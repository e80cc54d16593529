import ArgumentParser

/// The context that was named on the command line. It is put into every command that is printed to be typed next, so that
/// the command works as it stands; a context of the environment or of `context use` holds for the next command anyway.
enum ChosenContext {
    /// What stands after `-c` or `--context`.
    static func named(in arguments: [String]) -> String? {
        for (place, word) in arguments.enumerated() {
            if ["-c", "--context"].contains(word) { return arguments.dropFirst(place + 1).first }
            if let option = ["-c=", "--context="].first(where: word.hasPrefix) {
                return String(word.dropFirst(option.count))
            }
        }
        return nil
    }

    /// The sentence with the context behind its command; unchanged where the command takes none or has one, and where
    /// somebody else runs it.
    static func added(_ name: String?, to sentence: String) -> String {
        guard let name, let command = sentence.firstRange(of: "registryctl "),
            !sentence[..<command.lowerBound].hasSuffix("runs ")
        else { return sentence }
        let words = sentence[command.upperBound...].split(separator: " ").map(String.init)
        let place = CommandTree.place(words)
        guard place.isLeaf, named(in: words) == nil, !words.contains("--help"),
            CommandTree.options(place.command).contains("--context")
        else { return sentence }
        return "\(sentence) --context \(Rerun.quoted(name))"
    }
}
