/// Where the database is and how its connections are kept.
package struct DatabaseConfiguration: Sendable {
    package var connectionString: String
    /// Who logs in, whatever the connection string says; nil leaves it to that.
    package var login: String?
    /// Which database of the server, whatever the connection string says; nil leaves it to that.
    package var database: String?
    /// The most connections that are open at one time.
    package var poolSize: Int
    /// The most callers that wait for a connection; one more is refused at once.
    package var maximumWaiting: Int
    /// How long a caller waits for a connection.
    package var acquireTimeout: Duration
    /// A connection older than this is replaced when it is next idle.
    package var maximumAge: Duration
    package var statementTimeout: Duration
    package var lockTimeout: Duration
    package var idleInTransactionTimeout: Duration
    package var applicationName: String
    /// SQL run on each new connection, after the settings.
    package var onConnect: [String]
    /// How many statements a connection keeps prepared.
    package var preparedStatements = 256

    /// - Parameter connectionString: a URL or keywords as libpq reads them; several hosts are allowed.
    package init(
        connectionString: String, poolSize: Int = 16, maximumWaiting: Int = 64,
        acquireTimeout: Duration = .seconds(5), maximumAge: Duration = .seconds(1800),
        statementTimeout: Duration = .seconds(30), lockTimeout: Duration = .seconds(2),
        idleInTransactionTimeout: Duration = .seconds(10), applicationName: String = "registryd",
        onConnect: [String] = []
    ) {
        self.connectionString = connectionString
        self.poolSize = poolSize
        self.maximumWaiting = maximumWaiting
        self.acquireTimeout = acquireTimeout
        self.maximumAge = maximumAge
        self.statementTimeout = statementTimeout
        self.lockTimeout = lockTimeout
        self.idleInTransactionTimeout = idleInTransactionTimeout
        self.applicationName = applicationName
        self.onConnect = onConnect
    }

    /// What this target's readers rely on: text formats, time zone, limits, and messages in one language where the
    /// role may choose it; no compilation of plans, which costs short statements more than it saves. One text, so one
    /// round trip.
    var sessionSettings: [String] {
        [
            """
            SET TimeZone = 'UTC'; SET DateStyle = 'ISO, MDY'; SET IntervalStyle = 'iso_8601';
            SET bytea_output = 'hex'; SET standard_conforming_strings = on; SET jit = off;
            SET statement_timeout = \(statementTimeout.milliseconds);
            SET lock_timeout = \(lockTimeout.milliseconds);
            SET idle_in_transaction_session_timeout = \(idleInTransactionTimeout.milliseconds);
            SELECT set_config('lc_messages', 'C', false) WHERE has_parameter_privilege('lc_messages', 'SET')
            """
        ]
    }
}

extension Duration {
    /// Whole milliseconds, rounded down.
    var milliseconds: Int64 {
        components.seconds * 1000 + components.attoseconds / 1_000_000_000_000_000
    }

    /// Nanoseconds, for clocks of the operating system.
    var nanoseconds: Int64 {
        components.seconds * 1_000_000_000 + components.attoseconds / 1_000_000_000
    }
}
