import FoundationEssentials
import Records
import Registry
import Testing
import TestSupport

/// Both verifiers beside each other: whatever is done to a log, they say the same of it.
@Suite struct LogMatrixTests {
    @Test(arguments: LogCase.all.indices)
    func `what is done to a log both verifiers see, and nothing where nothing was`(place: Int) async throws {
        let one = LogCase.all[place]
        try await withTestDatabase { database in
            _ = try await Authority.establish(
                Registry(database: database.service, contextKey: database.contextKey, packs: .reading()))
            try await TestLog.catchUp(database)
            let run = try await LogRun(database)
            let words = try await one.prepare(run)
            let own = try await run.audit(words.registryd + ["--json"])
            let lines = try own.output.split(separator: "\n").map { try BoundedJSON.parse(Array($0.utf8)) }
            // Whether an act that isn't in the log should be depends on who else writes in the cluster.
            let found = Set(lines.compactMap { $0["class"]?.text }).subtracting(["act_not_logged"])
            #expect(found == one.both.union(one.registryd), "\(one.name): \(own)")
            #expect(own.status == (found.isEmpty ? one.code : 1), "\(one.name): \(own)")
            let python = try await run.verifyInPython(words.python)
            let kinds = python.output.split(separator: "\n").dropLast().compactMap {
                $0.split(separator: ":").first.map(String.init)
            }
            #expect(Set(kinds) == one.both, "\(one.name): \(python)")
            // Without a head there is no log to export.
            let code = python.errors.contains("No head of the log has been signed yet") ? 2 : python.status
            #expect(code == (one.both.isEmpty ? one.code : 1), "\(one.name): \(python)")
        }
    }

    @Test func `the verifier in Python stays short, and knows which records have versions`() throws {
        let text = try String(contentsOfFile: LogRun.verifier, encoding: .utf8)
        #expect(text.split(separator: "\n", omittingEmptySubsequences: false).count <= 300)
        let list = text.split(separator: "VERSIONED = set(\"\"\"", maxSplits: 1).last?.split(separator: "\"\"\"").first
        #expect(list?.split { $0.isWhitespace }.map(String.init) == LogAudit.versioned)
    }
}
