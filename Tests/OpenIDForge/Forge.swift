import Crypto
import CryptoExtras
import Foundation
import Records

import OpenID

/// Makes tokens, good and bad ones, without the library that checks them.
package struct Forge: Sendable {
    /// The keys of the provider, and one that it doesn't have.
    package let p256 = P256.Signing.PrivateKey()
    package let ed25519 = Curve25519.Signing.PrivateKey()
    package let rsa: _RSA.Signing.PrivateKey
    let stranger = P256.Signing.PrivateKey()
    /// In Unix seconds.
    package let now: Double
    /// What is given along when a token is asked for.
    package let nonce: String?

    package init(now: Double = 1_800_000_000, nonce: String? = "n-0S6") throws {
        rsa = try _RSA.Signing.PrivateKey(keySize: .bits2048)
        self.now = now
        self.nonce = nonce
    }

    package var provider: OpenIDProvider {
        get throws { try OpenIDProvider(Self.settings, keys: try jwks) }
    }

    package static let settings: JSONValue = [
        "issuer": "https://id.example.nl", "clientId": "registry", "keys": "keys.json",
        "algorithms": ["ES256", "EdDSA", "RS256"], "clockToleranceSeconds": 60, "maximumAgeSeconds": 300,
        "deviceAuthorizationEndpoint": "https://id.example.nl/device", "tokenEndpoint": "https://id.example.nl/token",
    ]

    package var jwks: JSONValue {
        get throws {
            let point = p256.publicKey.rawRepresentation
            let numbers = try rsa.publicKey.getKeyPrimitives()
            return [
                "keys": [
                    [
                        "kid": "ec", "kty": "EC", "crv": "P-256", "alg": "ES256", "use": "sig",
                        "x": .string(Self.letters(point.prefix(32))), "y": .string(Self.letters(point.suffix(32))),
                    ],
                    [
                        "kid": "ed", "kty": "OKP", "crv": "Ed25519",
                        "x": .string(Self.letters(ed25519.publicKey.rawRepresentation)),
                    ],
                    [
                        "kid": "rsa", "kty": "RSA", "alg": "RS256", "n": .string(Self.letters(numbers.modulus)),
                        "e": .string(Self.letters(numbers.publicExponent)),
                    ],
                ]
            ]
        }
    }

    /// The claims of a good token.
    package var claims: [String: JSONValue] {
        [
            "iss": "https://id.example.nl", "aud": "registry", "sub": "f3a1", "exp": .number(now + 300),
            "iat": .number(now - 5), "nonce": nonce.map(JSONValue.string) ?? .null,
        ]
    }

    package static let header: [String: JSONValue] = ["alg": "ES256", "kid": "ec", "typ": "JWT"]

    /// The claims of a good one, some of them changed; null takes one away.
    package func with(_ changes: [String: JSONValue]) -> String {
        Self.json(claims.merging(changes) { $1 }.filter { $0.value != .null })
    }

    package func head(_ changes: [String: JSONValue]) -> String {
        Self.json(Self.header.merging(changes) { $1 }.filter { $0.value != .null })
    }

    package enum Signer { case p256, ed25519, rsa, rsaPSS, rsa384, stranger, der, hmac([UInt8]), nothing, raw([UInt8]) }

    /// A token of that header and those claims, as they are written, and a signature over both.
    package func token(_ header: String? = nil, _ claims: String? = nil, by signer: Signer = .p256) throws -> String {
        let signed =
            Self.letters(Data((header ?? head([:])).utf8)) + "." + Self.letters(Data((claims ?? with([:])).utf8))
        return signed + "." + Self.letters(try signature(Data(signed.utf8), signer))
    }

    private func signature(_ data: Data, _ signer: Signer) throws -> Data {
        switch signer {
        case .p256: try p256.signature(for: data).rawRepresentation
        case .der: try p256.signature(for: data).derRepresentation
        case .stranger: try stranger.signature(for: data).rawRepresentation
        case .ed25519: try ed25519.signature(for: data)
        case .rsa: try rsa.signature(for: SHA256.hash(data: data), padding: .insecurePKCS1v1_5).rawRepresentation
        case .rsaPSS: try rsa.signature(for: SHA256.hash(data: data), padding: .PSS).rawRepresentation
        case .rsa384: try rsa.signature(for: SHA384.hash(data: data), padding: .insecurePKCS1v1_5).rawRepresentation
        case .hmac(let key): Data(HMAC<SHA256>.authenticationCode(for: data, using: SymmetricKey(data: key)))
        case .nothing: Data()
        case .raw(let bytes): Data(bytes)
        }
    }

    package static func json(_ members: [String: JSONValue]) -> String {
        String(decoding: JSONValue.object(members).bytes(), as: UTF8.self)
    }

    package static func letters(_ bytes: some DataProtocol) -> String {
        Data(bytes).base64EncodedString().replacingOccurrences(of: "+", with: "-")
            .replacingOccurrences(of: "/", with: "_").replacingOccurrences(of: "=", with: "")
    }
}
