import Foundation
import Policy
import Records
import Testing

@testable import registryctl

/// The three explanations of the README, each typed for real under a pack of its own.
@Suite struct ReadAloudTests {
    private static let stories = ["8a-read-aloud-amsterdam", "8b-read-aloud-dordrecht", "8c-read-aloud-lakeville"]
    private static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()

    @Test(arguments: stories) func `what the README reads aloud is what the program says`(story: String) async throws {
        let today = LocalClock.standard(zone: "Europe/Amsterdam").today
        let steps = try Tour(story, today: today).steps
        try await RealServer.run { server in
            let programs = [
                "n.amari": try await server.program("n.amari", "Nadia Amari", [.policy]),
                "p.devries": try await server.program("p.devries", "Piet de Vries", [.officer, .reviewer]),
                "k.yilmaz": try await server.program("k.yilmaz", "Kemal Yilmaz", [.officer, .reviewer]),
                "s.bakker": try await server.program("s.bakker", "Selin Bakker", [.inspector]),
            ]
            for step in steps {
                let program = try #require(programs[step.login])
                if step.isFile {
                    try program.write(step.expected.map { $0.dropFirst(2) + "\n" }.joined(), to: step.line)
                    continue
                }
                let ran = try await program.run(step.line)
                #expect(Tour.lines(ran).map(Self.steady) == step.expected, "\(step.login): \(step.line)")
            }
            for program in programs.values { try program.remove() }
        }
        let explained = try #require(steps.last { $0.line.hasPrefix("recommendation explain ") })
        let lines = explained.expected.map { Self.inTheYearOfTheReadme(String($0.dropFirst(2)), today) }
        #expect(try Self.readAloud().contains(lines), "\(story) is not in the README as it is said.")
    }

    @Test func `the README reads aloud one explanation for each story`() throws {
        #expect(try Self.readAloud().count == Self.stories.count)
    }

    /// The days of an answer and of an import are that of the test.
    private static func steady(_ line: String) -> String {
        line.replacing(/^(  Answered by .*) on \d+ \w+ \d{4}\.$/) { "\($0.output.1) on 26 November 2026." }
            .replacing(/^(  Of a former system: .*) on \d+ \w+ \d{4} \(/) { "\($0.output.1) on 26 November 2026 (" }
    }

    private static func inTheYearOfTheReadme(_ line: String, _ today: LocalDate) -> String {
        line.replacing("I-\(today.year)-", with: "I-2026-")
    }

    /// The lines of each block of the section that begins with the command.
    private static func readAloud() throws -> [[String]] {
        let readme = String(decoding: try Data(contentsOf: root.appending(path: "README.md")), as: UTF8.self)
        let section = try #require(readme.firstRange(of: "## Three explanations, read aloud\n"))
        let text = readme[section.upperBound...]
        let end = text.firstRange(of: "\n## ")?.lowerBound ?? text.endIndex
        return text[..<end].components(separatedBy: "```\n")
            .filter { $0.hasPrefix("registryctl recommendation explain ") }
            .map { $0.split(separator: "\n").dropFirst().map(String.init) }
    }
}
