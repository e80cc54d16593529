/// The state of a database's connections, and its counters since the start.
package struct PoolStatistics: Sendable, Equatable {
    package var idle = 0
    package var busy = 0
    package var waiting = 0
    package var opened = 0
    package var closed = 0
    /// Transactions run again after a serialization failure or deadlock.
    package var retries = 0
    /// Commits whose outcome is not known.
    package var indeterminate = 0
}
