import ArgumentParser

/// Everything that the argument parser would complain of. It stops at the first slip, so each is mended with a value that
/// fits, and the words are read again.
struct ParserSlips {
    /// How many slips are looked for; who has made more reads the help.
    private static let most = 12

    /// The words with what was mended.
    private var words: [String]
    private var found: [Failure] = []
    /// Something that was missing stands there by our hand, so that its value says nothing about the person's.
    private var isFilledIn = false

    /// The slips of `arguments`, at least the one that the parser has told; then what the command itself says of its words.
    static func all(_ arguments: [String], first message: String) async -> [Failure] {
        var slips = ParserSlips(words: arguments)
        var told = message
        for _ in 0..<most {
            let (what, why) = ParserMessage.inOurWords(told)
            slips.found.append(.usage(what, why: why))
            guard await slips.mend(told), let next = await complaint(slips.words) else { break }
            told = next
        }
        return slips.found + (await slips.ofTheCommand())
    }

    /// What the parser says about the words; nil when it takes them.
    private static func complaint(_ words: [String]) async -> String? {
        do {
            _ = try await Registryctl.asyncParseAsRoot(words)
            return nil
        } catch {
            return Registryctl.message(for: error)
        }
    }

    /// What the command finds in words that the parser takes.
    private func ofTheCommand() async -> [Failure] {
        guard !isFilledIn, let command = try? await Registryctl.asyncParseAsRoot(words) as? any CheckedCommand,
            let session = try? Session(command.common)
        else { return [] }
        let failures = command.slips(session.clock).failures
        try? await session.client.close()
        return failures
    }

    /// Puts a value there that the parser takes. False where none is known, and for slips that only a person can mend.
    private mutating func mend(_ message: String) async -> Bool {
        guard let slip = Slip(message) else { return false }
        for value in slip.choices + ["2026-01-01", "1", "x"] {
            guard let mended = slip.mended(words, with: value) else { return false }
            let next = await Self.complaint(mended)
            if let next, Slip(next)?.name == slip.name { continue }
            words = mended
            isFilledIn = isFilledIn || slip.given == nil
            return true
        }
        return false
    }

    /// A complaint about the value of one option or argument.
    private struct Slip: Equatable {
        /// `--kind`, or `<result>` of an argument without a name.
        var name: String
        /// What was given; nil where nothing was.
        var given: String?
        var choices: [String]

        init?(_ message: String) {
            let quoted = ParserMessage.quotedWords(message.split(separator: "\n").first.map(String.init) ?? message)
            let isWrong = message.contains("is invalid for")
            let isMissing = ["Missing expected argument", "Missing value for"].contains(where: message.contains)
            guard isWrong || isMissing, let place = isWrong ? quoted.dropFirst().first : quoted.first,
                let name = place.split(separator: " ").first
            else { return nil }
            self.name = String(name)
            given = isWrong ? quoted.first : nil
            choices = isWrong ? ParserMessage.inOurWords(message).why.flatMap(Self.listed) : []
        }

        /// "It is one of: pass, fail."
        private static func listed(_ sentence: String) -> [String] {
            guard let head = sentence.firstRange(of: "It is one of: ") else { return [] }
            return sentence[head.upperBound...].split(separator: ",").map { word in
                String(word.filter { $0 != " " && $0 != "." })
            }
        }

        /// The words with another value; nil where the place isn't known.
        func mended(_ words: [String], with value: String) -> [String]? {
            guard let given else {
                guard name.hasPrefix("--") else { return nil }
                guard let place = words.firstIndex(of: name) else { return words + [name, value] }
                return Array(words[...place]) + [value] + words[(place + 1)...]
            }
            var words = words
            let places = words.indices.filter { index in
                words[index] == "\(name)=\(given)"
                    || words[index] == given && (!name.hasPrefix("--") || index > 0 && words[index - 1] == name)
            }
            guard let place = places.last else { return nil }
            words[place] = words[place] == given ? value : "\(name)=\(value)"
            return words
        }
    }
}
