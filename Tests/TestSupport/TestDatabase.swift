import Logging
import Postgres
import Provision

/// A migrated database for one test, with pools for the service and for a superuser.
package struct TestDatabase: Sendable {
    package let name: String
    /// Logged in as `registry_service`, as the service is.
    package let service: Database
    /// Logged in as a superuser, for what a test has to arrange or to see past the row security.
    package let admin: Database
    /// The 32 bytes that sign the service's context.
    package let contextKey: [UInt8]
    /// For libpq: the service's login.
    package let serviceConnectionString: String
    package let adminConnectionString: String

    /// Copies the template. `drop` has to be called; `withTestDatabase` does it by itself.
    ///
    /// Waits while too many tests have a database: do not hold two in one test.
    package static func create(poolSize: Int = 4) async throws -> TestDatabase {
        try await create(poolSize: poolSize, from: TestCluster.template)
    }

    static func create(poolSize: Int, from template: String) async throws -> TestDatabase {
        let shared = try await TestCluster.shared
        await shared.places.take()
        do {
            let name = "test_\(String(UInt64.random(in: .min ... .max), radix: 36))"
            _ = try await shared.maker.query(
                "CREATE DATABASE \(identifier: name) TEMPLATE \(identifier: template)"
            ) { $0.count }
            return TestDatabase(name: name, shared: shared, poolSize: poolSize)
        } catch {
            await shared.places.leave()
            throw error
        }
    }

    /// Closes both pools and drops the database.
    package func drop() async throws {
        await service.close()
        await admin.close()
        let shared = try await TestCluster.shared
        await shared.places.leave()
        _ = try await shared.maker.query("DROP DATABASE \(identifier: name) WITH (FORCE)") { $0.count }
    }

    private init(name: String, shared: TestCluster, poolSize: Int) {
        self.name = name
        contextKey = shared.contextKey
        serviceConnectionString = shared.cluster.connectionString(user: "registry_service", database: name)
        adminConnectionString = shared.cluster.connectionString(user: "postgres", database: name)
        service = Self.database(serviceConnectionString, poolSize)
        admin = Self.database(adminConnectionString, 2)
    }

    private static func database(_ connectionString: String, _ poolSize: Int) -> Database {
        Database(
            DatabaseConfiguration(
                connectionString: connectionString, poolSize: poolSize, maximumWaiting: 1000,
                acquireTimeout: .seconds(60), lockTimeout: .seconds(30), idleInTransactionTimeout: .seconds(60)),
            logger: .quiet)
    }
}

/// Runs `body` with a migrated database of its own, which is dropped afterwards.
package func withTestDatabase<R: Sendable>(
    poolSize: Int = 4, _ body: @Sendable (TestDatabase) async throws -> R
) async throws -> R {
    try await TestDatabase.create(poolSize: poolSize).use(body)
}

/// As `withTestDatabase`, with nothing in the database; the roles are there.
package func withEmptyDatabase<R: Sendable>(_ body: @Sendable (TestDatabase) async throws -> R) async throws -> R {
    try await TestDatabase.create(poolSize: 2, from: "template1").use(body)
}

extension TestDatabase {
    fileprivate func use<R: Sendable>(_ body: @Sendable (TestDatabase) async throws -> R) async throws -> R {
        do {
            let result = try await body(self)
            try await drop()
            return result
        } catch {
            try await drop()
            throw error
        }
    }
}
