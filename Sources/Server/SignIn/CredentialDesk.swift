import Logging
import Records
import Registry

/// Where credentials are made and checked.
///
/// Whoever is refused is refused in the same words and after the same work: an unknown login, one without a credential, a wrong one, one
/// that is over, was revoked or replaced, and a person who has left.
struct CredentialDesk: Sendable {
    private let registry: Registry
    private let places: ScryptPlaces
    private let cost: ScryptCost
    private let sessionSeconds: Int
    private let logger: Logger
    /// What is checked where there is no credential. Tests leave it out, to see that the difference shows.
    private let standIn: CredentialHash?

    /// - Parameter standIn: nil stands for one that nobody has the text of.
    init(_ registry: Registry, _ limits: ServerLimits, _ logger: Logger) {
        let nobodys = CredentialHash(
            salt: Array(repeating: 0, count: 16), hash: Array(repeating: 0, count: 32), cost: limits.credentialCost)
        self.init(registry, limits, logger, standIn: nobodys)
    }

    init(_ registry: Registry, _ limits: ServerLimits, _ logger: Logger, standIn: CredentialHash?) {
        self.registry = registry
        self.logger = logger
        self.standIn = standIn
        cost = limits.credentialCost
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
        guard let hash = stored?.hash ?? standIn else { return nil }
        let isRight = try await places.take { try hash.isOf(text) }
        guard let stored, isRight, stored.holds else { return nil }
        return stored
    }
}
