import ArgumentParser

/// Finds commands by the words with which they are typed.
enum CommandTree {
    /// A command with the words that lead to it, without `registryctl`.
    struct Place {
        var path: [String]
        var command: any ParsableCommand.Type

        var isLeaf: Bool { command.configuration.subcommands.isEmpty }
        /// As it is typed: `registryctl outlet list`.
        var words: String { (["registryctl"] + path).joined(separator: " ") }
    }

    /// The command that the first words name, as far as they name one; `help outlet list` names what is explained.
    static func place(_ arguments: [String]) -> Place {
        var place = Place(path: [], command: Registryctl.self)
        for word in arguments.drop(while: { $0 == "help" }) {
            let next = place.command.configuration.subcommands.first { $0.names.contains(word) }
            guard let next else { break }
            place = Place(path: place.path + [next.name], command: next)
        }
        return place
    }

    /// All commands that do something, in the order of the help.
    static func leaves(_ place: Place = Place(path: [], command: Registryctl.self)) -> [Place] {
        guard !place.isLeaf else { return [place] }
        return place.command.configuration.subcommands.flatMap {
            leaves(Place(path: place.path + [$0.name], command: $0))
        }
    }

    /// The long options that a command takes, as its own help has them.
    static func options(_ command: any ParsableCommand.Type) -> [String] {
        command.helpMessage(columns: 400).split(separator: "\n").flatMap { line -> [String] in
            guard line.hasPrefix("  -") else { return [] }
            let names = line.split { " ,=/".contains($0) }
            return names.prefix { $0.hasPrefix("-") }.filter { $0.hasPrefix("--") }.map(String.init)
        }
    }
}

extension ParsableCommand {
    fileprivate static var name: String { configuration.commandName ?? "" }

    /// The word for this command and the other words that are taken for it.
    static var names: [String] { [name] + configuration.aliases }
}
