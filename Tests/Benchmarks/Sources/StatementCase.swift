import Postgres

/// One statement that both clients run, and its setting.
struct StatementCase: Sendable {
    let name: String
    /// pgbench's script with the same SQL.
    let script: String
    /// Runs the statement once.
    let once: @Sendable (Database, inout Numbers) async throws -> Void

    static let keys = 100_000

    static let schema = """
        CREATE TABLE measured (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, a int NOT NULL, b int NOT NULL);
        CREATE TABLE keyed (id bigint PRIMARY KEY, a int NOT NULL, b text NOT NULL);
        INSERT INTO keyed SELECT n, n % 97, 'row number ' || n FROM generate_series(1, \(keys)) AS n;
        VACUUM ANALYZE keyed;
        """

    static let insert = StatementCase(
        name: "insert returning",
        script: """
            \\set a random(1, 1000000)
            \\set b random(1, 1000000)
            INSERT INTO measured (a, b) VALUES (:a, :b) RETURNING id;
            """
    ) { database, numbers in
        let a = Int.random(in: 1...1_000_000, using: &numbers)
        let b = Int.random(in: 1...1_000_000, using: &numbers)
        _ = try await database.query("INSERT INTO measured (a, b) VALUES (\(a), \(b)) RETURNING id") {
            try $0[0].decode(Int.self, 0)
        }
    }

    static let select = StatementCase(
        name: "select by key",
        script: """
            \\set key random(1, \(keys))
            SELECT id, a, b FROM keyed WHERE id = :key;
            """
    ) { database, numbers in
        let key = Int.random(in: 1...keys, using: &numbers)
        _ = try await database.query("SELECT id, a, b FROM keyed WHERE id = \(key)") { rows in
            let row = rows[0]
            return (try row.decode(Int.self, 0), try row.decode(Int.self, 1), try row.decode(String.self, 2))
        }
    }
}
