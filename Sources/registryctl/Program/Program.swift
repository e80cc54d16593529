import ArgumentParser
import FoundationEssentials
import Records

/// One run of `registryctl`, from its words to its exit code.
enum Program {
    /// Parses, runs, and tells on standard error what went wrong.
    static func run(_ words: [String]) async -> ExitStatus {
        ignoreBrokenPipes()
        Client.useOneThread()
        let arguments = OlderOptions.spelledOut(JSONFlag.spelledOut(words))
        do {
            guard arguments != ["--version"] else { return try sayVersion() }
            try UnknownWord.check(arguments, root: Registryctl.self)
            var command = try await Registryctl.asyncParseAsRoot(arguments)
            try ChosenFields.check(command)
            if var asynchronous = command as? any AsyncParsableCommand {
                try await asynchronous.run()
            } else {
                try command.run()
            }
            try StandardOutput.flush()
            return .done
        } catch {
            return await explain(error, arguments)
        }
    }

    private static func sayVersion() throws -> ExitStatus {
        try StandardOutput.write(Registryctl.version + "\n")
        try StandardOutput.flush()
        return .done
    }

    private static func explain(_ error: any Error, _ arguments: [String]) async -> ExitStatus {
        switch error {
        case is BrokenPipe: return .done
        case let part as DoneInPart:
            StandardError.write(part.message)
            return .inPart
        case let failure as Failure: return tell(failure, arguments)
        case is CancellationError: return tell(.interrupted("interrupted; nothing was changed."), arguments)
        default: return await explainParsing(error, arguments)
        }
    }

    /// Help and completion scripts come as errors too; everything else that the parser says is wrong usage.
    private static func explainParsing(_ error: any Error, _ arguments: [String]) async -> ExitStatus {
        if Registryctl.exitCode(for: error) == .success {
            let message = page(Registryctl.fullMessage(for: error), arguments)
            do {
                try StandardOutput.write(message.isEmpty ? "" : message + "\n")
                try StandardOutput.flush()
            } catch {
                return .done
            }
            return .done
        }
        let said = Registryctl.message(for: error)
        let place = CommandTree.place(arguments)
        // An option that is not known comes first: it may be the one that the parser misses under another name.
        if let option = UnknownOption.named(in: said) ?? UnknownOption.first(in: arguments, of: place) {
            return tell(UnknownOption.failure(option, at: place), arguments)
        }
        let slips = Slips.together(await ParserSlips.all(arguments, first: said)) ?? .usage(said)
        return tell(slips.suggesting("\(place.words) --help"), arguments)
    }

    /// Help of a command gets what the parser doesn't know of; other texts stay as they are.
    private static func page(_ message: String, _ arguments: [String]) -> String {
        guard message.hasPrefix("OVERVIEW:"),
            let command = CommandTree.place(arguments).command as? any ExplainedCommand.Type
        else { return message }
        let width = Terminal.standardOutput(Environment()).width
        return HelpPage(manual: command.manual, width: width).text(around: message)
    }

    private static func tell(_ incomplete: Failure, _ arguments: [String]) -> ExitStatus {
        let failure = incomplete.completed(for: arguments)
        if arguments.contains("--json") || wantsJSON(arguments) {
            StandardError.write(String(decoding: failure.json.bytes(), as: UTF8.self) + "\n")
        } else {
            StandardError.write(failure.text(width: Terminal.standardErrorWidth))
        }
        return failure.exit
    }

    private static func wantsJSON(_ arguments: [String]) -> Bool {
        zip(arguments, arguments.dropFirst()).contains { option, value in
            ["-o", "--output"].contains(option) && ["json", "jsonl"].contains(value)
        }
    }
}

/// A command that did a part of what it was asked; `message` says what is left.
struct DoneInPart: Error {
    var message: String
}
