import Logging
import NIOConcurrencyHelpers
import Records
import Registry
import Testing

@testable import Server

/// Whether there is an account can't be told from the time that a refusal takes.
@Suite(.serialized) struct CredentialTimingTests {
    @Test func `known and unknown logins take the same time, and a desk without its stand-in is caught`() async throws {
        var limits = ServerLimits.quick
        limits.credentialCost = ScryptCost(cost: 4096, blockSize: 8, parallelization: 1)
        let bounded = limits
        try await RunningServer.run(bounded) { server in
            _ = try await server.credential(of: .officer)
            let quiet = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
            let desk = CredentialDesk(server.registry, bounded, quiet)
            let careless = CredentialDesk(server.registry, bounded, quiet, standsIn: false)
            let score = try await Self.difference(desk)
            #expect(abs(score) < 4, "\(score)")
            let caught = try await Self.difference(careless)
            #expect(caught > 5, "\(caught)")
        }
    }

    /// What is counted is the work, not the time.
    @Test func `an older cost tells nobody whose credential is an old one, and would without the stand-ins`()
        async throws
    {
        let old = ScryptCost(cost: 1024, blockSize: 1, parallelization: 1)
        let new = ScryptCost(cost: 2048, blockSize: 1, parallelization: 1)
        var before = ServerLimits.quick
        before.credentialCost = old
        let first = before
        try await RunningServer.run(first) { server in
            let (mine, _) = try await server.credential(of: .officer)
            var raised = ServerLimits.quick
            raised.credentialCost = new
            raised.earlierCredentialCosts = [old]
            let after = raised
            let (fresh, _) = try await server.another(after) { try await $0.credential(of: .inspector) }
            let wrong = CredentialText(random: Array(repeating: 5, count: 26)).text
            let tried = [
                ("officer", wrong), ("officer", mine), ("inspector", wrong), ("inspector", fresh), ("nobody", wrong),
            ]
            let (works, found) = try await Self.counted(server, after, tried)
            #expect(works.allSatisfy { $0 == [new, old] })
            #expect(found == [false, true, false, true, false])
            let (careless, _) = try await Self.counted(server, after, tried, standsIn: false)
            #expect(careless == [[old], [old], [new], [new], []])
            // One that nobody has named is met once, and then known.
            var forgetful = after
            forgetful.earlierCredentialCosts = []
            let (learnt, _) = try await Self.counted(server, forgetful, tried)
            #expect(learnt.allSatisfy { $0 == [new, old] })
        }
    }

    /// The costs that each check works out, in order, and whether it finds the credential good.
    private static func counted(
        _ server: RunningServer, _ limits: ServerLimits, _ tried: [(String, String)], standsIn: Bool = true
    ) async throws -> (works: [[ScryptCost]], found: [Bool]) {
        let quiet = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
        let done = NIOLockedValueBox<[ScryptCost]>([])
        let desk = CredentialDesk(server.registry, limits, quiet, standsIn: standsIn) { hash, text in
            done.withLockedValue { $0.append(hash.cost) }
            return try hash.isOf(text)
        }
        var (works, found): ([[ScryptCost]], [Bool]) = ([], [])
        for (login, text) in tried {
            found.append(try await desk.checked(text, login, in: "0363") != nil)
            works.append(
                done.withLockedValue { done in
                    defer { done = [] }
                    return done
                })
        }
        return (works, found)
    }

    /// Asks for a known and an unknown login in turn, and compares the ranks of the times (Mann and Whitney): of the size of a standard
    /// normal deviate, and positive where known logins take longer. A busy machine slows both alike.
    private static func difference(_ desk: CredentialDesk) async throws -> Double {
        let wrong = CredentialText(random: Array(repeating: 5, count: 26)).text
        var times: [(isKnown: Bool, taken: Duration)] = []
        for round in 0..<80 {
            // The order changes, so that neither is always the one that comes second.
            let isKnown = [true, false, false, true][round % 4]
            let start = ContinuousClock.now
            let found = try await desk.checked(wrong, isKnown ? "officer" : "nobody", in: "0363")
            times.append((isKnown, ContinuousClock.now - start))
            #expect(found == nil)
        }
        times.sort { $0.taken < $1.taken }
        let ranks = times.enumerated().filter { $0.element.isKnown }.map { Double($0.offset + 1) }.reduce(0, +)
        let (known, unknown) = (40.0, 40.0)
        let mean = known * (known + unknown + 1) / 2
        let deviation = (known * unknown * (known + unknown + 1) / 12).squareRoot()
        return (ranks - mean) / deviation
    }
}
