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
    private static let count: UInt64 = ProcessInfo.processInfo.environment["REGISTRY_FULL"] == "1" ? 1000 : 8

    @Test(arguments: 1...count)
    func `an honest log is never called a changed one`(seed: UInt64) async throws {
        try await withLog { world, log in
            var chance = SplitMix64(seed: seed)
            var keys = [log.signer]
            var kept: [SignedNote] = []
            for step in 1...Int.random(in: 2...12, using: &chance) {
                switch Int.random(in: 0..<12, using: &chance) {
                case 0...5: try await Self.act(step, Int.random(in: 0..<7, using: &chance), world)
                case 6: _ = try await log.sequencer.sequence(atMost: Int.random(in: 1...3, using: &chance))
                case 7: _ = try await log.sequencer.takeState()
                case 8: try await log.takeState()
                case 9: try await log.witnessed()
                case 10 where keys.count < 3:
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
                #expect(try await Self.audit(world, key, kept).findings == [], "step \(step)")
            }
            let signer = try #require(keys.last)
            try await log.catchUp(signer: signer)
            let whole = try await Self.audit(world, signer, kept)
            #expect(whole.findings == [] && whole.provenEntries == whole.entries && whole.entries > 20)
        }
    }

    /// Something that somebody does on an ordinary day.
    private static func act(_ step: Int, _ kind: Int, _ world: World) async throws {
        switch kind {
        case 0: try await world.inspect(100 + step, on: "2026-10-\(10 + step)")
        case 1:
            _ = try await world.seed.appoint("Person \(step)", "person\(step)", [.inspector], by: world.administrator)
        case 2: _ = try await world.registry.receiveNuisanceReport(.reachable, Call(by: world.intake))
        case 3: _ = try await world.received(TestEvidence.photo("street \(step)"), by: world.inspector)
        case 4:
            _ = try await world.registry.declareConflict(
                NewConflict(person: "iwan", outlet: world.outlet, why: "A cousin works there, in shift \(step)."),
                Call(by: world.officer))
        case 5: _ = try await world.registry.runRetention(Call(by: world.system()))
        default:
            _ = try await world.registry.setContactRetention(
                RetentionChange(outcome: .closed, months: step, reason: "The schedule of 2026 says so."),
                Call(by: world.policy))
        }
    }

    private static func audit(_ world: World, _ key: NoteSigner, _ kept: [SignedNote]) async throws -> LogAudit.Report {
        let trusted = try TrustPolicy("log \(key.verifier.vkey)\nquorum none\n")
        return try await LogAudit(
            database: world.test.admin, trusted: trusted, known: kept, packs: .reading(), evidence: try world.folder,
            now: Int(Date().timeIntervalSince1970)
        ).run(.everyState)
    }
}
