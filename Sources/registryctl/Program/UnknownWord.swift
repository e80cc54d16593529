import ArgumentParser
import Records

/// Looks at the first two words before anything is parsed, so that a slip of the pen is answered with the right word.
enum UnknownWord {
    /// - Throws: `Failure` for a command or subcommand that doesn't exist.
    static func check(_ arguments: [String], root: any ParsableCommand.Type) throws(Failure) {
        var known = root.configuration.subcommands
        var path: [String] = []
        for word in arguments.prefix(2) {
            if known.isEmpty || word.hasPrefix("-") || (path.isEmpty && word == "help") { return }
            guard let command = known.first(where: { $0.names.contains(word) }) else {
                throw unknown(word, after: path, among: known)
            }
            path.append(command.configuration.commandName ?? word)
            known = command.configuration.subcommands
        }
    }

    private static func unknown(
        _ word: String, after path: [String], among known: [any ParsableCommand.Type]
    ) -> Failure {
        let names = known.compactMap { $0.configuration.commandName }
        let name = (path + [word]).joined(separator: " ")
        if name == "case reopen" {
            return .usage(
                "there is no command \"case reopen\".",
                why: ["A closed case is opened again by revoking the action that was issued in it."],
                attempt: "registryctl action revoke --help")
        }
        let program = (["registryctl"] + path).joined(separator: " ")
        if let closest = Spelling.closest(to: word, among: names) {
            return Failure(
                .usage, "usage", "there is no command \"\(name)\".", rerun: .replacing(word, with: closest))
        }
        return .usage(
            "there is no command \"\(name)\".", why: ["There are: \(names.joined(separator: ", "))."],
            attempt: "\(program) --help")
    }
}
