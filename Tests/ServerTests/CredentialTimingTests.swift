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
            let wrong = CredentialText(random: Array(repeating: 5, count: 26)).text
            func score(_ desk: CredentialDesk) async throws -> Double {
                try await Self.difference("officer", "nobody") { login in
                    let found = try await desk.checked(wrong, login, in: "0363")
                    #expect(found == nil)
                }
            }
            let same = try await score(desk)
            #expect(abs(same) < 4, "\(same)")
            let caught = try await score(careless)
            #expect(caught > 5, "\(caught)")
        }
    }

    /// Whoever has shown the right text of a credential that is over or was revoked learns nothing from the time either.
    @Test func `a login without a credential, and one whose credential is over or was revoked, take the same time`()
        async throws
    {
        var limits = ServerLimits.quick
        limits.credentialCost = ScryptCost(cost: 1024, blockSize: 8, parallelization: 1)
        try await RunningServer.run(limits) { [limits] server in
            let texts = try await Self.kinds(server)
            let quiet = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
            let desk = CredentialDesk(server.registry, limits, quiet)
            let careless = CredentialDesk(server.registry, limits, quiet, standsIn: false)
            for (one, other) in [("inspector", "nobody"), ("policy", "nobody"), ("officer", "reviewer")] {
                let same = try await Self.difference(one, other) { login in
                    let found = try await desk.checked(texts[login] ?? "", login, in: "0363")
                    #expect(found == nil)
                }
                #expect(abs(same) < 4, "\(one) \(other): \(same)")
                let caught = try await Self.difference(one, other) { login in
                    let found = try await careless.checked(texts[login] ?? "", login, in: "0363")
                    #expect(found == nil)
                }
                #expect(caught > 5, "\(one) \(other): \(caught)")
            }
        }
    }

    /// What each login is tried with: the officer has a credential, the inspector's is over and the policy maker's was revoked, of both
    /// the right text; the reviewer has none.
    private static func kinds(_ server: RunningServer) async throws -> [String: String] {
        let wrong = CredentialText(random: Array(repeating: 5, count: 26)).text
        _ = try await server.credential(of: .officer)
        let (ended, number) = try await server.credential(of: .inspector)
        let (revoked, other) = try await server.credential(of: .policy)
        let path = "/v1/people/\(try await server.person(.policy))/credentials/\(other)/revoke"
        #expect(try await server.client(.administrator).post(path, ["reason": "lost"]).status == 200)
        #expect(try await server.signIn("inspector", ended).status == 201)
        _ = try await server.database.admin.write(["SET LOCAL session_replication_role = replica"]) { db in
            try db.execute(
                "UPDATE registry.credential SET issued_at = now() - interval '9 days', expires_at = now() - interval '1 day' WHERE id = \(number)"
            )
        }
        return ["officer": wrong, "reviewer": wrong, "nobody": wrong, "inspector": ended, "policy": revoked]
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

    /// Asks for two logins in turn, and compares the ranks of the times (Mann and Whitney): of the size of a standard
    /// normal deviate, and positive where the first takes longer. A busy machine slows both alike.
    private static func difference(
        _ one: String, _ other: String, _ ask: (_ login: String) async throws -> Void
    ) async throws -> Double {
        var times: [(isFirst: Bool, taken: Duration)] = []
        for round in 0..<80 {
            // The order changes, so that neither is always the one that comes second.
            let isFirst = [true, false, false, true][round % 4]
            let start = ContinuousClock.now
            try await ask(isFirst ? one : other)
            times.append((isFirst, ContinuousClock.now - start))
        }
        times.sort { $0.taken < $1.taken }
        let ranks = times.enumerated().filter { $0.element.isFirst }.map { Double($0.offset + 1) }.reduce(0, +)
        let count = 40.0
        let mean = count * (2 * count + 1) / 2
        let deviation = (count * count * (2 * count + 1) / 12).squareRoot()
        return (ranks - mean) / deviation
    }
}
