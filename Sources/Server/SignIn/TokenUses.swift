import FoundationEssentials
import Logging
import NIOConcurrencyHelpers
import Records
import Registry

/// Remembers when tokens were used, and keeps that in one statement every few minutes, so that no request waits for it.
///
/// A server that is killed forgets the uses of the last minutes; one that is stopped keeps them first.
final class TokenUses: Sendable {
    private struct Key: Hashable, Sendable {
        let jurisdiction: Int
        let token: Int
    }

    private let registry: Registry
    private let seconds: Double
    private let logger: Logger
    private let waiting = NIOLockedValueBox<[Key: Instant]>([:])

    init(_ registry: Registry, _ limits: ServerLimits, _ logger: Logger) {
        self.registry = registry
        self.logger = logger
        seconds = limits.lastUseSeconds
    }

    /// Somebody came with it just now.
    func note(_ signIn: SignIn) {
        let now = Instant(microseconds: Int64(Date().timeIntervalSince1970 * 1_000_000))
        let key = Key(jurisdiction: signIn.actor.jurisdiction, token: signIn.token.number)
        waiting.withLockedValue { $0[key] = now }
    }

    /// Keeps them again and again, until the task is cancelled.
    func keepKeeping() async {
        do {
            while true {
                try await Task.sleep(for: .seconds(seconds))
                await keep()
            }
        } catch {
            return
        }
    }

    /// Keeps what came since the last time. What can't be kept now is kept next time.
    func keep() async {
        let uses = waiting.withLockedValue { waiting in
            defer { waiting = [:] }
            return waiting
        }
        do {
            try await registry.note(
                uses.map { Registry.TokenUse(jurisdiction: $0.jurisdiction, token: $0.token, at: $1) })
        } catch {
            logger.warning("the last uses of tokens were not kept", metadata: ["error": "\(error)"])
            waiting.withLockedValue { $0.merge(uses) { newer, _ in newer } }
        }
    }
}
