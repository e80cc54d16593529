import Logging
import Postgres
import TestSupport
import Testing

/// A database of its own for one test, with small pools.
struct Fixture {
    let connectionString: String
    let database: Database

    static func make(
        poolSize: Int = 4, _ change: (inout DatabaseConfiguration) -> Void = { _ in }
    ) async throws -> Fixture {
        let connectionString = try await ScratchCluster.shared().createDatabase()
        var configuration = DatabaseConfiguration(
            connectionString: connectionString, poolSize: poolSize, acquireTimeout: .seconds(30))
        change(&configuration)
        return Fixture(
            connectionString: connectionString,
            database: Database(configuration, logger: .silent))
    }

    /// Runs `body` with a database of its own and closes it.
    static func run<R>(
        poolSize: Int = 4, _ change: (inout DatabaseConfiguration) -> Void = { _ in },
        _ body: (Database) async throws -> R
    ) async throws -> R {
        let fixture = try await make(poolSize: poolSize, change)
        do {
            let value = try await body(fixture.database)
            await fixture.database.close()
            return value
        } catch {
            await fixture.database.close()
            throw error
        }
    }
}

extension Database {
    /// Runs a schema text.
    func define(_ text: String) async throws { _ = try await query(.file(text)) { $0.count } }

    /// One value by the direct path.
    func value<T: SQLDecodable & Sendable>(_ sql: SQL, as type: T.Type = T.self) async throws -> T {
        try await query(sql) { try $0[0].decode(T.self, 0) }
    }
}

/// The error `body` throws, as what a caller of the database sees.
func failure<R>(_ body: () async throws -> R) async throws -> PostgresError {
    let error = await #expect(throws: PostgresError.self) { _ = try await body() }
    return try #require(error)
}
