import Postgres
import Testing

@Suite struct SQLTests {
    @Test func `values are bound and never become text`() {
        let name = "x'; DROP TABLE outlet; --"
        let sql: SQL = "SELECT * FROM outlet WHERE name = \(name) AND id = \(5)"
        #expect(sql.text == "SELECT * FROM outlet WHERE name = $1 AND id = $2")
    }

    @Test func `pieces are spliced with their values renumbered`() async throws {
        let first: SQL = "a > \(1) AND text <> '$1'"
        let second: SQL = "\(sql: first) OR a < \(2)"
        let sql: SQL = """
            SELECT \(10)::int + count(*) FROM generate_series(1, 5) a, (SELECT '' AS text) t \(literal: "WHERE") \
            \(sql: second) OR \(sql: first)
            """
        #expect(
            sql.text == """
                SELECT $1::int + count(*) FROM generate_series(1, 5) a, (SELECT '' AS text) t WHERE a > $2 AND \
                text <> '$1' OR a < $3 OR a > $4 AND text <> '$1'
                """)
        try await Fixture.run { (database: Database) async throws in
            #expect(try await database.value(sql) == 15)
        }
    }

    @Test func `names are quoted`() {
        let name = "my \"table\""
        let sql: SQL = "SELECT 1 FROM \(identifier: name)"
        #expect(sql.text == #"SELECT 1 FROM "my ""table""""#)
    }
}
