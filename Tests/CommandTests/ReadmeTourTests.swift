import Foundation
import Policy
import Testing

@testable import registryctl

/// The README's tour, typed line by line after the story of `deploy/quickstart`, in one shell for each user.
@Suite struct ReadmeTourTests {
    private static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().path

    /// The lines of the block below the heading of a user, with the year of today in the references.
    static func block(_ user: String) throws -> [String] {
        let readme = String(decoding: try Data(contentsOf: URL(filePath: root + "/README.md")), as: UTF8.self)
        let heading = try #require(readme.firstRange(of: "**\(user)**"))
        let parts = readme[heading.upperBound...].split(
            separator: "```", maxSplits: 2, omittingEmptySubsequences: false)
        let year = LocalClock.standard(zone: "Europe/Amsterdam").today.year
        return try #require(parts.dropFirst().first).split(separator: "\n").map(String.init).map { line in
            line.replacing(/([ACILN]-)2026-/) { "\($0.output.1)\(year)-" }
        }
    }

    /// Plays the story with the functions of the quickstart itself, on a server that is there already.
    static func tell(_ server: RealServer, _ program: Program) async throws -> Transcript {
        let folder = program.path("quickstart")
        try FileManager.default.createDirectory(atPath: folder + "/.quickstart", withIntermediateDirectories: true)
        var program = program
        program.variables["REGISTRYCTL_CONFIG"] = folder + "/.quickstart/registryctl.json"
        try await server.signInAdministrator(program)
        try program.write("listens on \(server.url)\n", to: "quickstart/service.log")
        // All but the last line, which would install, build and start.
        let script = """
            source <(sed '$d' deploy/quickstart) && set -euo pipefail
            yes=() installs=false configuration=debug folder='\(folder)'
            choose_folder
            path_of() { echo '\(Program.executable.deletingLastPathComponent().path)/'"$1"; }
            link_programs
            tell
            closing
            """
        return try await program.script("cd '\(root)'\n" + script, name: "deploy/quickstart")
    }

    /// Types the lines in one shell that was made ready as the quickstart says, and gives each line that failed, with what it
    /// said.
    static func type(_ lines: [String], _ ready: [String], _ program: Program) async throws -> [String] {
        let typed = lines.map { line in
            "{ \(line)\n} > said 2>&1 || { echo \(Rerun.quoted(line)); cat said; }"
        }
        let ran = try await program.script((ready + typed).joined(separator: "\n"))
        return (ran.output + ran.talk).split(separator: "\n").map(String.init)
    }

    /// What the tab key offers behind these words in a shell that was made ready as the quickstart says.
    private static func completions(_ words: String, _ ready: [String], _ program: Program) async throws -> [String] {
        let line = "registryctl \(words)"
        let press = """
            COMP_LINE='\(line)' COMP_POINT=\(line.count) COMP_WORDS=(\(line)) COMP_CWORD=$((${#COMP_WORDS[@]} - 1))
            "$(complete -p registryctl | grep -o -- '-F [^ ]*' | cut -d ' ' -f 2)" registryctl "${COMP_WORDS[-1]}" "${COMP_WORDS[-2]}"
            printf '%s\\n' "${COMPREPLY[@]}"
            """
        return try await program.script((ready + [press]).joined(separator: "\n")).output.split(separator: "\n")
            .map(String.init)
    }

    @Test func `every line of the tour works when it is typed after the quickstart`() async throws {
        try await RealServer.run { server in
            let program = try Program()
            let story = try await Self.tell(server, program)
            try #require(story.exit == 0, "\(story)")
            let ready = story.output.split(separator: "\n").map { $0.drop { $0 == " " } }
                .filter { $0.hasPrefix("export ") || $0.hasPrefix("source ") }.map(String.init)
            let beginnings = ready.map { $0.prefix { $0 != "=" && $0 != "(" } }
            #expect(beginnings == ["export PATH", "export REGISTRYCTL_CONFIG", "source <"])
            for user in ["Licensing officer", "Inspector", "Policy staff"] {
                let lines = try Self.block(user)
                #expect(lines.count > 3)
                #expect(try await Self.type(lines, ready, program) == [], "\(user)")
            }
            for line in try Self.block("Operator of the service") {
                let words = line.split(separator: " ").prefix { !$0.hasPrefix("-") && $0 != "#" }.joined(separator: " ")
                #expect(try await Self.type(["\(words) --help"], ready, program) == [])
            }
            #expect(try await Self.completions("today --context s.", ready, program) == ["s.bakker"])
            #expect(try await Self.completions("outlet ti", ready, program) == ["timeline"])
            // What the lines have done.
            let year = LocalClock.standard(zone: "Europe/Amsterdam").today.year
            let shown = try await program.script(
                (ready + [
                    "registryctl action list --context p.devries --columns reference,status -o csv",
                    "registryctl policy list --context n.amari --columns version,status -o csv",
                    "registryctl inspection show I-\(year)-0003 --context p.devries --columns failed,outlet -o csv",
                    "registryctl outlet timeline 0363-003-V --context p.devries --columns object,reference,what -o csv",
                ]).joined(separator: "\n"))
            #expect(
                shown.output.replacing("\r\n", with: "\n") == """
                    reference,status
                    A-\(year)-0002,issued
                    A-\(year)-0001,issued
                    version,status
                    2027,active
                    2018-2019,active
                    failed,outlet
                    ,0363-003-V
                    object,reference,what
                    violation,I-\(year)-0003 J,set_aside
                    finding,I-\(year)-0003 J,correct
                    violation,I-\(year)-0003 J,allege
                    case_file,C-\(year)-0003,open
                    inspection,I-\(year)-0003,log
                    outlet,0363-003-V,register

                    """)
            try program.remove()
        }
    }
}
