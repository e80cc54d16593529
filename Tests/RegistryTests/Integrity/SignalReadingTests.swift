import Chance
import Policy
import Postgres
import Records
import Testing

@testable import Registry

/// Signals about officials: who reads them, that it is recorded, and that PostgreSQL counts what really is there.
@Suite struct SignalReadingTests {
    @Test func `only the role integrity reads them, and each reading is an act`() async throws {
        try await withWorld { world in
            for role in Role.allCases where role != .integrity {
                let actor = world.both.with([role])
                let refusal = try await refusalOf { try await world.registry.readSignals(SignalQuery(), actor) }
                #expect(refusal.code == (role == .intake ? refusal.code : "role_missing"), "\(role)")
                guard role != .intake else { continue }
                #expect(refusal.message == "To read the signals about officials the role integrity is needed.")
            }
            let query = SignalQuery(
                from: .sample("2026-01-01"), to: .sample("2026-06-30"), kind: .samePair)
            _ = try await world.registry.readSignals(query, world.integrity)
            let kept = try await world.test.admin.query(
                """
                SELECT r.kinds || ARRAY[r.first_day::text, r.last_day::text, r.recorded_by::text, o.act, (o.actor = p.pseudonym)::text]::text[]
                FROM registry.signal_reading AS r
                JOIN audit.outbox AS o ON o.object = 'signal_reading' AND o.object_key = r.id::text
                JOIN registry.person AS p ON p.id = r.recorded_by
                """
            ) { try $0.map { try $0.decode([String].self, 0) } }
            #expect(
                kept == [
                    ["same-pair", "2026-01-01", "2026-06-30", "\(world.integrity.person)", "read", "true"]
                ])
            let early = try await refusalOf {
                try await world.registry.readSignals(
                    SignalQuery(from: .sample("2026-06-30"), to: .sample("2026-01-01")), world.integrity)
            }
            #expect(early.problems.map(\.code) == ["out_of_order"])
        }
    }

    @Test func `nobody but the role integrity and administrators sees who read them, and no SQL changes it`()
        async throws
    {
        try await withWorld { world in
            _ = try await world.registry.readSignals(SignalQuery(), world.integrity)
            func rows(_ actor: Actor) async throws -> Int {
                try await world.registry.read(actor) { try $0.one("SELECT count(*) FROM registry.signal_reading") }
            }
            for (actor, count) in [
                (world.integrity, 1), (world.administrator, 1), (world.officer, 0), (world.reviewer, 0),
                (world.inspector, 0),
            ] {
                #expect(try await rows(actor) == count, "\(actor.roles)")
            }
            for change in [
                "UPDATE registry.signal_reading SET kinds = '{tip-off}'", "DELETE FROM registry.signal_reading",
            ] {
                #expect(try await world.said(by: world.integrity, .file(change))?.hasPrefix("42501") == true)
            }
        }
    }

    @Test(arguments: [UInt64(1), 2, 3])
    func `PostgreSQL counts what a simulated register holds`(seed: UInt64) async throws {
        try await withWorld(outlets: 3) { world in
            let inspectors = try await world.inspectors(5)
            var simulated = SimulatedVisits(seed: seed, inspectors: inspectors.map(\.person))
            let visits = simulated.visits(150)
            try await world.store(visits)
            let read = try await world.registry.readSignals(
                SignalQuery(from: .sample("2026-01-01"), to: .sample("2026-12-31")), world.integrity)
            #expect(read.counts.visits == SimulatedVisits.counts(visits, perPerson: true))
            #expect(read.counts.allVisits == SimulatedVisits.counts(visits, perPerson: false))
            #expect(read.counts.measured == SimulatedVisits.measured(visits, perPerson: true))
            #expect(read.counts.allMeasured == SimulatedVisits.measured(visits, perPerson: false))
            #expect(!read.counts.measured.isEmpty)
            #expect(Set(read.names.values).isSubset(of: Set(inspectors.map(\.personName))))
        }
    }

    @Test func `pairs are counted by the month of the issue`() async throws {
        try await withWorld { world in
            _ = try await world.proposed()
            _ = try await world.registry.issueAction("A-2026-0001", Call(by: world.reviewer, expectedVersion: 2))
            let read = try await world.registry.readSignals(SignalQuery(), world.integrity)
            #expect(
                read.counts.pairs == [
                    PairCount(
                        proposer: "\(world.officer.person)", issuer: "\(world.reviewer.person)",
                        stratum: String(try await world.day(0).prefix(7)), count: 1)
                ])
            #expect(read.names["\(world.officer.person)"] == "Otto Officer")
        }
    }

    @Test func `a drawn visit is counted in the band of its hours`() async throws {
        try await withWorld { world in
            let drawn = try await world.drawn()
            let who = drawn["assignments"]?[0]?["person"]?.text
            let actor = who == "Ilse Inspector" ? world.inspector : world.otherInspector
            _ = try await world.visit(1, world.outlet, by: actor)
            let read = try await world.registry.readSignals(SignalQuery(), world.integrity)
            #expect(
                read.counts.noticed == [
                    IntegrityCount(
                        subject: "\(actor.person)", stratum: "Amsterdam, unannounced", score: 0, count: 1, events: 0)
                ])
        }
    }
}
