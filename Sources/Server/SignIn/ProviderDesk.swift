import FoundationEssentials
import Logging
import OpenID
import Records
import Registry

/// Where id tokens of the identity provider are checked.
///
/// Whoever is refused is refused in the same words: an id token that is not good, one that was used before, and one of somebody to whom
/// no account is bound. Which it was stands in the program's log.
struct ProviderDesk: Sendable {
    /// nil where the operator has set none down.
    let provider: OpenIDProvider?
    private let registry: Registry
    private let sessionSeconds: Int
    private let logger: Logger

    init(_ registry: Registry, _ provider: OpenIDProvider?, _ limits: ServerLimits, _ logger: Logger) {
        self.registry = registry
        self.provider = provider
        self.logger = logger
        sessionSeconds = limits.sessionSeconds
    }

    /// The session that somebody signs in to by an id token that was asked for without a nonce (device code, RFC 8628).
    /// - Throws: `Refusal.idTokenRefused`, whatever is wrong; `Refusal.noProvider`.
    func session(_ idToken: String, in jurisdiction: String, _ visit: Visit) async throws -> Answer {
        guard let provider else { throw Refusal.noProvider }
        do {
            let verifier = IDTokenVerifier(provider)
            let said = try await verifier.verified(idToken, nonce: nil, now: Date().timeIntervalSince1970)
            guard let bound = try await registry.boundSubject(said.subject, of: said.issuer, in: jurisdiction),
                let answer = try await registry.openSession(
                    bound, subject: said.subject, of: said.issuer, idToken: idToken, seconds: sessionSeconds)
            else { throw refused("not bound, or used before", visit) }
            visit.who.note(registry.pseudonym(of: bound.actor))
            return answer
        } catch let check as IDTokenCheck {
            throw refused(check.rawValue, visit)
        }
    }

    private func refused(_ why: String, _ visit: Visit) -> Refusal {
        logger.notice("sign-in refused", metadata: ["requestId": "\(visit.requestID)", "check": "\(why)"])
        return .idTokenRefused
    }
}
