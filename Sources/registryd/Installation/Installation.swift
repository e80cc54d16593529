import Logging
import Postgres
import Provision

/// An installation whose database runs, for as long as one command needs it.
struct Installation: Sendable {
    let options: InstallationOptions
    let logger: Logger
    /// The private cluster; nil with a server of one's own.
    let cluster: Cluster?
    let migrations: Migrations

    /// Starts the private database where no other one is named, runs `body`, and stops the database unless another
    /// process uses it: also one that was left without its service, which was killed.
    /// - Parameter leavesKept: leaves a database running that `registryd cluster start` has started.
    static func open<R: Sendable>(
        _ options: InstallationOptions, leavesKept: Bool = true, _ body: @Sendable (Installation) async throws -> R
    ) async throws -> R {
        let logger = options.logger()
        let migrations = try Migrations(folder: try SQLFolder.find(named: options.sqlFiles))
        let cluster =
            options.connectionString == nil ? try await Cluster.start(folder: options.dataFolder, logger: logger) : nil
        let installation = Installation(options: options, logger: logger, cluster: cluster, migrations: migrations)
        do {
            let result = try await body(installation)
            try await cluster?.stop(unlessKept: leavesKept)
            return result
        } catch {
            try await cluster?.stop(unlessKept: leavesKept)
            throw error
        }
    }

    /// Runs `body` with the login that sets up; it closes its connections afterwards.
    func asAdministrator<R: Sendable>(_ body: @Sendable (Database) async throws -> R) async throws -> R {
        try await with(administratorConfiguration, body)
    }

    /// Another database of the same server, with the login that sets up; whoever asks closes it.
    func administrator(of name: String) -> Database {
        var configuration = administratorConfiguration
        configuration.database = name
        return Database(configuration, logger: logger)
    }

    private var administratorConfiguration: DatabaseConfiguration {
        DatabaseConfiguration(
            connectionString: cluster?.adminConnectionString ?? options.connectionString ?? "", poolSize: 2,
            statementTimeout: .zero, idleInTransactionTimeout: .zero, applicationName: "registryd set-up")
    }

    /// Runs `body` with the service's login; it closes its connections afterwards.
    func asService<R: Sendable>(_ body: @Sendable (Database) async throws -> R) async throws -> R {
        try await with(serviceConfiguration(poolSize: 2), body)
    }

    func serviceConfiguration(poolSize: Int) -> DatabaseConfiguration {
        DatabaseConfiguration(
            connectionString: cluster?.serviceConnectionString ?? options.connectionString ?? "", poolSize: poolSize)
    }

    private func with<R: Sendable>(
        _ configuration: DatabaseConfiguration, _ body: @Sendable (Database) async throws -> R
    ) async throws -> R {
        let database = Database(configuration, logger: logger)
        do {
            let result = try await body(database)
            await database.close()
            return result
        } catch {
            await database.close()
            throw error
        }
    }
}
