import Logging
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
            let careless = CredentialDesk(server.registry, bounded, quiet, standIn: nil)
            let score = try await Self.difference(desk)
            #expect(abs(score) < 4, "\(score)")
            let caught = try await Self.difference(careless)
            #expect(caught > 5, "\(caught)")
        }
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
