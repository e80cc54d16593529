import Postgres
import Records
import Testing
import TestSupport
import TransparencyLog

@testable import Registry

/// What a quorum of witnesses is asked for.
@Suite struct WitnessQuorumTests {
    private static func policy(_ log: LogOf, quorum: Int) throws -> TrustPolicy {
        let witnesses = (1...3).map { "witness w\($0) \(LogOf.witness(UInt8($0)).verifier.vkey)\n" }.joined()
        return try TrustPolicy("log \(log.signer.verifier.vkey)\n\(witnesses)group g \(quorum) w1 w2 w3\nquorum g\n")
    }

    @Test func `a head counts when as many witnesses as the policy asks for have signed it`() async throws {
        try await withLog { world, log in
            let two = try Self.policy(log, quorum: 2)
            #expect(try await log.audit(deep: false, policy: two).provenEntries == 0)
            try await log.witnessed(by: [LogOf.witness(1), LogOf.witness(3)])
            let report = try await log.audit(deep: false, policy: two)
            #expect(report.findings == [] && report.provenEntries == report.entries)
            #expect(try await log.audit(deep: false, policy: Self.policy(log, quorum: 3)).provenEntries == 0)
            try await world.inspect(2)
            try await log.catchUp()
            let grown = try await log.audit(deep: false, policy: two)
            #expect(grown.provenEntries == report.entries && grown.entries > report.entries)
        }
    }

    @Test func `while no witness has seen the log for too long nothing is decided, and visits are taken in`()
        async throws
    {
        try await withLog { world, log in
            let began: Int = try await world.test.admin.query(
                "SELECT extract(epoch FROM min(at))::bigint FROM audit.outbox"
            ) { try $0[0].decode(Int.self, 0) }
            let now = Locked(Int64(began))
            let watch = WitnessWatch(limit: 4 * 3600, now: { now.withLock { $0 } })
            let registry = Registry(
                database: world.test.service, contextKey: world.test.contextKey, packs: try .installed(),
                witnesses: watch)
            func refusal() async throws -> Refusal? {
                do {
                    _ = try await registry.draftAction(in: "C-0000-0000", .init(), Call(by: world.officer))
                    return nil
                } catch let refusal as Refusal {
                    return refusal
                }
            }
            #expect(try await refusal()?.code == "unknown_case")
            now.withLock { $0 += 4 * 3600 + 12 * 60 }
            let stopped = try await refusal()
            #expect(
                stopped
                    == Refusal(
                        .busy, "log_not_witnessed",
                        "No witness has signed a head of the log for 4 h 12 min, so nothing is decided and no action is recorded.",
                        hint:
                            "Ask who operates the service to type: registryd doctor. Inspections and reports are still taken in."
                    ))
            // A service that is started anew counts on from the first act of the log.
            let again = WitnessWatch(limit: 4 * 3600, now: { now.withLock { $0 } })
            #expect(try await again.age(world.test.service) == 4 * 3600 + 12 * 60)
            _ = try await registry.receiveNuisanceReport(.sample, Call(by: world.intake))
            try await log.witnessed()
            // The head was witnessed at the database's time, a moment after the first act.
            let after = WitnessWatch(limit: 4 * 3600, now: { Int64(began) + 3600 })
            #expect(try await after.age(world.test.service) < 3600)
        }
    }
}
