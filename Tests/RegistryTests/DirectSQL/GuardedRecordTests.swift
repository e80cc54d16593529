import Postgres
import Records
import Testing

@testable import Registry

/// What the guards of outlets and licences say to SQL of the service's own that names a legal act.
struct GuardedRecordTests {
    @Test func `a new record has version 1`() async throws {
        try await withTown() { town in
            let refused = try await town.failure(
                """
                INSERT INTO registry.party (jurisdiction_id, number, reference, kind, name, status, version, act, changed_by)
                VALUES (\(town.officer.jurisdiction), 0, '', 'legal', 'N', 'active', 7, 'register', \(town.officer.person))
                """)
            #expect(refused == "RG007 A new record has version 1.")
        }
    }

    @Test func `an inspection is of the last ten years`() async throws {
        try await withTown() { town in
            _ = try await town.outlet()
            func logged(_ number: Int, _ ago: String) async throws -> String? {
                try await town.said(
                    """
                    INSERT INTO registry.inspection (jurisdiction_id, id, number, reference, outlet_id, kind, outcome,
                        inspector_id, started_at, local_day, content_digest, recorded_by)
                    SELECT o.jurisdiction_id, \(World.id(number))::uuid, 0, '', o.id, 'unannounced', 'access',
                        \(town.officer.person), now() - \(ago)::text::interval, current_date, sha256(''::bytea),
                        \(town.officer.person)
                    FROM registry.outlet AS o
                    """)
            }
            let words = try await logged(1, "10 years 2 days") ?? ""
            #expect(words.hasPrefix("RG007 inspection_is_of_the_last_ten_years: The inspection would be of "))
            #expect(words.hasSuffix(", more than 10 years ago. | Correct the time."))
            #expect(try await logged(2, "9 years 364 days") == nil)
        }
    }

    @Test(
        arguments: [
            ("amend", "active", "street", "amend"), ("close", "closed", "name", "close"),
            ("close", "closed", "street", "close"),
        ])
    func `an act on an outlet changes only what it names`(
        act: String, status: String, column: String, named: String
    ) async throws {
        try await withTown() { town in
            _ = try await town.outlet()
            let refused = try await town.failure(
                """
                UPDATE registry.outlet SET \(identifier: column) = 'Elsewhere', status = \(status), act = \(act),
                    reason = 'x', version = version + 1, changed_by = \(town.officer.person)
                """)
            #expect(refused == "RG007 To \(named) an outlet does not change this about it.")
        }
    }

    @Test func `a licence is not granted to a closed outlet`() async throws {
        try await withTown() { town in
            let (outlet, holder) = (try await town.outlet(), try await town.party())
            let closed = try await town.failure(
                """
                UPDATE registry.outlet SET status = 'closed', act = 'close', reason = 'Gone.', effective_on = '2026-01-01',
                    version = version + 1, changed_by = \(town.officer.person)
                """)
            #expect(closed == nil)
            let refused = try await town.failure(town.grantStatement(outlet, holder))
            #expect(refused == "RG002 The outlet is closed, so no licence was granted.")
        }
    }

    @Test(arguments: [("lapse", "lapsed"), ("withdraw", "withdrawn")])
    func `ending a licence changes none of its conditions`(act: String, status: String) async throws {
        try await withTown() { town in
            let (outlet, holder) = (try await town.outlet(), try await town.party())
            _ = try await town.licence(outlet, holder)
            let refused = try await town.failure(
                """
                UPDATE registry.licence SET conditions = array_append(conditions, 'Anything goes.'), status = \(status),
                    act = \(act), reason = 'x', version = version + 1, changed_by = \(town.officer.person)
                """)
            #expect(refused == "RG007 To \(act) a licence changes neither its end nor its conditions.")
        }
    }

    @Test func `an idempotency key is seen and kept by its own person only`() async throws {
        try await withTown() { town in
            let keep: SQL = """
                INSERT INTO ops.idempotency (jurisdiction_id, person_id, key, request_digest, status, answer)
                VALUES (\(town.officer.jurisdiction), \(town.officer.person), 'k', sha256('x'), 201, '{}')
                """
            let signer = town.registry.signer
            let planted = try await town.failure(keep, context: signer.statement(for: town.reviewer))
            #expect(
                planted == "42501 new row violates row-level security policy \"own_keys\" for table \"idempotency\"")
            #expect(try await town.failure(keep) == nil)
            for (actor, count) in [(town.officer, 1), (town.reviewer, 0)] {
                let seen: Int = try await town.database.read([signer.statement(for: actor)]) { db in
                    try db.one("SELECT count(*) FROM ops.idempotency WHERE key = 'k'")
                }
                #expect(seen == count)
            }
        }
    }
}
