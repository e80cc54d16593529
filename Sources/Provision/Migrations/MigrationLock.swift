import Postgres

/// One transaction at a time prepares a database; another one waits for it, at most ten minutes.
enum MigrationLock {
    /// The number of the advisory lock: "registry" in ASCII.
    private static let number = 0x7265_6769_7374_7279

    /// For a READ COMMITTED transaction, so that it sees what the one before it has committed. What follows waits for
    /// a table at most 5 s, so that nobody queues behind it for long, and takes as long as it needs.
    static var prologue: [SQL] {
        [
            "SET LOCAL statement_timeout = 0", "SET LOCAL idle_in_transaction_session_timeout = 0",
            "SET LOCAL lock_timeout = '10min'", "SELECT pg_advisory_xact_lock(\(number))",
            "SET LOCAL lock_timeout = '5s'",
        ]
    }
}
