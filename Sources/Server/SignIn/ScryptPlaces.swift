import NIOConcurrencyHelpers
import Postgres
import Records

/// Where scrypt is worked out: some at a time, each on a thread of its own.
///
/// One takes 128 MiB and a processor for a good part of a second. So guesses, however many come at once, exhaust neither memory nor the
/// processors; who comes meanwhile waits for a turn, and is told after a while that it is busy.
final class ScryptPlaces: Sendable {
    private let limit: Int
    private let patience: Duration
    private let taken = NIOLockedValueBox(0)

    init(limit: Int, patience: Duration) {
        self.limit = limit
        self.patience = patience
    }

    /// What `work` gives, when it is its turn.
    /// - Throws: `Refusal` `sign_in_is_busy` when its turn doesn't come in time; what `work` throws.
    func take<Result: Sendable>(_ work: @escaping @Sendable () throws -> Result) async throws -> Result {
        try await wait()
        defer { taken.withLockedValue { $0 -= 1 } }
        return try await withCheckedThrowingContinuation { waiting in
            startThread { waiting.resume(with: Swift.Result(catching: work)) }
        }
    }

    private func wait() async throws {
        let end = ContinuousClock.now + patience
        while !isFree() {
            guard ContinuousClock.now < end else { throw Self.busy }
            try await Task.sleep(for: .milliseconds(10))
        }
    }

    /// Whether there was a place; then the caller has it.
    private func isFree() -> Bool {
        taken.withLockedValue { taken in
            guard taken < limit else { return false }
            taken += 1
            return true
        }
    }

    private static let busy = Refusal(
        .busy, "sign_in_is_busy", "Nobody was signed in: as many credentials are being checked as may at one time.",
        hint: "Sign in again in a moment. Who is signed in already works on.")
}
