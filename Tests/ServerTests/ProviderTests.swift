import FoundationEssentials
import Logging
import OpenID
import OpenIDForge
import Records
import Testing

@testable import Server

/// Signing in with an id token of an identity provider.
@Suite struct ProviderTests {
    private static let refused =
        "401 sign_in_refused: Nobody was signed in: the id token is not good here now, or no account is bound to its subject."
        + " | Sign in again; an administrator binds a subject to an account."

    /// The token with n - s for s, n the order of P-256 (SEC 2, 2.4.2).
    private static func otherSignature(_ token: String) throws -> String {
        let order: [UInt8] = [
            0xFF, 0xFF, 0xFF, 0xFF, 0x00, 0x00, 0x00, 0x00, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xBC, 0xE6,
            0xFA,
            0xAD, 0xA7, 0x17, 0x9E, 0x84, 0xF3, 0xB9, 0xCA, 0xC2, 0xFC, 0x63, 0x25, 0x51,
        ]
        let parts = token.split(separator: ".")
        let text = parts[2].replacing("-", with: "+").replacing("_", with: "/") + "=="
        var signature = Array(try #require(Data(base64Encoded: String(text))))
        try #require(signature.count == 64)
        var borrow = 0
        for place in (0..<32).reversed() {
            let difference = Int(order[place]) - Int(signature[32 + place]) - borrow
            borrow = difference < 0 ? 1 : 0
            signature[32 + place] = UInt8(difference & 255)
        }
        let written = Data(signature).base64EncodedString().replacing("+", with: "-").replacing("/", with: "_")
            .replacing("=", with: "")
        return "\(parts[0]).\(parts[1]).\(written)"
    }

    @Test func `a bound subject signs in once by an id token, and nobody gets an account by signing in`() async throws {
        let forge = try Forge(now: Date().timeIntervalSince1970, nonce: nil)
        try await RunningServer.run(.quick, provider: try forge.provider) { server in
            func token(_ subject: String) throws -> String {
                let now = Date().timeIntervalSince1970
                return try forge.token(
                    nil, forge.with(["sub": .string(subject), "iat": .number(now), "exp": .number(now + 300)]))
            }
            #expect(try await server.signIn(by: try token("f3a1")).problem == Self.refused)
            let path = "/v1/people/\(try await server.person(.officer))/subjects"
            let administrator = server.client(.administrator)
            let body: JSONValue = ["issuer": "https://id.example.nl", "subject": "f3a1"]
            let bound = try await administrator.post(path, body)
            #expect(bound.status == 201)
            let opened = try await server.signIn(by: try token("f3a1"))
            #expect(opened.status == 201)
            let session = Client(port: server.port, token: try opened.json["token"]?.text)
            let me = try await session.get("/v1/me").json
            #expect(me["login"] == "officer" && me["tokenKind"] == "session" && me["roles"] == ["officer"])
            let twice = try token("f3a1")
            #expect(try await server.signIn(by: twice).status == 201)
            // ECDSA has two signatures for one text, and both are good: it is the same sign-in.
            #expect(try await server.signIn(by: try Self.otherSignature(try token("f3a1"))).status == 201)
            #expect(try await server.signIn(by: try Self.otherSignature(twice)).problem == Self.refused)
            #expect(try await server.signIn(by: twice).problem == Self.refused)
            #expect(try await server.signIn(by: try token("F3A1")).problem == Self.refused)
            #expect(try await server.signIn(by: try token("f3a1"), in: "0599").problem == Self.refused)
            #expect(
                try await administrator.post(path, body).problem
                    == "409 one_account_per_subject: The subject f3a1 is bound to the account officer already, so it was not bound"
                    + " again. | Unbind it there first.")
            #expect(
                try await administrator.post("\(path)/999999/unbind", ["reason": "left"]).problem
                    .hasPrefix("404 unknown_subject: Person"))
            #expect(
                try await server.client(.officer).post(path, body).problem
                    == "403 role_missing: To bind a subject the role administrator is needed."
                    + " | Ask someone who has the role administrator.")
            #expect(
                try await administrator.post(path, ["issuer": "id.example.nl", "subject": "a b"]).errors == [
                    "/issuer not_an_issuer: \"issuer\" is an address that begins with https://.",
                    "/subject not_a_subject: \"subject\" has letters, digits and signs of ASCII alone, and no blanks.",
                ])
            let number = try bound.json["subjects"]?[0]?["id"]?.wholeNumber ?? 0
            _ = try await administrator.post("\(path)/\(number)/unbind", ["reason": "another provider"])
            #expect(try await server.signIn(by: try token("f3a1")).problem == Self.refused)
            #expect(try await administrator.post(path, body).status == 201)
            #expect(try await server.signIn(by: try token("f3a1")).status == 201)
            let dismissed = try await administrator.post(
                "/v1/people/\(try await server.person(.officer))/dismiss", ["reason": "left"], ["If-Match": "\"v1\""])
            #expect(dismissed.status == 200)
            #expect(try await server.signIn(by: try token("f3a1")).problem == Self.refused)
            #expect(try await session.get("/v1/me").status == 401)
        }
    }

    @Test func `every attack is answered in the same words, and the log says which check it was without the token`()
        async throws
    {
        let forge = try Forge(now: Date().timeIntervalSince1970, nonce: nil)
        let entries = KeptEntries()
        try await RunningServer.run(
            .quick, provider: try forge.provider, logger: Logger(label: "http") { _ in entries }
        ) { server in
            for subject in ["f3a1", "admin"] {
                let bound = try await server.client(.administrator).post(
                    "/v1/people/\(try await server.person(.officer))/subjects",
                    ["issuer": "https://id.example.nl", "subject": .string(subject)])
                #expect(bound.status == 201)
            }
            // Without a nonce those about one are good tokens, what is longer than a body's field is told as that, and time goes on
            // while this runs.
            let attacks = try forge.attacks.filter {
                $0.check != .nonce && !$0.name.contains("just") && $0.token.count <= 16384 && !$0.token.isEmpty
            }
            #expect(attacks.count > 60)
            _ = try await server.database.admin.query("UPDATE ops.rate_limit SET burst = 10000") { $0.count }
            for attack in attacks where !attack.token.hasSuffix("\n") {
                #expect(try await server.signIn(by: attack.token).problem == Self.refused, "\(attack.name)")
            }
            let withNonce = try forge.token(nil, forge.with(["nonce": "n"]))
            #expect(try await server.signIn(by: withNonce).problem == Self.refused)
            let checks = Set(entries.lines.compactMap { $0["check"] })
            #expect(
                checks.isSuperset(of: ["form", "algorithm", "key", "signature", "issuer", "audience", "age", "nonce"]))
            #expect(!"\(entries.lines)".contains("eyJ"))
            let now = Date().timeIntervalSince1970
            let good = try forge.token(nil, forge.with(["iat": .number(now), "exp": .number(now + 300)]))
            #expect(try await server.signIn(by: good).status == 201)
        }
    }

    @Test func `a server without a provider says so, and one with a provider says where to go`() async throws {
        try await RunningServer.run(.quick) { server in
            let told = try await server.signIn(by: "a.b.c").problem
            #expect(
                told == "409 no_identity_provider: Nobody was signed in: this server has no identity provider."
                    + " | Sign in with a credential or a token.")
        }
        try await RunningServer.run(.quick, provider: try Forge().provider) { server in
            let ways = try await server.client(nil).get("/v1/sign-in").json
            #expect(ways["ways"] == ["idToken", "credential", "token"])
            #expect(
                ways["provider"] == [
                    "issuer": "https://id.example.nl", "clientId": "registry",
                    "deviceAuthorizationEndpoint": "https://id.example.nl/device",
                    "tokenEndpoint": "https://id.example.nl/token",
                ])
        }
    }
}

extension RunningServer {
    fileprivate func signIn(by idToken: String, in jurisdiction: String = "0363") async throws -> Reply {
        let body: JSONValue = ["jurisdiction": .string(jurisdiction), "idToken": .string(idToken)]
        return try await client(nil).send("POST", "/v1/sessions", body.bytes())
    }
}
