import Postgres
import Records

/// Where texts of packs are read, proved and tried: one at a time, on a thread of its own.
///
/// Reading a long text takes seconds of a processor. So it has no connection of the database, no thread of the cooperative
/// pool, and never more than one processor; who comes meanwhile waits, and is told after a while that it is busy.
final class PackDesk: Sendable {
    private let isTaken = Locked(false)
    private let patience: Duration

    init(patience: Duration) {
        self.patience = patience
    }

    /// What `work` gives, when it is its turn.
    /// - Throws: `Refusal` `checks_are_busy` when its turn doesn't come in time; what `work` throws.
    func take<R: Sendable>(_ work: @escaping @Sendable () throws -> R) async throws -> R {
        try await wait()
        defer { isTaken.withLock { $0 = false } }
        return try await withCheckedThrowingContinuation { waiting in
            startThread { waiting.resume(with: Result(catching: work)) }
        }
    }

    private func wait() async throws {
        let end = ContinuousClock.now + patience
        while !isFree() {
            guard ContinuousClock.now < end else { throw Self.busy }
            try await Task.sleep(for: .milliseconds(20))
        }
    }

    /// Whether nobody had it; then the caller has.
    private func isFree() -> Bool {
        isTaken.withLock { taken in
            defer { taken = true }
            return !taken
        }
    }

    private static let busy = Refusal(
        .busy, "checks_are_busy",
        "The text was not read: this server reads one policy pack at a time, and others were before it.",
        hint: "Send the same request again in a moment.")
}
