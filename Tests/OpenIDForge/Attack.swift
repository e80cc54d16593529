import Crypto
import Foundation
import Records

import OpenID

/// One way in which somebody tries to sign in with a token that is not good.
package struct Attack: Sendable {
    package let name: String
    /// What refuses it.
    package let check: IDTokenCheck
    package let token: String
    /// What was given along when the token was asked for.
    package var nonce: String? = "n-0S6"

    init(_ check: IDTokenCheck, _ name: String, _ token: String, nonce: String? = "n-0S6") {
        (self.name, self.check, self.token, self.nonce) = (name, check, token, nonce)
    }
}

extension Forge {
    package var attacks: [Attack] {
        get throws { try forms + algorithms + keys + headers + signatures + addresses + times + persons }
    }

    private var forms: [Attack] {
        get throws {
            let good = try token()
            let parts = good.split(separator: ".").map(String.init)
            // The last letter of a signature of 64 bytes holds four bits that are nothing.
            let last = parts[2].last == "A" ? "B" : parts[2].last == "Q" ? "R" : parts[2].last == "g" ? "h" : "x"
            return [
                Attack(.form, "no text", ""), Attack(.form, "one part", parts[0]),
                Attack(.form, "two parts", "\(parts[0]).\(parts[1])"), Attack(.form, "four parts", good + ".x"),
                Attack(.form, "five parts, as if encrypted", good + "..x"),
                Attack(.form, "an empty signature under a good header", "\(parts[0]).\(parts[1])."),
                Attack(.form, "padding behind the header", "\(parts[0])=.\(parts[1]).\(parts[2])"),
                Attack(.form, "padding behind the signature", good + "=="),
                Attack(.form, "letters of the other base64", "\(parts[0]).\(parts[1]).+/" + parts[2].dropFirst(2)),
                Attack(
                    .form, "another text of the same signature", "\(parts[0]).\(parts[1])." + parts[2].dropLast() + last
                ),
                Attack(.form, "a blank in the signature", "\(parts[0]).\(parts[1]). \(parts[2])"),
                Attack(.form, "a line's end behind it", good + "\n"),
                Attack(.form, "a header that is no JSON", try token("alg: ES256")),
                Attack(.form, "a header that is a list", try token(#"["ES256"]"#)),
                Attack(.form, "claims that are no JSON", try token(nil, "sub=f3a1")),
                Attack(.form, "claims that are a text", try token(nil, #""f3a1""#)),
                Attack(.form, "two algorithms", try token(#"{"alg":"none","kid":"ec","alg":"ES256"}"#)),
                Attack(.form, "two subjects", try token(nil, #"{"sub":"f3a1",\#(with(["sub": "admin"]).dropFirst())"#)),
                Attack(
                    .form, "two subjects, one of them written with an escape",
                    try token(nil, #"{"su\u0062":"f3a1",\#(with([:]).dropFirst())"#)),
                Attack(.form, "bytes behind the claims", try token(nil, with([:]) + "{}")),
                Attack(.form, "claims that are nested deeply", try token(nil, with(["x": Self.nested(20)]))),
                Attack(
                    .form, "claims that are longer than any",
                    try token(nil, with(["x": .string(String(repeating: "x", count: 20000))]))),
                Attack(
                    .form, "a time beyond all numbers",
                    try token(nil, with([:]).replacingOccurrences(of: #""exp":"#, with: #""exp":1e999,"e":"#))),
            ]
        }
    }

    private static func nested(_ depth: Int) -> JSONValue { depth == 0 ? 1 : .array([nested(depth - 1)]) }

    private var algorithms: [Attack] {
        get throws {
            let point = Array(p256.publicKey.rawRepresentation)
            let der = Array(rsa.publicKey.derRepresentation)
            return [
                Attack(.algorithm, "none, with a good signature", try token(head(["alg": "none"]))),
                Attack(.algorithm, "none, with any signature", try token(head(["alg": "none"]), by: .raw([1, 2, 3]))),
                Attack(.algorithm, "None", try token(head(["alg": "None"]))),
                Attack(.algorithm, "NONE", try token(head(["alg": "NONE"]))),
                Attack(.algorithm, "nOnE without a kid's help", try token(head(["alg": "nOnE"]), by: .raw([0]))),
                Attack(.algorithm, "no algorithm", try token(head(["alg": .null]))),
                Attack(.algorithm, "an algorithm that is null", try token(#"{"alg":null,"kid":"ec"}"#)),
                Attack(.algorithm, "an algorithm that is a number", try token(head(["alg": 256]))),
                Attack(.algorithm, "a list of algorithms", try token(head(["alg": ["ES256"]]))),
                Attack(.algorithm, "small letters", try token(head(["alg": "es256"]))),
                Attack(.algorithm, "a blank behind it", try token(head(["alg": "ES256 "]))),
                Attack(
                    .algorithm, "HMAC with the point of the public key",
                    try token(head(["alg": "HS256"]), by: .hmac(point))),
                Attack(
                    .algorithm, "HMAC with the RSA key",
                    try token(head(["alg": "HS256", "kid": "rsa"]), by: .hmac(der))),
                Attack(
                    .algorithm, "HMAC with the RSA key as PEM",
                    try token(
                        head(["alg": "HS256", "kid": "rsa"]), by: .hmac(Array(rsa.publicKey.pemRepresentation.utf8)))),
                Attack(.algorithm, "HMAC with nothing", try token(head(["alg": "HS256"]), by: .hmac([0]))),
                Attack(.algorithm, "HS512", try token(head(["alg": "HS512"]), by: .hmac(point))),
                Attack(
                    .algorithm, "RS384 by the provider's own key",
                    try token(head(["alg": "RS384", "kid": "rsa"]), by: .rsa384)),
                Attack(
                    .algorithm, "PS256 by the provider's own key",
                    try token(head(["alg": "PS256", "kid": "rsa"]), by: .rsaPSS)),
                Attack(.algorithm, "RS1", try token(head(["alg": "RS1", "kid": "rsa"]), by: .rsa)),
                Attack(.algorithm, "ES384", try token(head(["alg": "ES384"]))),
                Attack(.algorithm, "ES256K", try token(head(["alg": "ES256K"]))),
                Attack(.algorithm, "the algorithm of another key", try token(head(["alg": "EdDSA"]))),
                Attack(.algorithm, "a key of another algorithm", try token(head(["kid": "rsa"]))),
            ]
        }
    }

    private var keys: [Attack] {
        get throws {
            let point = stranger.publicKey.rawRepresentation
            let own: JSONValue = [
                "kty": "EC", "crv": "P-256", "x": .string(Self.letters(point.prefix(32))),
                "y": .string(Self.letters(point.suffix(32))),
            ]
            return [
                Attack(.key, "no kid", try token(head(["kid": .null]))),
                Attack(.key, "a kid that is not known", try token(head(["kid": "ec2"]))),
                Attack(.key, "an empty kid", try token(head(["kid": ""]))),
                Attack(.key, "a kid that is a number", try token(head(["kid": 1]))),
                Attack(.key, "a kid that is a path", try token(head(["kid": "../../../../dev/null"]))),
                Attack(.key, "a kid that is SQL", try token(head(["kid": "' UNION SELECT 'ec'--"]))),
                Attack(.key, "a kid with other letters", try token(head(["kid": "EC"]))),
                Attack(
                    .key, "a key of one's own in the header, and no kid",
                    try token(head(["kid": .null, "jwk": own]), by: .stranger)),
                Attack(.signature, "a key of one's own in the header", try token(head(["jwk": own]), by: .stranger)),
                Attack(
                    .signature, "an address of a key of one's own",
                    try token(head(["jku": "https://evil.example/keys"]), by: .stranger)),
                Attack(.signature, "a certificate of one's own", try token(head(["x5c": ["MIIB"]]), by: .stranger)),
                Attack(
                    .signature, "an address of a certificate",
                    try token(head(["x5u": "https://evil.example/c"]), by: .stranger)),
            ]
        }
    }

    private var headers: [Attack] {
        get throws {
            [
                Attack(.type, "an access token", try token(head(["typ": "at+jwt"]))),
                Attack(.type, "a logout token", try token(head(["typ": "logout+jwt"]))),
                Attack(.type, "a proof of possession", try token(head(["typ": "dpop+jwt"]))),
                Attack(.type, "a type that is a number", try token(head(["typ": 1]))),
                Attack(.events, "a logout token that calls itself JWT", try token(nil, with(Self.logout)), nonce: nil),
                Attack(
                    .events, "a logout token without a type", try token(head(["typ": .null]), with(Self.logout)),
                    nonce: nil),
                Attack(
                    .events, "events of no kind, beside a nonce", try token(nil, with(["events": ["x": [:]]]))),
                Attack(.critical, "an extension that is not known", try token(head(["crit": ["exp"], "exp": 1]))),
                Attack(.critical, "an empty list of extensions", try token(head(["crit": []]))),
                Attack(.critical, "claims that are not encoded", try token(head(["b64": false]))),
            ]
        }
    }

    /// As OpenID Connect Back-Channel Logout 1.0, section 2.4 has it.
    private static let logout: [String: JSONValue] = [
        "events": ["http://schemas.openid.net/event/backchannel-logout": [:]], "jti": "bWJq", "sid": "08a5019c",
        "nonce": .null,
    ]

    private var signatures: [Attack] {
        get throws {
            let good = try token().split(separator: ".").map(String.init)
            let changed = Self.letters(Data(with(["sub": "admin"]).utf8))
            let renamed = Self.letters(Data(head(["x": 1]).utf8))
            let other = try token(nil, with(["sub": "admin"])).split(separator: ".").map(String.init)
            let edHead = head(["alg": "EdDSA", "kid": "ed"])
            let rsaHead = head(["alg": "RS256", "kid": "rsa"])
            return [
                Attack(.signature, "signed by somebody else", try token(by: .stranger)),
                Attack(.signature, "claims changed after signing", "\(good[0]).\(changed).\(good[2])"),
                Attack(.signature, "a header changed after signing", "\(renamed).\(good[1]).\(good[2])"),
                Attack(.signature, "the signature of another token", "\(good[0]).\(good[1]).\(other[2])"),
                Attack(.signature, "a signature in DER", try token(by: .der)),
                Attack(.signature, "a signature of zeros", try token(by: .raw(Array(repeating: 0, count: 64)))),
                Attack(.signature, "a signature of one byte", try token(by: .raw([1]))),
                Attack(.signature, "half a signature", "\(good[0]).\(good[1])." + good[2].prefix(40)),
                Attack(
                    .signature, "Ed25519 with a signature of zeros",
                    try token(edHead, by: .raw(Array(repeating: 0, count: 64)))),
                Attack(.signature, "Ed25519 with a signature of P-256", try token(edHead, by: .p256)),
                Attack(
                    .signature, "RSA with a signature of zeros",
                    try token(rsaHead, by: .raw(Array(repeating: 0, count: 256)))),
                Attack(
                    .signature, "RSA with a signature of ones",
                    try token(rsaHead, by: .raw(Array(repeating: 255, count: 256)))),
                Attack(.signature, "RSA with the other padding", try token(rsaHead, by: .rsaPSS)),
                Attack(.signature, "RSA with the other hash", try token(rsaHead, by: .rsa384)),
            ]
        }
    }

    private var addresses: [Attack] {
        get throws {
            [
                Attack(.issuer, "another issuer", try token(nil, with(["iss": "https://evil.example"]))),
                Attack(.issuer, "a slash behind the issuer", try token(nil, with(["iss": "https://id.example.nl/"]))),
                Attack(
                    .issuer, "an issuer that begins alike",
                    try token(nil, with(["iss": "https://id.example.nl.evil.example"]))),
                Attack(.issuer, "an issuer with other letters", try token(nil, with(["iss": "https://ID.example.nl"]))),
                Attack(.issuer, "no issuer", try token(nil, with(["iss": .null]))),
                Attack(.issuer, "a list of issuers", try token(nil, with(["iss": ["https://id.example.nl"]]))),
                Attack(.audience, "another audience", try token(nil, with(["aud": "payroll"]))),
                Attack(.audience, "no audience", try token(nil, with(["aud": .null]))),
                Attack(.audience, "an audience that begins alike", try token(nil, with(["aud": "registry2"]))),
                Attack(.audience, "an empty list of audiences", try token(nil, with(["aud": [], "azp": "registry"]))),
                Attack(
                    .audience, "an audience that is an object",
                    try token(nil, with(["aud": ["registry": true], "azp": "registry"]))),
                Attack(.audience, "an audience that is a number", try token(nil, with(["aud": 1, "azp": "registry"]))),
                Attack(
                    .authorizedParty, "two audiences, and nobody says for whom",
                    try token(nil, with(["aud": ["registry", "payroll"]]))),
                Attack(.authorizedParty, "made for another client", try token(nil, with(["azp": "payroll"]))),
                Attack(.authorizedParty, "a client that is a list", try token(nil, with(["azp": ["registry"]]))),
            ]
        }
    }

    private var times: [Attack] {
        get throws {
            [
                Attack(.expiry, "over since yesterday", try token(nil, with(["exp": .number(now - 86400)]))),
                Attack(
                    .expiry, "over since just more than the tolerance", try token(nil, with(["exp": .number(now - 60)]))
                ),
                Attack(.expiry, "without an end", try token(nil, with(["exp": .null]))),
                Attack(.expiry, "an end that is a text", try token(nil, with(["exp": "2099-01-01"]))),
                Attack(.notBefore, "not yet", try token(nil, with(["nbf": .number(now + 86400)]))),
                Attack(.notBefore, "just not yet", try token(nil, with(["nbf": .number(now + 61)]))),
                Attack(.notBefore, "a beginning that is a text", try token(nil, with(["nbf": "now"]))),
                Attack(
                    .issuedAt, "issued tomorrow",
                    try token(nil, with(["iat": .number(now + 86400), "exp": .number(now + 90000)]))),
                Attack(.issuedAt, "without a time of issue", try token(nil, with(["iat": .null]))),
                Attack(.issuedAt, "a time of issue that is a text", try token(nil, with(["iat": "now"]))),
                Attack(
                    .age, "issued an hour ago and good for a year",
                    try token(nil, with(["iat": .number(now - 3600), "exp": .number(now + 31_536_000)]))),
                Attack(.age, "just older than it may be", try token(nil, with(["iat": .number(now - 361)]))),
            ]
        }
    }

    private var persons: [Attack] {
        get throws {
            [
                Attack(.nonce, "asked for by somebody else", try token(nil, with(["nonce": "n-other"]))),
                Attack(.nonce, "without the nonce that was given along", try token(nil, with(["nonce": .null]))),
                Attack(.nonce, "with a nonce where none was given along", try token(), nonce: nil),
                Attack(.nonce, "a nonce that is a list", try token(nil, with(["nonce": ["n-0S6"]]))),
                Attack(.subject, "nobody", try token(nil, with(["sub": .null]))),
                Attack(.subject, "an empty name", try token(nil, with(["sub": ""]))),
                Attack(.subject, "a name that is a number", try token(nil, with(["sub": 1]))),
                Attack(.subject, "a name with a zero byte", try token(nil, with(["sub": "f3a1\u{0}"]))),
                Attack(
                    .subject, "a name that is too long",
                    try token(nil, with(["sub": .string(String(repeating: "f", count: 256))]))),
            ]
        }
    }
}
