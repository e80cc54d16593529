import Postgres
import Testing

@Suite struct RowsJSONTests {
    private func json(_ sql: SQL) async throws -> String {
        try await Fixture.run(poolSize: 1) { database in
            try await database.query(sql) { String(decoding: $0.json(), as: UTF8.self) }
        }
    }

    @Test func `rows become objects in order`() async throws {
        #expect(
            try await json("SELECT n AS id, n % 2 = 0 AS even FROM generate_series(1, 2) n")
                == #"[{"id":1,"even":false},{"id":2,"even":true}]"#)
        #expect(try await json("SELECT 1 AS a WHERE false") == "[]")
        #expect(try await json("SELECT FROM generate_series(1, 2)") == "[{},{}]")
    }

    @Test func `numbers stay exact and what JSON has no number for becomes a string`() async throws {
        #expect(
            try await json(
                """
                SELECT 9223372036854775807 AS a, (-0.10)::numeric AS b, 1e300::float8 AS c, 0.1::float4 AS d,
                'NaN'::float8 AS e, '-Infinity'::float8 AS f, 'NaN'::numeric AS g, 12345678901234567890.123::numeric AS h
                """)
                == #"[{"a":9223372036854775807,"b":-0.10,"c":1e+300,"d":0.1,"e":"NaN","f":"-Infinity","g":"NaN","h":12345678901234567890.123}]"#
        )
    }

    @Test func `texts are escaped and keep their characters`() async throws {
        #expect(
            try await json(
                "SELECT \("quote \" back \\ slash / \u{8}\t\n\u{c}\r\u{1}\u{1f} ë 😀 \u{2028}")::text AS \(identifier: "a\"b\nc")"
            )
                == "[{\"a\\\"b\\nc\":\"quote \\\" back \\\\ slash / \\b\\t\\n\\f\\r\\u0001\\u001f ë 😀 \u{2028}\"}]")
    }

    @Test func `an empty text is no NULL, and a long one has room`() async throws {
        let long = String(repeating: "x\"", count: 50_000)
        #expect(
            try await json("SELECT ''::text AS a, NULL::text AS b, \(long)::text AS c")
                == "[{\"a\":\"\",\"b\":null,\"c\":\"\(long.replacing("\"", with: "\\\""))\"}]")
    }

    @Test func `a list can stand between two texts`() async throws {
        let text = try await Fixture.run(poolSize: 1) { database in
            try await database.query("SELECT n FROM generate_series(1, 3) AS n") {
                String(
                    decoding: $0.json(first: 2, between: "{\"items\":", and: Array(",\"next\":null}".utf8)),
                    as: UTF8.self)
            }
        }
        #expect(text == #"{"items":[{"n":1},{"n":2}],"next":null}"#)
    }

    @Test func `JSON is passed through and NULL is null`() async throws {
        #expect(
            try await json(
                #"SELECT '{"b": [1, null, "x"], "a": 2}'::jsonb AS j, '[1,  2]'::json AS k, NULL::text AS n"#)
                == #"[{"j":{"a": 2, "b": [1, null, "x"]},"k":[1,  2],"n":null}]"#)
    }

    @Test func `instants are RFC 3339 in UTC where it can say them`() async throws {
        #expect(
            try await json(
                """
                SELECT '2026-11-20 21:40:00+01'::timestamptz AS a, '2026-11-20 20:40:00.000001Z'::timestamptz AS b,
                '2026-11-20 20:40:00.250Z'::timestamptz AS c, 'infinity'::timestamptz AS d, '-infinity'::timestamptz AS e,
                '0044-03-15 12:00Z BC'::timestamptz AS f, '12026-01-01Z'::timestamptz AS g, '2026-02-28'::date AS h,
                '2026-11-20 20:40:00'::timestamp AS i
                """)
                == #"[{"a":"2026-11-20T20:40:00Z","b":"2026-11-20T20:40:00.000001Z","c":"2026-11-20T20:40:00.25Z","d":"infinity","e":"-infinity","f":"0044-03-15 12:00:00+00 BC","g":"12026-01-01 00:00:00+00","h":"2026-02-28","i":"2026-11-20 20:40:00"}]"#
        )
    }

    @Test func `arrays become JSON arrays`() async throws {
        #expect(
            try await json(
                #"""
                SELECT '{1,NULL,3}'::int[] AS a, '{}'::text[] AS b, ARRAY['x', 'a,"b"\', NULL, 'NULL', ''] AS c,
                '{{1,2},{3,4}}'::int[] AS d, '[0:1]={5,6}'::int[] AS e, ARRAY[true, false] AS f,
                ARRAY['2026-11-20 20:40Z'::timestamptz] AS g, ARRAY['{"k": 1}'::jsonb] AS h, ARRAY['2026-02-28'::date] AS i
                """#)
                == #"[{"a":[1,null,3],"b":[],"c":["x","a,\"b\"\\",null,"NULL",""],"d":[[1,2],[3,4]],"e":[5,6],"f":[true,false],"g":["2026-11-20T20:40:00Z"],"h":[{"k": 1}],"i":["2026-02-28"]}]"#
        )
    }

    @Test func `one row alone is one object`() async throws {
        let object = try await Fixture.run { database in
            try await database.query("SELECT n FROM generate_series(1, 3) n") {
                String(decoding: $0.json(row: 1), as: UTF8.self)
            }
        }
        #expect(object == #"{"n":2}"#)
    }
}
