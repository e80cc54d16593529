import Postgres
import Records
import Testing

@testable import Registry

@Suite struct AuditOutboxTests {
    @Test func `an inspection with one failed criterion leaves one entry per act`() async throws {
        try await withWorld { world in
            let before = try await world.lastEntry()
            try await world.inspect(1)
            #expect(
                try await world.entries(after: before).sorted() == [
                    "allege violation", "log finding", "log inspection", "open case_file", "recommend recommendation",
                ])
        }
    }

    @Test func `from the decision to the issue there is one entry per act`() async throws {
        try await withWorld { world in
            try await world.inspect(1)
            let before = try await world.lastEntry()
            try await world.follow("C-2026-0001")
            let action = try await world.propose("C-2026-0001")
            _ = try await world.registry.issueAction(action, Call(by: world.reviewer, expectedVersion: 2))
            #expect(
                try await world.entries(after: before) == [
                    "decide decision", "draft action", "propose action", "establish violation", "issue action",
                ])
        }
    }

    @Test func `every digest is the SHA-256 of the row as it was recorded`() async throws {
        try await withWorld { world in
            try await world.proposed()
            _ = try await world.registry.receiveNuisanceReport(.sample, Call(by: world.intake))
            let wrong = try await world.test.admin.query(
                """
                WITH recomputed AS (
                    SELECT h.object, h.object_key, h.version, h.state::text AS said FROM registry.history AS h
                    UNION ALL SELECT 'inspection', i.id::text, 1, row_to_json(i)::text FROM registry.inspection AS i
                    UNION ALL SELECT 'recommendation', r.id::text, 1, row_to_json(r)::text FROM registry.recommendation AS r
                    UNION ALL SELECT 'decision', d.id::text, 1, row_to_json(d)::text FROM registry.decision AS d
                    UNION ALL SELECT 'nuisance_report', n.id::text, 1, row_to_json(n)::text FROM registry.nuisance_report AS n
                    UNION ALL SELECT 'account', a.id::text, 1, row_to_json(a)::text FROM registry.account AS a
                    UNION ALL SELECT 'finding', f.inspection_id::text, 1,
                        string_agg(row_to_json(f)::text, E'\\n' ORDER BY f.criterion)
                    FROM registry.finding AS f GROUP BY f.inspection_id
                )
                SELECT o.object || ' ' || o.object_key FROM audit.outbox AS o
                LEFT JOIN recomputed AS c
                    ON c.object = o.object AND c.object_key = o.object_key AND c.version = o.version
                WHERE o.digest IS DISTINCT FROM sha256(convert_to(c.said, 'UTF8'))
                """
            ) { rows in try rows.map { try $0.decode(String.self, 0) } }
            #expect(wrong == [])
        }
    }

    @Test func `the actor is a pseudonym, the same for all acts of one person`() async throws {
        try await withWorld { world in
            try await world.inspect(1)
            let actors = try await world.test.admin.query(
                "SELECT DISTINCT actor FROM audit.outbox WHERE object IN ('inspection', 'violation', 'finding')"
            ) { rows in try rows.map { try $0.decode(String.self, 0) } }
            #expect(actors.count == 1)
            #expect(actors[0].count == 32)
        }
    }
}

extension World {
    fileprivate func lastEntry() async throws -> Int {
        try await test.admin.query("SELECT max(id) FROM audit.outbox") { try $0[0].decode(Int.self, 0) }
    }

    /// `act object` of the entries after one, in order.
    fileprivate func entries(after id: Int) async throws -> [String] {
        try await test.admin.query("SELECT act || ' ' || object FROM audit.outbox WHERE id > \(id) ORDER BY id") {
            rows in
            try rows.map { try $0.decode(String.self, 0) }
        }
    }
}
