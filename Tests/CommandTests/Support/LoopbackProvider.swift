import Foundation
import NIOConcurrencyHelpers
import OpenID
import OpenIDForge
import Records

/// A small identity provider on this machine: it says what it is, gives its keys, and signs people in by a code that somebody types
/// (RFC 8628). Its tokens are really signed.
struct LoopbackProvider: Sendable {
    let server: CannedServer
    let forge: Forge

    /// - Parameters:
    ///   - answers: what the token endpoint says each time it is asked, as `error` of RFC 6749; then it gives the id token. `nothing` is a
    ///     connection that is closed, `a page` is no JSON.
    ///   - interval: seconds, as it states them.
    ///   - expires: seconds until the code ends.
    init(
        answers: [String] = ["authorization_pending"], subject: String = "f3a1", interval: Double = 0.05,
        expires: Int = 60
    ) async throws {
        let forge = try Forge(now: Date().timeIntervalSince1970, nonce: nil)
        let rest = NIOLockedValueBox(answers)
        server = try await CannedServer { asked in
            let issuer = "http://" + (asked.headers["host"] ?? "")
            switch asked.line {
            case "GET /.well-known/openid-configuration": return .json(Self.configuration(issuer))
            case "GET /keys": return .json(Forge.json(["keys": (try? forge.jwks["keys"]) ?? .null]))
            case "POST /device" where asked.body == "client_id=registry&scope=openid":
                return .json(Self.device(issuer, interval, expires))
            case "POST /token" where asked.body == Self.asksForToken:
                if let error = rest.withLockedValue({ $0.isEmpty ? nil : $0.removeFirst() }) {
                    switch error {
                    case "nothing": return .hangUp
                    case "a page": return .json("<html>Bad gateway</html>", status: 502)
                    default: return .json(#"{"error":"\#(error)"}"#, status: 400)
                    }
                }
                let now = Date().timeIntervalSince1970
                let claims = forge.with([
                    "iss": .string(issuer), "sub": .string(subject), "iat": .number(now), "exp": .number(now + 300),
                ])
                return .json(Forge.json(["id_token": .string((try? forge.token(nil, claims)) ?? "")]))
            default: return .json(#"{"error":"invalid_request"}"#, status: 400)
            }
        }
        self.forge = forge
    }

    var provider: OpenIDProvider {
        get throws {
            guard case .object(let usual) = Forge.settings else { throw CancellationError() }
            let own: [String: JSONValue] = [
                "issuer": .string(server.url), "deviceAuthorizationEndpoint": .string(server.url + "/device"),
                "tokenEndpoint": .string(server.url + "/token"),
            ]
            return try OpenIDProvider(.object(usual.merging(own) { $1 }), keys: try forge.jwks)
        }
    }

    private static let asksForToken =
        "client_id=registry&device_code=d-1&grant_type=urn%3Aietf%3Aparams%3Aoauth%3Agrant-type%3Adevice_code"

    private static func configuration(_ issuer: String) -> String {
        #"{"issuer":"\#(issuer)","jwks_uri":"\#(issuer)/keys","device_authorization_endpoint":"\#(issuer)/device","#
            + #""token_endpoint":"\#(issuer)/token"}"#
    }

    private static func device(_ issuer: String, _ interval: Double, _ expires: Int) -> String {
        #"{"device_code":"d-1","user_code":"WDJB-MJHT","verification_uri":"\#(issuer)/activate","#
            + #""expires_in":\#(expires),"interval":\#(interval)}"#
    }
}
