import Logging
import Postgres

/// What was done to make a database ready for the service.
package struct Preparation: Sendable, Equatable {
    package let applied: [Migration]
    package let key: ContextKey

    /// Bootstrap, migrations, views and context key, in this order; changes nothing when all is there.
    /// - Parameter database: connected with a login that may become `registry_owner`.
    /// - Throws: `ProvisionRefusal`, `FileFailure`, `PostgresError`.
    package static func run(on database: Database, sql: SQLFolder, contextKeyFile: String) async throws -> Preparation {
        try await Bootstrap(sql).run(on: database)
        let applied = try await Migrations(sql).apply(database)
        let key = try await ContextKeyStore(file: contextKeyFile).establish(in: database)
        return Preparation(applied: applied, key: key)
    }
}

extension Cluster {
    /// Makes the database `name` in this cluster when it is not there.
    package func makeDatabase(_ name: String = databaseName) async throws {
        let server = Database(
            DatabaseConfiguration(
                connectionString: connectionString(user: "postgres", database: "postgres"), poolSize: 1),
            logger: logger)
        do {
            let exists = try await server.query("SELECT FROM pg_database WHERE datname = \(name)") { $0.count > 0 }
            if !exists { _ = try await server.query("CREATE DATABASE \(identifier: name)") { $0.count } }
        } catch {
            await server.close()
            throw error
        }
        await server.close()
    }

    /// A pool for set-up: few connections, and statements that may take their time.
    package func adminDatabase() -> Database { Database.forSetUp(adminConnectionString, logger: logger) }

    /// Where the context key of a private cluster is.
    package var contextKeyFile: String { folder.path + "/context.key" }
}

extension Database {
    /// A pool for bootstrap and migrations: two connections, statements without a time limit.
    package static func forSetUp(_ connectionString: String, logger: Logger) -> Database {
        Database(
            DatabaseConfiguration(
                connectionString: connectionString, poolSize: 2, statementTimeout: .zero,
                idleInTransactionTimeout: .zero, applicationName: "registryd set-up"), logger: logger)
    }
}
