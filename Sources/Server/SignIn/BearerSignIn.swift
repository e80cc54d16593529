import FoundationEssentials
import HTTPTypes
import Hummingbird
import NIOConcurrencyHelpers
import NIOCore
import Records
import Registry

/// Finds out who sends a request, by its bearer token.
///
/// A token that was good is taken as good for `ServerLimits.signInSeconds` (never beyond its own end), so that a busy
/// client costs one look-up and not hundreds; a token that was revoked at another server can work that much longer.
struct BearerSignIn: Sendable {
    private struct Entry: Sendable {
        let visitor: Visitor
        let until: NIODeadline
    }

    private let registry: Registry
    private let seconds: Double
    private let uses: TokenUses
    private let known = NIOLockedValueBox<[[UInt8]: Entry]>([:])

    init(_ registry: Registry, _ limits: ServerLimits, _ uses: TokenUses) {
        self.registry = registry
        self.uses = uses
        self.seconds = limits.signInSeconds
    }

    /// - Throws: `Refusal.signInNeeded`, in the same words whatever is wrong with the token.
    func visitor(of request: Request) async throws -> Visitor {
        let hash = try Self.hash(of: request)
        if let entry = known.withLockedValue({ $0[hash] }), NIODeadline.now() < entry.until {
            uses.note(entry.visitor.signIn)
            return entry.visitor
        }
        guard let signIn = try await registry.authenticate(tokenHash: hash) else { throw Refusal.signInNeeded }
        let visitor = Visitor(signIn: signIn, pseudonym: registry.pseudonym(of: signIn.actor))
        uses.note(signIn)
        keep(visitor, hash)
        return visitor
    }

    /// SHA-256 of the token that a request carries.
    /// - Throws: `Refusal.signInNeeded` when it carries none, or what can't be one: that is not looked up.
    static func hash(of request: Request) throws -> [UInt8] {
        guard let token = token(request.headers[.authorization]) else { throw Refusal.signInNeeded }
        return token.hash
    }

    /// Looks every token up again from now on, because one was revoked.
    func forget() { known.withLockedValue { $0.removeAll() } }

    private func keep(_ visitor: Visitor, _ hash: [UInt8]) {
        let seconds = min(seconds, visitor.signIn.expiresAt.secondsFromNow)
        guard seconds > 0 else { return }
        let now = NIODeadline.now()
        known.withLockedValue { known in
            if known.count >= 1000 { known = known.filter { now < $0.value.until } }
            if known.count >= 1000 { known.removeAll() }
            known[hash] = Entry(visitor: visitor, until: now + .microseconds(Int64(seconds * 1_000_000)))
        }
    }

    private static func token(_ header: String?) -> TokenText? {
        guard let header, header.utf8.count <= 512 else { return nil }
        let parts = header.split(separator: " ")
        guard parts.count == 2, parts[0].lowercased() == "bearer" else { return nil }
        do {
            return try TokenText(reading: String(parts[1]))
        } catch {
            return nil
        }
    }
}

extension Instant {
    fileprivate var secondsFromNow: Double { Double(microseconds) / 1_000_000 - Date().timeIntervalSince1970 }
}
