import FoundationEssentials
import Testing

@testable import Registry

@Suite struct ContextLifetimeTests {
    @Test func `a context holds for two minutes, and for an import longer than its longest statement`() async throws {
        try await withWorld { world in
            let signer = world.registry.signer
            let past = Date(timeIntervalSinceNow: -300)
            for (lifetime, seen) in [(nil, 0), (Registry.importSeconds, 1)] {
                let context = signer.statement(for: world.officer, now: past, lifetime: lifetime)
                let count: Int = try await world.test.service.read([context]) { db in
                    try db.one("SELECT count(*) FROM registry.outlet")
                }
                #expect(count == seen)
            }
        }
    }
}
