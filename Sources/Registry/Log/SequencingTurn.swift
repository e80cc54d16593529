/// Puts acts into the log, unless another sequencer is at work; and tells where that one has the log and brings nothing forward.
package actor SequencingTurn {
    /// Gives nil while another has the log.
    private let sequence: @Sendable () async throws -> LogSequencer.Batch?
    /// When the head was moved last, as text.
    private let moved: @Sendable () async throws -> String
    private let now: @Sendable () -> ContinuousClock.Instant
    /// Since when another has had the log without moving the head, and where that was.
    private var held: (since: ContinuousClock.Instant, at: String)?

    /// A session that hangs in a transaction is ended by PostgreSQL after ten seconds, so whoever has the log for so long without
    /// bringing it forward is somebody to look for.
    static let patience = Duration.seconds(30)

    package init(
        sequence: @escaping @Sendable () async throws -> LogSequencer.Batch?,
        moved: @escaping @Sendable () async throws -> String,
        now: @escaping @Sendable () -> ContinuousClock.Instant = { ContinuousClock.now }
    ) {
        self.sequence = sequence
        self.moved = moved
        self.now = now
    }

    /// One batch; gives whether there is more to do at once.
    /// - Throws: `LogFault.heldElsewhere` where another has had the log for too long; whatever the sequencer throws.
    package func step() async throws -> Bool {
        if let batch = try await sequence() {
            held = nil
            return batch.isFull
        }
        let place = try await moved()
        guard let held, held.at == place else {
            held = (now(), place)
            return false
        }
        let time = now() - held.since
        guard time <= Self.patience else { throw LogFault.heldElsewhere(seconds: Int(time.components.seconds)) }
        return false
    }
}
