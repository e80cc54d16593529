import Logging
import NIOConcurrencyHelpers
import Records
import Registry

/// Where credentials are made and checked.
///
/// Whoever is refused is refused in the same words and after the same work: an unknown login, one without a credential, a wrong one, one
/// that is over, was revoked or replaced, and a person who has left. What a credential costs is kept beside it, and may have been raised
/// since: so each check does the work of every cost that there is, whichever of them is the credential's own.
struct CredentialDesk: Sendable {
    private let registry: Registry
    private let places: ScryptPlaces
    private let cost: ScryptCost
    private let sessionSeconds: Int
    private let logger: Logger
    /// What credentials cost, now and earlier; one that nobody has named joins when it is met.
    private let costs: NIOLockedValueBox<[ScryptCost]>
    /// Whether there is a stand-in for what isn't there. Tests leave it out, to see that the difference shows.
    private let standsIn: Bool
    /// Tests count it.
    private let work: @Sendable (CredentialHash, String) throws -> Bool

    init(
        _ registry: Registry, _ limits: ServerLimits, _ logger: Logger, standsIn: Bool = true,
        work: @escaping @Sendable (CredentialHash, String) throws -> Bool = { try $0.isOf($1) }
    ) {
        self.registry = registry
        self.logger = logger
        self.standsIn = standsIn
        self.work = work
        cost = limits.credentialCost
        costs = NIOLockedValueBox([limits.credentialCost] + limits.earlierCredentialCosts)
        sessionSeconds = limits.sessionSeconds
        places = ScryptPlaces(limit: limits.credentialChecks, patience: limits.credentialPatience)
    }

    /// A new credential, for an administrator to hand over.
    func fresh() async throws -> FreshCredential {
        try await places.take { [cost] in try FreshCredential(cost) }
    }

    /// The session that somebody signs in to.
    /// - Throws: `Refusal.signInRefused`, whatever is wrong; `Refusal` `sign_in_is_busy`.
    func session(_ text: String, _ login: String, in jurisdiction: String, _ visit: Visit) async throws -> Answer {
        guard let credential = try await checked(text, login, in: jurisdiction),
            let answer = try await registry.openSession(credential, seconds: sessionSeconds)
        else {
            let login = registry.pseudonym(ofLogin: login, in: jurisdiction)
            logger.notice("sign-in refused", metadata: ["requestId": "\(visit.requestID)", "login": "\(login)"])
            throw Refusal.signInRefused
        }
        visit.who.note(registry.pseudonym(of: credential.actor))
        return answer
    }

    /// The credential that somebody has shown, when it is that and holds.
    func checked(_ text: String, _ login: String, in jurisdiction: String) async throws -> StoredCredential? {
        let stored = try await registry.storedCredential(login, in: jurisdiction)
        // What can't be a credential is checked like one, too.
        let text = CredentialText(reading: text)?.text ?? text
        let hash = stored?.hash
        let costs = costs(with: hash?.cost)
        let isRight = try await places.take { try self.isRight(text, hash, costs) }
        guard let stored, isRight, stored.holds else { return nil }
        return stored
    }

    private func costs(with cost: ScryptCost?) -> [ScryptCost] {
        costs.withLockedValue { costs in
            if let cost, !costs.contains(cost) { costs.append(cost) }
            return costs
        }
    }

    /// One piece of work for each cost, in the same order whoever asks: the credential's own, and a stand-in at the others.
    private func isRight(_ text: String, _ hash: CredentialHash?, _ costs: [ScryptCost]) throws -> Bool {
        var isRight = false
        for cost in costs {
            if let hash, hash.cost == cost {
                isRight = try work(hash, text)
            } else if standsIn {
                _ = try work(Self.nobodys(cost), text)
            }
        }
        return isRight
    }

    /// One that nobody has the text of.
    private static func nobodys(_ cost: ScryptCost) -> CredentialHash {
        CredentialHash(salt: Array(repeating: 0, count: 16), hash: Array(repeating: 0, count: 32), cost: cost)
    }
}
