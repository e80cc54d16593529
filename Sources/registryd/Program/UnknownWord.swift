import ArgumentParser
import Records

/// Looks at the first two words before anything is parsed, so that a slip of the pen is answered with the right word.
enum UnknownWord {
    /// What is said about a command that there is not; nil when the words lead to one.
    static func complaint(_ arguments: [String], root: any ParsableCommand.Type = Registryd.self) -> String? {
        var known = root.configuration.subcommands
        var path: [String] = []
        for word in arguments.prefix(2) {
            if known.isEmpty || word.hasPrefix("-") || (path.isEmpty && word == "help") { return nil }
            guard let command = known.first(where: { $0.configuration.commandName == word }) else {
                return unknown(word, after: path, among: known.compactMap { $0.configuration.commandName })
            }
            path.append(word)
            known = command.configuration.subcommands
        }
        return nil
    }

    private static func unknown(_ word: String, after path: [String], among names: [String]) -> String {
        let typed = (["registryd"] + path).joined(separator: " ")
        let head = "error: There is no command \"\((path + [word]).joined(separator: " "))\".\n"
        if let closest = Spelling.closest(to: word, among: names) {
            return head + "  Did you mean: \(typed) \(closest)"
        }
        return head + "  There are: \(names.joined(separator: ", ")).\n  Type: \(typed) --help"
    }
}
