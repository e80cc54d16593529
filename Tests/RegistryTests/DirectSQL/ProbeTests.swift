import Policy
import Postgres
import Records
import TestSupport
import Testing

@testable import Registry

/// What SQL of the service's own finds out about another authority, in the real psql: nothing. Forty ways that are known to leak
/// where a schema is naive, each tried on the same database with its walls taken down, where those that should leak do.
@Suite struct ProbeTests {
    @Test func `forty ways to another authority's rows lead to none`() async throws {
        try await Self.withTwoAuthorities { test, world, neighbour in
            #expect(Probe.all.count >= 40)
            #expect(Set(Probe.all.map(\.name)).count == Probe.all.count)
            for probe in Probe.all {
                let found = try await probe.found(test, world, neighbour)
                #expect(!found.leaks, "\(probe.name): \(found.text)")
            }
        }
    }

    @Test func `where the walls are down the probes leak`() async throws {
        try await Self.withTwoAuthorities { test, world, neighbour in
            for probe in Probe.all where probe.isNaivelyLeaking {
                try await Self.takeDown(test, probe.wall)
            }
            for probe in Probe.all where probe.isNaivelyLeaking {
                let found = try await probe.found(test, world, neighbour)
                #expect(found.leaks, "\(probe.name): \(found.text)")
            }
        }
    }

    private static func takeDown(_ test: TestDatabase, _ wall: String) async throws {
        _ = try await test.admin.write { try $0.execute(.file(wall)) }
    }

    private static func withTwoAuthorities(
        _ body: @escaping @Sendable (TestDatabase, World, Town) async throws -> Void
    ) async throws {
        try await withWorld { world in
            _ = try await world.registry.registerOutlet(
                NewOutlet(
                    name: Probe.canary, kind: .consumption,
                    address: Address(
                        street: Probe.canary, houseNumber: "9", postcode: "1012LG", locality: "Amsterdam")),
                Call(by: world.officer))
            _ = try await world.registry.registerParty(
                NewParty(kind: .natural, name: Probe.canary), Call(by: world.officer))
            // A common name, which PostgreSQL would keep among its statistics.
            _ = try await world.test.admin.write(["SET LOCAL session_replication_role = replica"]) { db in
                try db.execute(
                    """
                    INSERT INTO registry.party (jurisdiction_id, number, reference, kind, name, status, act, changed_by)
                    SELECT \(world.jurisdiction), 100 + g, 'P' || g, 'natural', \(Probe.canary), 'active', 'register', 1
                    FROM generate_series(1, 60) AS g
                    """)
            }
            try await world.proposed()
            let neighbour = try await Town.establish(in: world.test, code: "0394")
            _ = try await neighbour.outlet()
            _ = try await world.test.admin.query(.file("ANALYZE registry.outlet; ANALYZE registry.party")) { $0.count }
            try await body(world.test, world, neighbour)
        }
    }
}
