import Postgres
import Testing

@Suite struct DecodingTests {
    @Test func `values come back as they were bound`() async throws {
        try await Fixture.run { (database: Database) async throws in
            #expect(try await database.value("SELECT \(true)::bool") == true)
            #expect(try await database.value("SELECT \(Int.min)::int8") == Int.min)
            #expect(try await database.value("SELECT \(Int.max)::int8") == Int.max)
            #expect(try await database.value("SELECT \(-7)::int2") == Int16(-7))
            #expect(try await database.value("SELECT \(0.1)::float8") == 0.1)
            #expect(try await database.value("SELECT \(Double.infinity)::float8") == Double.infinity)
            #expect(
                try await database.value("SELECT \("Sint Antoniësbreestraat 😀 \\ ' \" \n")::text")
                    == "Sint Antoniësbreestraat 😀 \\ ' \" \n")
            #expect(try await database.value("SELECT \(nil as String?)::text", as: String?.self) == nil)
            #expect(try await database.value("SELECT \(Array(0...255) as [UInt8])::bytea") == Array(0...255) as [UInt8])
            #expect(try await database.value("SELECT \([] as [UInt8])::bytea") == [] as [UInt8])
            #expect(try await database.value("SELECT \([1, -2, 3])::int[]") == [1, -2, 3])
            #expect(try await database.value("SELECT \([] as [Int])::int[]") == [] as [Int])
            #expect(try await database.value("SELECT \([0.5, -1e300])::float8[]") == [0.5, -1e300])
            let texts = ["", "NULL", "a,b", "{x}", "say \"hé\"", "back\\slash", " space "]
            #expect(try await database.value("SELECT \(texts)::text[]") == texts)
            #expect(
                try await database.value("SELECT \(RawJSON("{\"a\": [1]}"))::jsonb", as: RawJSON.self).text
                    == "{\"a\": [1]}")
            #expect(try await database.value("SELECT \(SQLText("2026-02-28", type: 1082)) + 1") == "2026-03-01")
        }
    }

    @Test func `texts of numerics and instants are exact`() async throws {
        try await Fixture.run { (database: Database) async throws in
            #expect(
                try await database.value("SELECT 123456789012345678901234567890.1200::numeric")
                    == "123456789012345678901234567890.1200")
            #expect(
                try await database.value("SELECT '2026-11-20 21:40:00.5+01'::timestamptz")
                    == "2026-11-20 20:40:00.5+00")
            #expect(
                try await database.value("SELECT '2026-11-20 21:40:00+01'::timestamptz", as: RFC3339.self).text
                    == "2026-11-20T20:40:00Z")
            #expect(try await database.value("SELECT 'P1Y2M3DT4H'::interval") == "P1Y2M3DT4H")
        }
    }

    @Test func `a row gives its values by name and by position`() async throws {
        try await Fixture.run { (database: Database) async throws in
            let (a, b, c) = try await database.query("SELECT 1 AS a, 'x' AS \"B c\", NULL::int AS d") { rows in
                let row = rows[0]
                return (try row[0] as Int, try row.get("B c", as: String.self), try row["d"] as Int?)
            }
            #expect((a, b, c) == (1, "x", nil))
        }
    }

    @Test func `a value of another type is refused without being shown`() async throws {
        try await Fixture.run { (database: Database) async throws in
            func text(_ body: @escaping @Sendable (Row) throws -> Void) async throws -> String {
                let error = try await failure {
                    try await database.query(
                        "SELECT NULL::int AS a, 'secret' AS b, 300000 AS c, '{1,NULL}'::int[] AS d"
                    ) {
                        try body($0[0])
                    }
                }
                #expect(error.kind == .decoding)
                return error.message
            }
            #expect(try await text { _ = try $0["a"] as Int } == "Column \"a\" is NULL; Int was asked for.")
            #expect(try await text { _ = try $0["b"] as Int } == "Column \"b\" (type 25) cannot be read as Int.")
            #expect(try await text { _ = try $0["b"] as Bool } == "Column \"b\" (type 25) cannot be read as Bool.")
            #expect(try await text { _ = try $0["c"] as Int16 } == "Column \"c\" (type 23) cannot be read as Int16.")
            #expect(
                try await text { _ = try $0["d"] as [Int] } == "Column \"d\" (type 1007) cannot be read as Int array.")
            #expect(try await text { _ = try $0["e"] as Int } == "There is no column \"e\"; the row has a, b, c, d.")
            #expect(try await text { _ = try $0[4] as Int } == "There is no column 4; the row has 4.")
        }
    }
}
