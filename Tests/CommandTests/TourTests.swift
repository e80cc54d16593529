import Foundation
import Records
import TestSupport
import Testing

@testable import registryctl

/// The parts depend on each other: what one registers the next one inspects.
private let parts = [
    "1-people-and-policy", "1a-contact-keys", "2-outlets", "3-parties-and-licences", "4-inspections-and-nuisance",
    "4a-contacts", "4b-evidence", "5-cases-and-actions",
    "6-lists-and-figures", "6a-answers", "6b-revocations", "6c-stated-facts", "6d-integrity", "7-this-program",
]

/// Puts the lines of a step into its file.
private func put(_ step: Tour.Step, _ program: Program) throws {
    let text = step.expected.map { $0.dropFirst(2) + "\n" }.joined()
    let encoding: String.Encoding = step.line.contains("latin1") ? .isoLatin1 : .utf8
    try #require(text.data(using: encoding)).write(to: URL(filePath: program.path(step.line)))
}

/// Their success needs more than a line: a token on standard input, pages of script, or a log beside the server.
private let succeedElsewhere: Set<String> = [
    "registryctl login", "registryctl completion", "registryctl audit proof", "registryctl draw settle",
    "registryctl draw export", "registryctl draw depart", "registryctl integrity waive",
    "registryctl integrity decide-waiver",
]

@Test func `every command does its work on a real server, and refuses with a reason and an exit code`() async throws {
    try await RealServer.run(.cheapCredentials) { server in
        var programs = [
            "n.amari": try await server.program("n.amari", "Nadia Amari", [.policy]),
            "k.meijer": try await server.program("k.meijer", "Karin Meijer", [.administrator]),
            "p.devries": try await server.program("p.devries", "Piet de Vries", [.officer, .reviewer]),
            "k.yilmaz": try await server.program("k.yilmaz", "Kemal Yilmaz", [.officer, .reviewer]),
            "s.bakker": try await server.program("s.bakker", "Selin Bakker", [.inspector]),
        ]
        programs["r.smit"] = try await server.programElsewhere("r.smit", "Ruud Smit")
        // Where people pass files on by hand.
        let shared = try TestFolder.make()
        let today = LocalClock.standard(zone: "Europe/Amsterdam").today
        var succeeded = succeedElsewhere
        var refused = Set<String>()
        for part in parts {
            // Whose role is only proposed before that part.
            if part == "6d-integrity" {
                programs["h.integer"] = try await server.program("h.integer", "Hanna Integer", [.integrity])
            }
            for step in try Tour(part, today: today).steps {
                let program = try #require(programs[step.login])
                if step.isFile {
                    try put(step, program)
                    continue
                }
                let ran = try await program.run(
                    step.line.replacing("{server}", with: server.url).replacing("{shared}", with: shared))
                let lines = Tour.lines(ran).map { Tour.steady($0.replacing(shared, with: "{shared}"), server.url) }
                #expect(lines == step.expected, "\(part): \(step.login): \(step.line)")
                let words = CommandTree.place(step.line.split(separator: " ").map(String.init)).words
                if ran.exit == 0 { succeeded.insert(words) } else { refused.insert(words) }
            }
        }
        let all = Set(CommandTree.leaves().map(\.words))
        #expect(all.subtracting(succeeded).sorted() == [], "never succeeded")
        #expect(all.subtracting(refused).sorted() == [], "never refused")
        for program in programs.values { try program.remove() }
    }
}
