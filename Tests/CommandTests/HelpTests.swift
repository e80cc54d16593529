import ArgumentParser
import Policy
import PolicyPacks
import Records
import Testing

@testable import registryctl

private let leaves = CommandTree.leaves()

/// The page as the program writes it on a terminal of 80 columns.
private func page(_ place: CommandTree.Place) throws -> String {
    let command = try #require(place.command as? any ExplainedCommand.Type, "\(place.words) has no manual")
    return HelpPage(manual: command.manual, width: 80).text(around: command.helpMessage(columns: 80))
}

@Test func `every command explains examples, output fields and exit codes`() throws {
    #expect(leaves.count > 60)
    for place in leaves {
        let lines = try page(place).split(separator: "\n").map(String.init)
        let heads = ["OVERVIEW:", "EXAMPLES:", "USAGE:", "OUTPUT FIELDS:", "EXIT CODES:"]
        let places = heads.compactMap { head in lines.firstIndex { $0.hasPrefix(head) } }
        #expect(places.count == heads.count && places == places.sorted(), "\(place.words)")
        for (head, next) in zip(lines, lines.dropFirst()) where head.hasSuffix(":") && !head.hasPrefix("  ") {
            #expect(next.hasPrefix("  "), "\(place.words): nothing under \(head)")
        }
        let wide = lines.filter { TextWidth.of($0) > 80 && !$0.hasPrefix("USAGE:") }
        #expect(wide.isEmpty, "\(place.words)")
    }
}

@Test func `every example is a command line of its own command`() throws {
    for place in leaves {
        let command = try #require(place.command as? any ExplainedCommand.Type)
        #expect(!command.manual.examples.isEmpty, "\(place.words)")
        for example in command.manual.examples {
            let words = shellWords(example)
            let parsed = try Registryctl.parseAsRoot(JSONFlag.spelledOut(words))
            #expect(type(of: parsed) == place.command, "\(example)")
            for word in words where word.count == 10 && word.hasPrefix("0363-") {
                #expect(try OutletReference(word).description == word)
            }
        }
    }
}

@Test func `the conduct in the examples is one of the pack that the help names`() throws {
    let packs = try PackLibrary.builtIn()
    let named = try #require(packs.first { $0.id == "us/ca/san-luis-obispo" })
    #expect(named.conduct(about: "rules").map(\.conduct).contains("barred_conduct"))
    let dutch = packs.filter { $0.id.hasPrefix("nl/") }
    #expect(dutch.count >= 3 && dutch.allSatisfy { $0.ladders.allSatisfy(\.skips.isEmpty) })
}

@Test func `every command knows its exit codes, and every code is explained somewhere`() throws {
    let exits = leaves.compactMap { ($0.command as? any ExplainedCommand.Type)?.manual.work.exits }
    for codes in exits {
        #expect(codes.first == .done)
        #expect(codes.map(\.rawValue) == codes.map(\.rawValue).sorted())
        #expect(codes.contains(.usage))
    }
    let all: [registryctl.ExitStatus] = [
        .done, .failed, .cancelled, .inPart, .signIn, .notAllowed, .notFound, .changed, .refused, .notPossibleNow,
        .usage,
        .unreachable, .busy, .interrupted,
    ]
    #expect(Set(exits.joined()) == Set(all))
}

@Test func `long examples go on in the next line and keep quoted words and values together`() {
    #expect(
        HelpPage.broken(#"registryctl outlet close 0363-042-J --on 2026-02-10 --reason "the operator stopped""#, to: 52)
            == [
                "registryctl outlet close 0363-042-J --on 2026-02-10", #"--reason "the operator stopped""#,
            ])
}

@Test func `a help page is written to standard output in the order of the contract`() async throws {
    let program = try Program()
    #expect(
        try await program.run("context use --help")
            == Transcript(
                """
                OVERVIEW: Choose the context for the commands that follow.

                EXAMPLES:
                  registryctl context use prod

                USAGE: registryctl context use <name>

                ARGUMENTS:
                  <name>                  Name of the context.

                OPTIONS:
                  -h, --help              Show help information.

                OUTPUT FIELDS:
                  A sentence that says what is now true.

                EXIT CODES:
                    0  Done, or there was nothing to do.
                    1  Failed for another reason: stop.
                    6  Check the reference.
                   64  Wrong usage (EX_USAGE): read the help.

                """))
    let both = [try await program.run("help outlet show"), try await program.run("outlet show -h")]
    #expect(both[0] == both[1])
    try program.remove()
}

/// The words after `registryctl`, up to what belongs to the shell.
private func shellWords(_ example: String) -> [String] {
    var words = [""]
    var isQuoted = false
    for character in example {
        if character == "\"" {
            isQuoted.toggle()
        } else if character == " ", !isQuoted {
            words.append("")
        } else {
            words[words.count - 1].append(character)
        }
    }
    let own = words.drop { !$0.hasSuffix("registryctl") }.dropFirst()
    return own.prefix { ![">", "|"].contains($0) }.map { $0.hasSuffix(")") ? String($0.dropLast()) : $0 }
}
