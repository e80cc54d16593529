import Postgres
import Testing
import TestSupport

@testable import Registry

/// What a superuser does to whole rows of each table of a database with real acts.
@Suite struct TamperMatrixTests {
    /// Rows that may go or stand twice: a signed head less is a proof less, and one more of the same says nothing else.
    private static let mayGo: Set = ["audit.checkpoint", "audit.witnessed_head"]

    private static let tables =
        (RowAudit.records + RowAudit.facts + RowAudit.others).map { "registry.\($0)" }
        + [
            "outbox", "log_entry", "log_subtree", "log_head", "log_key", "checkpoint", "state_part",
            "witnessed_head",
        ].map {
            "audit.\($0)"
        }

    /// Does something to a table with all its constraints gone, looks, and puts the table back.
    private static func findings(_ log: LogOf, _ table: String, _ change: String) async throws -> [LogFinding] {
        try await log.tamper(.file("CREATE TABLE ops.kept AS SELECT * FROM \(table)"), .file(change))
        let findings = try await log.audit().findings
        let columns = try await columns(of: table, log.test)
        try await log.tamper(
            .file("TRUNCATE \(table)"), .file("INSERT INTO \(table) (\(columns)) SELECT \(columns) FROM ops.kept"),
            "DROP TABLE ops.kept")
        return findings
    }

    private static func columns(of table: String, _ test: TestDatabase) async throws -> String {
        try await test.admin.query(
            """
            SELECT string_agg(quote_ident(a.attname), ', ' ORDER BY a.attnum) FROM pg_attribute AS a
            WHERE a.attrelid = \(table)::text::regclass AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = ''
            """
        ) { try $0[0].decode(String.self, 0) }
    }

    @Test func `a row that is gone, a row that stands twice and an emptied table are found in every table`()
        async throws
    {
        try await withLog(filled: true) { world, log in
            try await TamperedColumn.dropConstraints(in: world.test)
            var missed: [String] = []
            for table in Self.tables {
                let rows = try await world.test.admin.query(.file("SELECT count(*) FROM \(table)")) {
                    try $0[0].decode(Int.self, 0)
                }
                #expect(rows > 0, "\(table) has no row.")
                let place = Int.random(in: 0..<max(1, rows))
                let one = "(SELECT ctid FROM \(table) ORDER BY ctid OFFSET \(place) LIMIT 1)"
                let columns = try await Self.columns(of: table, world.test)
                let changes = [
                    ("gone", "DELETE FROM \(table) WHERE ctid = \(one)"), ("emptied", "TRUNCATE \(table)"),
                    ("twice", "INSERT INTO \(table) (\(columns)) SELECT \(columns) FROM \(table) WHERE ctid = \(one)"),
                ]
                for (name, change) in changes where !Self.mayGo.contains(table) {
                    let found = try await Self.findings(log, table, change)
                    if found.isEmpty { missed.append("\(table): \(name), row \(place) of \(rows)") }
                }
            }
            #expect(missed == [])
            #expect(try await log.audit().findings == [])
        }
    }

    @Test func `two rows of a table that change their numbers are found`() async throws {
        try await withLog(filled: true) { world, log in
            try await TamperedColumn.dropConstraints(in: world.test)
            var swapped = 0
            for name in RowAudit.records + RowAudit.facts {
                let ids = try await world.test.admin.query(
                    .file("SELECT id::text FROM registry.\(name) ORDER BY id LIMIT 2")
                ) { rows in try rows.map { try $0.decode(String.self, 0) } }
                guard ids.count == 2 else { continue }
                swapped += 1
                let change = """
                    UPDATE registry.\(name) AS t SET id = o.id FROM registry.\(name) AS o
                    WHERE t.id::text IN ('\(ids[0])', '\(ids[1])') AND o.id::text IN ('\(ids[0])', '\(ids[1])') AND t.id <> o.id
                    """
                let found = try await Self.findings(log, "registry.\(name)", change)
                #expect(found.contains { $0.table == "registry.\(name)" }, "\(name): \(found)")
            }
            #expect(swapped > 8)
        }
    }
}
