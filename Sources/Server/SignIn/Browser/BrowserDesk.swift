import Crypto
import FoundationEssentials
import HTTPTypes
import Hummingbird
import Logging
import OpenID
import Records
import Registry

/// Where people sign in with a browser: OpenID Connect by an authorization code with PKCE, this server being the client.
///
/// No token of the provider and no session ever reaches a page's script: the code is exchanged here, and the session is a cookie that the
/// browser alone handles. (IETF, OAuth 2.0 for Browser-Based Applications, "Backend For Frontend"; RFC 9700.)
struct BrowserDesk: Sendable {
    /// What there is where browsers can sign in.
    struct Way: Sendable {
        let provider: OpenIDProvider
        let browser: BrowserWay
        let exchange: TokenExchange
    }

    let way: Way?
    private let registry: Registry
    private let key: SymmetricKey
    private let sessionSeconds: Int
    private let logger: Logger
    /// Tests leave one out, to see that what it keeps away comes in.
    private let checks: Set<BrowserCheck>

    init(_ registry: Registry, _ configuration: ServerConfiguration, _ logger: Logger) {
        self.registry = registry
        self.logger = logger
        way = configuration.browserWay
        key = SignInTicket.key(of: configuration.digestKey)
        sessionSeconds = configuration.limits.sessionSeconds
        checks = configuration.browserChecks
    }

    // MARK: Going to the provider

    /// Where somebody goes to sign in, and back to.
    struct Beginning: Sendable {
        var jurisdiction: String
        var path: String

        init(_ fields: inout Fields, _ checks: Set<BrowserCheck>) {
            jurisdiction = fields.text("jurisdiction", max: 12)
            path = fields.optionalText("return", max: LocalPath.longest) ?? "/v1/me"
            if checks.contains(.returnPath), !LocalPath.isOne(path) {
                fields.note(
                    "return", "not_a_local_path",
                    "\"return\" is a path of this server, such as /v1/today, and no address elsewhere.")
            }
        }
    }

    /// Sends the browser to the provider.
    /// - Throws: `Refusal.noBrowserWay`; for a path that is not one of this server.
    func begin(_ request: Request, _ visit: Visit) throws -> Response {
        guard let way else { throw Refusal.noBrowserWay }
        let beginning = try Fields.read(texts: try QueryText.parameters(request.uri.query)) { Beginning(&$0, checks) }
        let ticket = SignInTicket(in: beginning.jurisdiction, to: beginning.path, now: Date().timeIntervalSince1970)
        visit.cookies.set(BrowserCookie.signIn.kept(try ticket.sealed(key), seconds: SignInTicket.seconds))
        return Response(status: .seeOther, headers: [.location: Self.address(ticket, way)], body: ResponseBody())
    }

    private static func address(_ ticket: SignInTicket, _ way: Way) -> String {
        let endpoint = way.browser.authorizationEndpoint
        return endpoint + (endpoint.contains("?") ? "&" : "?")
            + QueryText.form([
                ("response_type", "code"), ("client_id", way.provider.clientID),
                ("redirect_uri", way.browser.redirectURI), ("scope", "openid"), ("state", ticket.state),
                ("nonce", ticket.nonce), ("code_challenge", ticket.challenge), ("code_challenge_method", "S256"),
            ])
    }

    // MARK: Coming back

    /// Signs somebody in whom the provider has sent back, and sends the browser on.
    /// - Throws: `Refusal.browserSignInRefused`, whatever is wrong; `Refusal.noBrowserWay`.
    func finish(_ request: Request, _ visit: Visit) async throws -> Response {
        guard let way else { throw Refusal.noBrowserWay }
        // Whatever comes of it, it is over.
        visit.cookies.set(BrowserCookie.signIn.cleared)
        do {
            let ticket = try ticket(request)
            let code = try code(try QueryText.parameters(request.uri.query), ticket, way)
            let answer = try await exchanged(TokenRequest(code, ticket, way.browser, way.provider), way)
            let session = try await session(try answer.idToken(), ticket, way, visit)
            visit.cookies.set(BrowserCookie.session.kept(session.token, seconds: sessionSeconds))
            var page = WelcomePage.response(to: ticket.path)
            page.headers[.receipt] = session.receipt
            return page
        } catch let fault as BrowserFault {
            throw refused(fault.reason, visit)
        } catch let check as IDTokenCheck {
            throw refused("id token: \(check.rawValue)", visit)
        }
    }

    private func require(_ check: BrowserCheck, _ holds: Bool, _ words: String = "") throws {
        if checks.contains(check), !holds { throw BrowserFault(check, words) }
    }

    private func ticket(_ request: Request) throws -> SignInTicket {
        guard let text = BrowserCookie.signIn.value(in: request.headers),
            let ticket = SignInTicket(opening: text, key)
        else { throw BrowserFault(.cookie) }
        let age = Date().timeIntervalSince1970 - ticket.begun
        try require(.age, (-60...Double(SignInTicket.seconds)).contains(age))
        return ticket
    }

    private func code(_ parameters: [String: String], _ ticket: SignInTicket, _ way: Way) throws -> String {
        let state = parameters["state"] ?? ""
        // Comparing keys takes as long whatever differs.
        try require(
            .state, SymmetricKey(data: Array(state.utf8)) == SymmetricKey(data: Array(ticket.state.utf8)))
        try require(.issuer, parameters["iss"].map { $0 == way.provider.issuer } ?? true)
        if let error = parameters["error"] {
            throw BrowserFault(.code, "the provider says \(Self.word(error))")
        }
        guard let code = parameters["code"], !code.isEmpty else { throw BrowserFault(.code, "there is none") }
        return code
    }

    /// An error of the provider for the log: it comes by way of the browser, so only what has the form of one is told.
    private static func word(_ error: String) -> String {
        let isWord = error.utf8.count <= 40 && error.utf8.allSatisfy { $0 == 0x5F || (0x61...0x7A).contains($0) }
        return isWord ? error : "no"
    }

    private func exchanged(_ asked: TokenRequest, _ way: Way) async throws -> TokenRequest.Answer {
        do {
            return try await way.exchange(asked)
        } catch let failure as TokenRequest.Failure {
            throw BrowserFault(.exchange, failure.reason)
        }
    }

    /// The token of the session, and the receipt of the act that opened it.
    private func session(
        _ idToken: String, _ ticket: SignInTicket, _ way: Way, _ visit: Visit
    ) async throws -> (token: String, receipt: String?) {
        let verifier = IDTokenVerifier(way.provider, without: checks.contains(.nonce) ? [] : [.nonce])
        let said = try await verifier.verified(idToken, nonce: ticket.nonce, now: Date().timeIntervalSince1970)
        let bound = try await registry.boundSubject(said.subject, of: said.issuer, in: ticket.jurisdiction)
        guard let bound else { throw BrowserFault(.once, "no account is bound to the subject") }
        let answer = try await registry.openSession(
            bound, subject: said.subject, of: said.issuer, idToken: idToken,
            state: checks.contains(.once) ? ticket.state : nil, label: "browser", seconds: sessionSeconds)
        guard let answer, let token = try BoundedJSON.parse(answer.body)["token"]?.text else {
            throw BrowserFault(.once, "finished before, or no account is bound any more")
        }
        visit.who.note(registry.pseudonym(of: bound.actor))
        return (token, answer.receipt)
    }

    private func refused(_ why: String, _ visit: Visit) -> Refusal {
        logger.notice("sign-in refused", metadata: ["requestId": "\(visit.requestID)", "check": "\(why)"])
        return .browserSignInRefused
    }
}
