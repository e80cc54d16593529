import Postgres
import Testing

@Suite struct ErrorTests {
    @Test func `an error names constraint, table and statement, never a value`() async throws {
        try await Fixture.run { database in
            try await database.define(
                """
                CREATE TABLE person (name text CONSTRAINT name_is_taken UNIQUE, age int NOT NULL);
                INSERT INTO person VALUES ('Klaas Vaak', 1)
                """)
            let refused = try await failure {
                try await database.write { try $0.execute("INSERT INTO person VALUES (\("Klaas Vaak"), \(1))") }
            }
            #expect(refused.kind == .server)
            #expect(refused.sqlstate == "23505")
            #expect(refused.severity == "ERROR")
            #expect(refused.schema == "public")
            #expect(refused.table == "person")
            #expect(refused.constraint == "name_is_taken")
            #expect(refused.detail == nil)
            #expect(
                "\(refused)" == """
                    duplicate key value violates unique constraint "name_is_taken" [23505] constraint name_is_taken \
                    table person in: INSERT INTO person VALUES ($1, $2)
                    """)
            let missing = try await failure {
                try await database.query("INSERT INTO person VALUES (\("x"), \(nil as Int?))") { $0.count }
            }
            #expect(missing.column == "age")
        }
    }

    @Test(arguments: [
        "SELECT \("Klaas")::int", "SELECT \("Klaas")::date", "SELECT \("Klaas")::jsonb", "SELECT \("Klaas")::uuid",
        "SELECT \("{Klaas")::int[]", "SELECT current_setting(\("Klaas.x"))", "SELECT now() AT TIME ZONE \("Klaas")",
        "SELECT \("Klaas")::regclass", "SELECT '1'::numeric(2,0) + \("Klaas")",
    ])
    func `a message that quotes the value loses it`(_ sql: SQL) async throws {
        try await Fixture.run(poolSize: 1) { database in
            let direct = try await failure { try await database.query(sql) { $0.count } }
            let inside = try await failure { try await database.read { try $0.rows(sql) } }
            for error in [direct, inside] {
                #expect(error.kind == .server)
                let everything = [
                    error.message, error.detail, error.hint, error.statement, error.column, "\(error)",
                    String(reflecting: error),
                ]
                #expect(!everything.contains { $0?.contains("Klaas") == true })
            }
        }
    }

    @Test func `detail and hint are kept for this project's own errors`() async throws {
        try await Fixture.run { database in
            for code in ["RG042", "P0001"] {
                let refused = try await failure {
                    try await database.define(
                        """
                        DO $$ BEGIN RAISE EXCEPTION 'no' USING ERRCODE = '\(code)', DETAIL = 'd', HINT = 'h',
                        CONSTRAINT = 'c', TABLE = 't'; END $$
                        """)
                }
                #expect([refused.detail, refused.hint, refused.constraint, refused.table] == ["d", "h", "c", "t"])
            }
        }
    }

    @Test func `a text with a zero character is refused before it is sent`() async throws {
        try await Fixture.run { database in
            for error in [
                try await failure { try await database.query("SELECT \("a\0b")::text") { $0.count } },
                try await failure { try await database.write { try $0.execute("SELECT \("a\0b")::text") } },
            ] {
                #expect(error.sqlstate == "22021")
                #expect(
                    error.message
                        == "A text contains a zero character, which PostgreSQL cannot store; nothing was sent.")
            }
            #expect(try await database.value("SELECT 1") == 1)
        }
    }
}
