import FoundationEssentials
import HTTPTypes
import Hummingbird
import NIOConcurrencyHelpers
import NIOCore
import Records
import Registry

/// Finds out who sends a request, by its bearer token, or by the cookie that a browser has instead.
///
/// A token that was good is taken as good for `ServerLimits.signInSeconds` (never beyond its own end), so that a busy
/// client costs one look-up and not hundreds; a token that was revoked at another server can work that much longer.
struct BearerSignIn: Sendable {
    private struct Entry: Sendable {
        let visitor: Visitor
        let until: NIODeadline
    }

    private struct Known: Sendable {
        var entries: [[UInt8]: Entry] = [:]
        /// How often everything was forgotten.
        var forgotten = 0
    }

    private let registry: Registry
    /// Who holds a token, by its hash. Tests stop between this and keeping it.
    private let look: @Sendable (_ hash: [UInt8]) async throws -> SignIn?
    private let seconds: Double
    private let uses: TokenUses
    /// nil where no browser is signed in; then a cookie is nothing.
    private let pages: OwnPages?
    private let known = NIOLockedValueBox(Known())

    init(
        _ registry: Registry, _ limits: ServerLimits, _ uses: TokenUses, _ pages: OwnPages?,
        look: (@Sendable (_ hash: [UInt8]) async throws -> SignIn?)? = nil
    ) {
        self.registry = registry
        self.look = look ?? { try await registry.authenticate(tokenHash: $0) }
        self.uses = uses
        self.pages = pages
        self.seconds = limits.signInSeconds
    }

    /// - Throws: `Refusal.signInNeeded`, in the same words whatever is wrong with the token; `Refusal` `not_from_own_page`.
    func visitor(of request: Request) async throws -> Visitor {
        let hash = try hash(of: request)
        let (entry, forgotten) = known.withLockedValue { ($0.entries[hash], $0.forgotten) }
        if let entry, NIODeadline.now() < entry.until {
            uses.note(entry.visitor.signIn)
            return entry.visitor
        }
        guard let signIn = try await look(hash) else { throw Refusal.signInNeeded }
        let visitor = Visitor(signIn: signIn, pseudonym: registry.pseudonym(of: signIn.actor))
        uses.note(signIn)
        keep(visitor, hash, since: forgotten)
        return visitor
    }

    /// SHA-256 of the token that a request carries.
    /// - Throws: `Refusal.signInNeeded` when it carries none, or what can't be one: that is not looked up; `Refusal` `not_from_own_page`
    ///   for a cookie that somebody else's page made the browser send.
    func hash(of request: Request) throws -> [UInt8] {
        guard let token = try token(of: request) else { throw Refusal.signInNeeded }
        return token.hash
    }

    private func token(of request: Request) throws -> TokenText? {
        if let header = request.headers[.authorization] { return Self.token(header) }
        guard let pages, let text = BrowserCookie.session.value(in: request.headers) else { return nil }
        try pages.admit(request)
        return Self.read(text)
    }

    /// Looks every token up again from now on, because one was revoked. What is being looked up just now may have been read before,
    /// so it isn't kept either.
    func forget() {
        known.withLockedValue { known in
            known.entries.removeAll()
            known.forgotten += 1
        }
    }

    /// - Parameter forgotten: how often everything had been forgotten before the token was looked up.
    private func keep(_ visitor: Visitor, _ hash: [UInt8], since forgotten: Int) {
        let seconds = min(seconds, visitor.signIn.expiresAt.secondsFromNow)
        guard seconds > 0 else { return }
        let now = NIODeadline.now()
        known.withLockedValue { known in
            guard known.forgotten == forgotten else { return }
            if known.entries.count >= 1000 { known.entries = known.entries.filter { now < $0.value.until } }
            if known.entries.count >= 1000 { known.entries.removeAll() }
            known.entries[hash] = Entry(visitor: visitor, until: now + .microseconds(Int64(seconds * 1_000_000)))
        }
    }

    private static func token(_ header: String) -> TokenText? {
        guard header.utf8.count <= 512 else { return nil }
        let parts = header.split(separator: " ")
        guard parts.count == 2, parts[0].lowercased() == "bearer" else { return nil }
        return read(String(parts[1]))
    }

    private static func read(_ text: String) -> TokenText? {
        do {
            return try TokenText(reading: text)
        } catch {
            return nil
        }
    }
}

extension Instant {
    fileprivate var secondsFromNow: Double { Double(microseconds) / 1_000_000 - Date().timeIntervalSince1970 }
}
