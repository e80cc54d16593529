import Postgres
import Testing
import TestSupport

@testable import Registry

/// What a wrong clock does to the log.
@Suite struct LogClockTests {
    @Test func `a state of an hour that has not come yet stops no other one, and is told`() async throws {
        try await withLog { world, log in
            try await log.takeState()
            // As if the clock had been a year ahead then.
            try await log.tamper(
                "UPDATE audit.state_part SET hour = hour + interval '365 days'",
                "UPDATE audit.log_entry SET state_hour = state_hour + interval '365 days' WHERE state_hour IS NOT NULL",
                """
                UPDATE audit.log_entry SET entry = audit.state_entry(state_hour) WHERE state_hour IS NOT NULL
                """)
            try await LogForgery(world.test).refit()
            log.memory.withLock { $0 = nil }
            try await LogForgery(world.test).sign([log.signer])
            let ahead = try #require(try await log.audit(deep: false).newestState)
            #expect(try await world.registry.logStanding().aheadHour == ahead)
            #expect(
                try await world.registry.warning()
                    == "The log has a state of \(ahead), which has not come yet: the clock of the database was ahead then, or is behind now."
            )
            try await world.inspect(60)
            try await log.catchUp()
            #expect(try await log.takeState() > 1)
            try await log.catchUp()
            let report = try await log.audit()
            #expect(report.findings == [] && report.states == 2)
            #expect(report.newestState != ahead)
            #expect(try await world.registry.logStanding().stateHour == report.newestState)
            #expect(
                report.notes.count == 1 && report.notes[0].hasPrefix("The newest entries, from "), "\(report.notes)")
        }
    }

    private static func check(_ times: [(String, Bool)]) -> TimeCheck {
        var check = TimeCheck()
        for (index, (time, isState)) in times.enumerated() {
            check.take("2026-11-\(time):00Z", at: UInt64(index), isState: isState)
        }
        return check
    }

    @Test func `an act of an earlier time is a finding, and a clock that was put right is told`() {
        let honest = Self.check([("27T10:00", false), ("27T09:30", false), ("27T10:00", true), ("29T10:00", false)])
        #expect(honest.findings == [] && honest.notes == [])
        let late = Self.check([("27T10:00", false), ("20T10:00", false), ("20T10:01", false), ("27T10:01", false)])
        #expect(
            late.findings == [
                LogFinding(
                    .timeReversed, table: "audit.outbox", index: 1,
                    "Entries 1 to 2 are of 2026-11-20T10:00:00Z, after entry 0 of 2026-11-27T10:00:00Z: recorded later than stated."
                )
            ])
        #expect(late.notes == [])
        let ahead = Self.check([
            ("27T10:00", false), ("20T10:00", false), ("20T10:00", true), ("20T11:00", true), ("20T11:01", false),
        ])
        #expect(ahead.findings == [])
        #expect(
            ahead.notes == [
                "The times of the entries go back from 2026-11-27T10:00:00Z to 2026-11-20T10:00:00Z at entry 1, and on from there: "
                    + "the clock of the database was ahead before."
            ])
        let open = Self.check([("27T10:00", false), ("20T10:00", false)])
        #expect(open.findings == [])
        #expect(
            open.notes == [
                "The newest entries, from 1 on, are of 2026-11-20T10:00:00Z, and entry 0 before them is of 2026-11-27T10:00:00Z: "
                    + "a clock was wrong, or acts state a wrong time. Check again when the log has gone on for two hours."
            ])
    }

    @Test func `the proof of a record is found by an index`() async throws {
        try await withTestDatabase { test in
            try await test.admin.write { db in
                try db.execute(
                    """
                    INSERT INTO audit.outbox (jurisdiction_id, actor, act, object, object_key, version, digest)
                    SELECT 1, 'x', 'log', 'visit', n::text, 1, sha256('x') FROM generate_series(1, 20000) AS n
                    """)
                try db.execute("ANALYZE audit.outbox")
            }
            // The statement of ops.logged_act, planned once for every key.
            let plan = try await test.admin.query(
                """
                EXPLAIN SELECT o.version, e.leaf_index, e.entry FROM audit.outbox AS o
                LEFT JOIN audit.log_entry AS e ON e.jurisdiction_id = o.jurisdiction_id AND e.outbox_id = o.id
                WHERE o.jurisdiction_id = 1 AND o.object = 'visit' AND o.object_key = '77' ORDER BY o.id DESC LIMIT 1
                """
            ) { rows in try rows.map { try $0.decode(String.self, 0) }.joined(separator: "\n") }
            #expect(plan.contains("outbox_about") && !plan.contains("Seq Scan on outbox"), "\(plan)")
        }
    }
}
