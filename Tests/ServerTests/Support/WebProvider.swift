import Crypto
import Foundation
import NIOConcurrencyHelpers
import OpenID
import OpenIDForge
import Records
import TestSupport

@testable import Server

/// A small identity provider on this machine that signs people in with a browser (OpenID Connect, authorization code with PKCE). Its tokens
/// are really signed, its codes are good once and for the verifier alone. Who is signed in there is what the cookie `sub` says.
struct WebProvider: Sendable {
    /// How it can be worse than it should be.
    struct Habits: Sendable {
        var checksVerifier = true
        var takesCodesOnce = true
        /// The secret of the registry, where it has one.
        var secret: String?
        /// What the token endpoint says instead.
        var answer: (@Sendable (CannedServer.Asked) -> CannedServer.Answer)?
    }

    /// What somebody who is signed in has asked for.
    private struct Grant: Sendable {
        let challenge, nonce, redirect, subject: String
    }

    let server: CannedServer
    let forge: Forge
    private let secret: String?

    static let registry = "https://registry.example"
    static let redirect = registry + "/v1/sign-in/callback"

    init(_ habits: Habits = Habits()) async throws {
        let forge = try Forge(now: Date().timeIntervalSince1970, nonce: nil)
        let grants = NIOLockedValueBox<[String: Grant]>([:])
        server = try await CannedServer { asked in
            let issuer = "http://" + (asked.headers["host"] ?? "")
            if asked.line.hasPrefix("GET /authorize?") { return Self.authorize(asked, issuer, grants) }
            guard asked.line == "POST /token" else { return .json("{}", status: 404) }
            if let answer = habits.answer { return answer(asked) }
            guard let (grant, error) = Self.granted(asked, habits, grants), error == nil else {
                return .json(#"{"error":"invalid_grant"}"#, status: 400)
            }
            let now = Date().timeIntervalSince1970
            let claims = forge.with([
                "iss": .string(issuer), "sub": .string(grant.subject), "nonce": .string(grant.nonce),
                "iat": .number(now), "exp": .number(now + 300),
            ])
            let token = (try? forge.token(nil, claims)) ?? ""
            return .json(Forge.json(["id_token": .string(token), "access_token": "at", "token_type": "Bearer"]))
        }
        self.forge = forge
        secret = habits.secret
    }

    func provider(secret: String? = nil) throws -> OpenIDProvider {
        guard case .object(let usual) = Forge.settings else { throw CancellationError() }
        let own: [String: JSONValue] = [
            "issuer": .string(server.url), "deviceAuthorizationEndpoint": .string(server.url + "/device"),
            "tokenEndpoint": .string(server.url + "/token"),
            "authorizationEndpoint": .string(server.url + "/authorize"), "redirectUri": .string(Self.redirect),
        ]
        return try OpenIDProvider(
            .object(usual.merging(own) { $1 }), keys: try forge.jwks,
            clientSecret: (secret ?? self.secret).map { Sensitive($0) })
    }

    private static func authorize(
        _ asked: CannedServer.Asked, _ issuer: String, _ grants: NIOLockedValueBox<[String: Grant]>
    ) -> CannedServer.Answer {
        let members = form(String(asked.line.dropFirst("GET /authorize?".count)))
        let redirect = members["redirect_uri"] ?? ""
        var answer = ["state": members["state"] ?? "", "iss": issuer]
        let isComplete =
            members["response_type"] == "code" && members["client_id"] == "registry" && members["scope"] == "openid"
            && members["code_challenge_method"] == "S256" && redirect == Self.redirect
        let subject = (asked.headers["cookie"] ?? "").dropFirst("sub=".count)
        if subject.isEmpty || !isComplete {
            answer["error"] = isComplete ? "access_denied" : "invalid_request"
        } else {
            let code = UUID().uuidString
            let grant = Grant(
                challenge: members["code_challenge"] ?? "", nonce: members["nonce"] ?? "", redirect: redirect,
                subject: String(subject))
            grants.withLockedValue { $0[code] = grant }
            answer["code"] = code
        }
        let target = redirect + "?" + QueryText.form(answer.sorted { $0.key < $1.key }.map { ($0.key, $0.value) })
        return CannedServer.Answer(status: 302, headers: [("Location", target)], body: "")
    }

    /// What was granted for a code, or what is wrong.
    private static func granted(
        _ asked: CannedServer.Asked, _ habits: Habits, _ grants: NIOLockedValueBox<[String: Grant]>
    ) -> (Grant, String?)? {
        let members = form(asked.body)
        let code = members["code"] ?? ""
        guard let grant = grants.withLockedValue({ $0[code] }) else { return nil }
        if habits.takesCodesOnce { grants.withLockedValue { $0[code] = nil } }
        let known =
            if let secret = habits.secret {
                asked.headers["authorization"] == "Basic " + Data("registry:\(secret)".utf8).base64EncodedString()
                    && members["client_id"] == nil
            } else { members["client_id"] == "registry" && asked.headers["authorization"] == nil }
        let digest = SHA256.hash(data: Data((members["code_verifier"] ?? "").utf8))
        let isProven = !habits.checksVerifier || Forge.letters(Data(digest)) == grant.challenge
        let isGood =
            known && isProven && members["grant_type"] == "authorization_code"
            && members["redirect_uri"] == grant.redirect
        return (grant, isGood ? nil : "invalid_grant")
    }

    private static func form(_ text: String) -> [String: String] {
        let pairs = text.split(separator: "&").map { $0.split(separator: "=", maxSplits: 1).map(String.init) }
        return Dictionary(
            pairs.filter { $0.count == 2 }.map { ($0[0], QueryText.decoded($0[1]) ?? "") }, uniquingKeysWith: { $1 })
    }
}
