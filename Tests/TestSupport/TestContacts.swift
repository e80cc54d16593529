import Records
import Registry
import Sealing
import Synchronization

/// What tests seal contacts with: keys that live as long as the test.
package enum TestContacts {
    /// A place for epoch keys in memory.
    package static func store() -> EpochKeyStore {
        let kept = Kept()
        return EpochKeyStore(
            read: { name in try kept.texts.withLock { $0[name] }.map { try EpochKey(secretText: $0) } },
            keep: { key in kept.texts.withLock { $0[key.name] = key.secretText } },
            destroy: { name in kept.texts.withLock { $0[name] = nil } },
            names: { kept.texts.withLock { $0.keys.sorted() } })
    }

    private final class Kept: Sendable {
        let texts = Mutex<[String: String]>([:])
    }

    /// A contact key that is active from now on.
    /// - Throws: what the registry refuses.
    @discardableResult
    package static func makeKey(
        _ name: String = "officers", in registry: Registry, by proposer: Actor, and confirmer: Actor
    ) async throws -> ContactKey {
        guard let key = ContactKey(newNamed: name) else { throw SealingProblem.noKey }
        _ = try await registry.proposeContactKey(
            NewContactKey(publicKey: key.publicHalf.text), Call(by: proposer))
        _ = try await registry.confirmContactKey(name, Call(by: confirmer))
        return key
    }
}
