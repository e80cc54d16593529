import Records
import Testing

@testable import Registry

@Suite struct IdempotencyKeyTests {
    @Test func `the same request under the same key is done once and answered the same`() async throws {
        try await withWorld { world in
            let call = Call(by: world.officer, idempotency: .init(key: "k-1", requestDigest: Self.digest(1)))
            let new = NewCase(outlet: world.outlet, reason: "Reports of the neighbours.")
            let first = try await world.registry.openCase(new, call)
            let again = try await world.registry.openCase(new, call)
            #expect(!first.replayed)
            #expect(again.replayed)
            #expect(again.body == first.body)
            #expect(again.status == 201)
            #expect(again.etag == "\"v1\"")
            #expect(try await world.count("registry.case_file") == 1)
        }
    }

    @Test func `another request under the same key is refused`() async throws {
        try await withWorld(outlets: 2) { world in
            let first = Call(by: world.officer, idempotency: .init(key: "k-1", requestDigest: Self.digest(1)))
            let other = Call(by: world.officer, idempotency: .init(key: "k-1", requestDigest: Self.digest(2)))
            _ = try await world.registry.openCase(NewCase(outlet: world.outlets[0], reason: "One."), first)
            let found = try await refusalOf {
                try await world.registry.openCase(NewCase(outlet: world.outlets[1], reason: "Two."), other)
            }
            #expect(found.kind == .keyReused)
            #expect(found.message == "The idempotency key k-1 was used for another request.")
            #expect(found.hint == "Send the same request again under it, or make a new key for the new request.")
            #expect(try await world.count("registry.case_file") == 1)
        }
    }

    @Test func `8 requests at once under one key are one act`() async throws {
        try await withWorld { world in
            let call = Call(by: world.intake, idempotency: .init(key: "k-1", requestDigest: Self.digest(1)))
            let answers = try await withThrowingTaskGroup(of: Answer.self) { group in
                for _ in 0..<8 { group.addTask { try await world.registry.receiveNuisanceReport(.sample, call) } }
                return try await group.reduce(into: [Answer]()) { $0.append($1) }
            }
            #expect(answers.filter { !$0.replayed }.count == 1)
            #expect(Set(answers.map(\.body)).count == 1)
            #expect(try await world.count("registry.nuisance_report") == 1)
        }
    }

    @Test func `a dry run changes nothing and keeps no key`() async throws {
        try await withWorld { world in
            let key = Call.Idempotency(key: "k-1", requestDigest: Self.digest(1))
            let new = NewCase(outlet: world.outlet, reason: "Reports of the neighbours.")
            let before = try await world.count("registry.history", "audit.outbox", "ops.idempotency")
            let dry = try await world.registry.openCase(new, Call(by: world.officer, dryRun: true, idempotency: key))
            #expect(dry.status == 201)
            #expect(try dry.json["status"] == "open")
            #expect(try await world.count("registry.case_file") == 0)
            #expect(try await world.count("registry.history", "audit.outbox", "ops.idempotency") == before)
            let real = try await world.registry.openCase(new, Call(by: world.officer, idempotency: key))
            #expect(!real.replayed)
        }
    }

    static func digest(_ byte: UInt8) -> [UInt8] { [UInt8](repeating: byte, count: 32) }
}
