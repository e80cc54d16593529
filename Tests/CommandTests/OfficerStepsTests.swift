import Foundation
import Policy
import Records
import Testing

@testable import registryctl

/// What an officer types from what is due to an issued action: one line more than before there was a sign-in, once a day.
@Suite struct OfficerStepsTests {
    /// The tour of the README as it was before officials signed in, word for word (with the year of today).
    private static let before = """
        export REGISTRYCTL_CONTEXT=p.devries
        registryctl today
        registryctl outlet list --limit 5
        registryctl outlet show 0363-001-Z
        registryctl outlet timeline 0363-001-Z
        registryctl case close C-2026-0001 --reason "The warning is issued."
        registryctl recommendation explain C-2026-0002
        registryctl recommendation follow C-2026-0002
        registryctl action draft C-2026-0002 --text "Warning letter: advertising on the front."
        registryctl action propose A-2026-0002
        registryctl action issue A-2026-0002 --confirm A-2026-0002 --context k.yilmaz
        """

    @Test func `after one login a day the lines of before do the same work as before, and without it none`()
        async throws
    {
        let year = LocalClock.standard(zone: "Europe/Amsterdam").today.year
        let before: [String] = Self.before.split(separator: "\n").map {
            String($0).replacing("-2026-", with: "-\(year)-")
        }
        // They are in the tour still, in that order; what has come between them is looked at by whoever wants to.
        let now = try ReadmeTourTests.block("Licensing officer").map { line in
            String(line.prefix(upTo: line.firstRange(of: "  #")?.lowerBound ?? line.endIndex).drop { $0 == " " })
                .trimmingCharacters(in: .whitespaces)
        }
        let last = try #require(now.firstIndex { $0 == before.last })
        #expect(now[...last].filter(before.contains) == before)
        #expect(
            now[...last].filter { !before.contains($0) } == ["registryctl outlet show 0363-001-Z --as-of 2026-01-15"])

        try await RealServer.run { server in
            let program = try Program()
            let story = try await ReadmeTourTests.tell(server, program)
            try #require(story.exit == 0, "\(story)")
            let ready = story.output.split(separator: "\n").map { $0.drop { $0 == " " } }
                .filter { $0.hasPrefix("export ") || $0.hasPrefix("source ") }.map(String.init)
            for login in ["p.devries", "k.yilmaz"] {
                // Once for all days: a credential, and where to sign in.
                let issued = try await program.script(
                    (ready + ["registryctl people credential \(login) --json=credential --context a.jansen"]).joined(
                        separator: "\n"))
                let credential = try BoundedJSON.parse(Array(issued.output.utf8))
                try program.write("\(credential["credential"]?.text ?? "")\n", to: login)
                let first =
                    "login --server \(server.url) --login \(login) --context \(login) < '\(program.path(login))'"
                #expect(try await ReadmeTourTests.type(["registryctl \(first)"], ready, program) == [])
            }
            // The next day: what was signed in to is over.
            _ = try await server.database.admin.write(["SET LOCAL session_replication_role = replica"]) { db in
                try db.execute(
                    "UPDATE registry.access_token SET issued_at = now() - interval '2 days', expires_at = now() - interval '1 day'"
                )
            }
            for line in before.dropFirst() {
                let said = try await ReadmeTourTests.type([before[0], line], ready, program).joined(separator: "\n")
                #expect(said.contains("registryctl login"), "\(line): \(said)")
            }
            // The reviewer's day begins in the same way.
            let days = ["p.devries", "k.yilmaz"].map { login in
                "REGISTRYCTL_CONTEXT=\(login) registryctl login < '\(program.path(login))'"
            }
            #expect(try await ReadmeTourTests.type(days + before, ready, program) == [])
            // It lasts a working day.
            let hours: Int = try await server.database.admin.read { db in
                try db.one(
                    "SELECT min(extract(hour FROM expires_at - now()))::int FROM registry.access_token WHERE expires_at > now()"
                )
            }
            #expect(hours >= 8)
            try program.remove()
        }
    }
}
