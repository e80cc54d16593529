import FoundationEssentials
import OpenID
import Records

/// Asks the token endpoint of the provider. The program hands it in: the server itself speaks to nobody.
/// - Throws: `TokenRequest.Failure`.
package typealias TokenExchange = @Sendable (TokenRequest) async throws -> TokenRequest.Answer

/// A code on its way to the provider's token endpoint (RFC 6749, section 4.1.3).
package struct TokenRequest: Sendable {
    package let address: String
    /// `application/x-www-form-urlencoded`.
    package let form: String
    /// The value of `Authorization`, where the provider knows this registry by a secret.
    package let authorization: String?

    package struct Answer: Sendable {
        package let status: Int
        package let body: [UInt8]

        package init(status: Int, body: [UInt8]) {
            self.status = status
            self.body = body
        }
    }

    /// Why there is no answer.
    package struct Failure: Error {
        /// For the program's log.
        package let reason: String

        package init(_ reason: String) { self.reason = reason }
    }

    init(_ code: String, _ ticket: SignInTicket, _ way: BrowserWay, _ provider: OpenIDProvider) {
        var members = [
            ("grant_type", "authorization_code"), ("code", code), ("redirect_uri", way.redirectURI),
            ("code_verifier", ticket.verifier),
        ]
        if let secret = way.clientSecret {
            // Section 2.3.1: both are encoded like a form before they are put together.
            let pair = QueryText.encoded(provider.clientID) + ":" + QueryText.encoded(secret.unsealed)
            authorization = "Basic " + Data(pair.utf8).base64EncodedString()
        } else {
            members.append(("client_id", provider.clientID))
            authorization = nil
        }
        address = provider.endpoints.token
        form = QueryText.form(members)
    }
}

extension TokenRequest.Answer {
    /// - Throws: `BrowserFault` where there is none.
    func idToken() throws -> String {
        guard status == 200 else { throw BrowserFault(.exchange, "the token endpoint answers \(status)") }
        let json: JSONValue
        do {
            json = try BoundedJSON.parse(body, limits: .init(depth: 8, nodes: 1000))
        } catch {
            throw BrowserFault(.exchange, "the token endpoint answers no JSON")
        }
        guard let token = json["id_token"]?.text else {
            throw BrowserFault(.exchange, "the token endpoint gives no id token")
        }
        return token
    }
}

extension QueryText {
    /// Names and values as the query of a URL and a form have them.
    static func form(_ members: [(String, String)]) -> String {
        members.map { "\($0)=\(encoded($1))" }.joined(separator: "&")
    }
}
