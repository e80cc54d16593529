import Chance
import FoundationEssentials
import Policy
import Records
import Testing
import TestSupport
import TransparencyLog

@testable import Registry

/// Small honest logs come to nothing, however acts, batches, heads, states, witnesses and keys follow one another.
@Suite struct HonestLogTests {
    private static let count = ProcessInfo.processInfo.environment["REGISTRY_FULL"] == "1" ? 1000 : 8

    @Test func `an honest log is never called a changed one`() async throws {
        for seed in 1...UInt64(Self.count) {
            try await withTestDatabase { test in
                let findings = try await Self.findings(seed, test)
                #expect(findings == [], "seed \(seed)")
            }
        }
    }

    private static func findings(_ seed: UInt64, _ test: TestDatabase) async throws -> [LogFinding] {
        var chance = SplitMix64(seed: seed)
        let log = try LogOf(test)
        let people = Seed(database: test.service, key: test.contextKey, code: "0363")
        let (_, administrator) = try await people.establish()
        var keys = [log.signer]
        var kept: [SignedNote] = []
        var found: [LogFinding] = []
        for step in 0..<Int.random(in: 1...12, using: &chance) {
            switch Int.random(in: 0..<9, using: &chance) {
            case 0...2:
                _ = try await people.appoint("Person \(step)", "person\(step)", [.inspector], by: administrator)
            case 3: _ = try await log.sequencer.sequence(atMost: Int.random(in: 1...3, using: &chance))
            case 4: _ = try await log.sequencer.takeState()
            case 5: try await log.takeState()
            case 6: try await log.witnessed()
            case 7 where keys.count < 3:
                guard let old = keys.last else { continue }
                let next = TestLog.signer(UInt8(20 + keys.count))
                try await LogKeys(database: log.signing).announce(next.verifier, from: old)
                try await log.catchUp(signer: old, next: next)
                keys.append(next)
            default:
                if let signer = keys.last { try await log.catchUp(signer: signer) }
                kept += [log.memory.withLock { $0 }.flatMap { SignedNote($0) }].compactMap(\.self)
            }
            // With any of the keys, as each auditor has another one.
            let key = keys[Int.random(in: 0..<keys.count, using: &chance)]
            let trusted = try TrustPolicy("log \(key.verifier.vkey)\nquorum none\n")
            found += try await LogAudit(database: test.admin, trusted: trusted, known: kept).run(.everyState).findings
            if !found.isEmpty { break }
        }
        await log.close()
        return found
    }
}
