import Postgres
import Testing
import TestSupport

@testable import Registry

/// What the log says of the tables each hour.
@Suite struct LogStateTests {
    @Test func `the log has one state for an hour, about every table that is compared row by row`() async throws {
        try await withLog { world, log in
            #expect(try await log.takeState() > 1)
            #expect(try await log.takeState() == 0)
            let states = try await world.test.admin.read { db in try StatePart.all(db) }
            #expect(states.count == 1)
            let tables = states.values.first?.map(\.object)
            #expect(tables == (RowAudit.records + RowAudit.facts + ["finding", "history"]).sorted())
            try await log.catchUp()
            let report = try await log.audit()
            #expect(report.findings == [] && report.states == 1 && report.newestState == states.keys.first)
        }
    }

    @Test func `acts between the parts of a state and since are no finding`() async throws {
        try await withLog { world, log in
            for turn in 2... {
                guard try await log.sequencer.takeState() == .part else { break }
                // Some parts see acts that are not in the log yet.
                if turn % 4 == 0 { try await world.inspect(turn) }
                if turn % 8 == 0 { _ = try await log.sequencer.sequence() }
            }
            try await log.catchUp()
            try await log.takeState()
            try await world.inspect(90)
            try await log.catchUp()
            let report = try await log.audit()
            #expect(report.findings == [] && report.states == 1)
            let also = try await world.test.admin.query("SELECT sum(cardinality(also)) FROM audit.state_part") {
                try $0[0].decode(Int.self, 0)
            }
            #expect(also > 0)
        }
    }

    /// What is done before the state is taken, and how it is put right again after it.
    static let mended: [(String, before: [SQL], after: [SQL], counted: Bool)] = [
        (
            "a changed decision",
            [
                "CREATE TABLE ops.kept AS SELECT * FROM registry.decision",
                "UPDATE registry.decision SET reasons = 'Nothing was found.'",
            ],
            ["UPDATE registry.decision AS d SET reasons = k.reasons FROM ops.kept AS k WHERE k.id = d.id"], false
        ),
        (
            "a deleted account",
            [
                "CREATE TABLE ops.kept AS SELECT * FROM registry.account WHERE id = 1",
                "DELETE FROM registry.account WHERE id = 1",
            ],
            ["INSERT INTO registry.account OVERRIDING SYSTEM VALUE SELECT * FROM ops.kept"], true
        ),
        (
            "a changed outlet",
            [
                "CREATE TABLE ops.kept AS SELECT * FROM registry.outlet",
                "UPDATE registry.outlet SET name = 'Another name'",
            ],
            ["UPDATE registry.outlet AS o SET name = k.name FROM ops.kept AS k WHERE k.id = o.id"], false
        ),
        (
            "a version that is gone",
            [
                "CREATE TABLE ops.kept AS SELECT * FROM registry.history WHERE object = 'action' AND version = 1",
                "DELETE FROM registry.history WHERE object = 'action' AND version = 1",
            ],
            ["INSERT INTO registry.history SELECT * FROM ops.kept"], true
        ),
        (
            "changed findings",
            [
                "CREATE TABLE ops.kept AS SELECT * FROM registry.finding",
                "UPDATE registry.finding SET result = 'pass'",
            ],
            [
                """
                UPDATE registry.finding AS f SET result = k.result FROM ops.kept AS k
                WHERE k.inspection_id = f.inspection_id AND k.criterion = f.criterion
                """
            ], false
        ),
    ]

    @Test(arguments: mended.indices)
    func `what was changed when the state was taken is found for ever, also where it was put right`(
        place: Int
    ) async throws {
        let (name, before, after, counted) = Self.mended[place]
        try await withLog { world, log in
            try await TestLog.tamper(world.test, before)
            try await log.takeState()
            try await TestLog.tamper(world.test, after)
            try await log.catchUp()
            let findings = try await log.audit().findings
            #expect(!findings.isEmpty && findings.allSatisfy { $0.kind == .stateDiffers }, "\(name): \(findings)")
            // The log alone shows it where the number differs; without the check of states it stays unseen.
            #expect(try await log.audit(deep: false).findings.isEmpty == !counted, "\(name)")
            let rows = try await RowAudit(database: world.test.admin).run()
            #expect(rows.findings == [], "\(name)")
        }
    }

    @Test func `a state that differs names the table, the hour and the numbers`() async throws {
        try await withLog { world, log in
            try await log.tamper("DELETE FROM registry.account")
            try await log.takeState()
            try await log.catchUp()
            let finding = try await log.audit(deep: false).findings.first
            let hour = try #require(try await log.audit(deep: false).newestState)
            let made = try await world.test.admin.query(
                "SELECT count(*) FROM audit.outbox WHERE object = 'account'"
            ) { try $0[0].decode(Int.self, 0) }
            #expect(
                finding
                    == LogFinding(
                        .stateDiffers, table: "registry.account", key: hour,
                        "At \(hour) registry.account had 0 records, and the acts until then make \(made)."))
        }
    }

    @Test func `nobody but the database says what a table held`() async throws {
        try await withLog { world, log in
            let hour = "date_trunc('hour', now())"
            let size = try await log.audit(deep: false).entries
            let refused: [(TestDatabase.Login, String, String)] = [
                (.sequencer, "INSERT INTO audit.state_part DEFAULT VALUES", "permission denied for table state_part"),
                (.sequencer, "UPDATE audit.state_part SET rows = 7", "permission denied for table state_part"),
                (.service, "SELECT audit.take_state()", "permission denied for schema audit"),
                (.signer, "SELECT audit.take_state()", "permission denied for function take_state"),
                (.admin, "UPDATE audit.state_part SET rows = 7", "state_part is append-only: UPDATE is refused."),
                (
                    .signer, "INSERT INTO audit.witnessed_head (size, note) VALUES (\(size), 'x')",
                    "A witnessed head of \(size) entries was not kept: the one that was signed is another."
                ),
                (
                    .admin, "UPDATE audit.witnessed_head SET note = ''",
                    "witnessed_head is append-only: UPDATE is refused."
                ),
            ]
            for (login, statement, words) in refused {
                let ending = try await world.test.psql(as: login, statement)
                #expect(ending.errors.contains("ERROR:  \(words)\n"), "\(statement): \(ending)")
            }
            func early(_ at: String) async throws -> String {
                try await world.test.psql(
                    as: .sequencer, "INSERT INTO audit.log_entry (leaf_index, state_hour) VALUES (\(size), \(at))"
                ).errors
            }
            let tables = RowAudit.records.count + RowAudit.facts.count + 2
            #expect(try await early(hour).contains("00:00Z: of \(tables) tables none was taken.\n"))
            #expect(
                try await early("'2026-01-01 00:00Z'").contains(
                    "ERROR:  The log gets no state of 2026-01-01T00:00:00Z: of \(tables) tables none was taken.\n"))
            while try await log.sequencer.takeState() == .part {}
            #expect(
                try await world.test.psql(
                    as: .sequencer,
                    "INSERT INTO audit.log_entry (leaf_index, state_hour) VALUES (\(size + 1), \(hour))"
                ).errors.contains("it has one of that hour or of a later one.\n"))
        }
    }
}
