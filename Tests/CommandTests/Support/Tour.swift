import Foundation
import Policy

@testable import registryctl

/// A transcript that is played against a real server: what people type, and what they get.
///
/// In the file `$ LOGIN: WORDS` is a command line; below it come standard output (indented by two blanks), standard
/// error (after `! `) and the exit code when it is not 0 (after `= `). `@ LOGIN: FILE` puts the indented lines below it
/// into a file, in Latin-1 when its name says so. `{year}` and `{today}` stand for what they are when it is played, `#` begins a remark.
struct Tour {
    struct Step {
        var login: String
        var line: String
        var isFile: Bool
        var expected: [String] = []
    }

    var steps: [Step] = []

    /// - Parameter name: a file in the folder `Tour`, without its ending.
    init(_ name: String, today: LocalDate) throws {
        let file = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .appending(path: "Tour/\(name).txt")
        let text = String(decoding: try Data(contentsOf: file), as: UTF8.self)
            .replacingOccurrences(of: "{year}", with: String(today.year))
            .replacingOccurrences(of: "{today}", with: today.description)
        for line in text.split(separator: "\n").map(String.init) where !line.hasPrefix("#") {
            if line.hasPrefix("$ ") || line.hasPrefix("@ ") {
                let parts = line.dropFirst(2).split(separator: ":", maxSplits: 1).map(String.init)
                steps.append(
                    Step(login: parts[0], line: String(parts[1].dropFirst()), isFile: line.hasPrefix("@ ")))
            } else {
                steps[steps.count - 1].expected.append(line)
            }
        }
    }

    /// The line without what differs from run to run: where the server listens, how many bytes, ids of requests, hashes of
    /// texts, the day on which a fact was stated.
    static func steady(_ line: String, _ url: String) -> String {
        line.replacing(/recorded by [-0-9]+ [:0-9]+ \([-0-9:.TZ]+\)/, with: "recorded by NOW (NOW)")
            .replacing(/it is [-0-9]+ today, and what will hold/, with: "it is NOW today, and what will hold")
            .replacing(/authority is of [-0-9:.TZ]+,/, with: "authority is of NOW,")
            .replacing(url, with: "{server}").replacing(url.dropFirst("http://".count), with: "{host}")
            .replacing(/it is [-0-9]+ [:0-9]+ now/, with: "it is NOW now")
            .replacing(/\(\d+ bytes\)/, with: "(N bytes)").replacing(
                /"requestId":"[0-9a-f]+"/, with: #""requestId":"R""#
            ).replacing(/[0-9a-f]{64}/, with: "SHA256")
            .replacing(/(Stated by [^:]* on )\d+ [A-Z][a-z]+ \d{4}(?=:)/) { "\($0.output.1)TODAY" }
    }

    /// What was written, in the form of the file. Empty lines are not told apart from none.
    static func lines(_ ran: Transcript) -> [String] {
        let output = ran.output.split { $0.isNewline }.map { "  " + $0 }
        let talk = ran.talk.split { $0.isNewline }.map { "! " + $0 }
        return output + talk + (ran.exit == 0 ? [] : ["= \(ran.exit)"])
    }
}
