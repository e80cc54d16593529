import Foundation
import OpenIDForge
import Records
import Testing

@testable import OpenID

@Suite struct IDTokenTests {
    private func outcome(
        _ verifier: IDTokenVerifier, _ token: String, nonce: String? = "n-0S6", at now: Double
    ) async -> Result<IDToken, IDTokenCheck> {
        do {
            return .success(try await verifier.verified(token, nonce: nonce, now: now))
        } catch {
            return .failure(error)
        }
    }

    @Test func `a good token of each algorithm says who somebody is`() async throws {
        let forge = try Forge()
        let verifier = IDTokenVerifier(try forge.provider)
        let ed = forge.head(["alg": "EdDSA", "kid": "ed"])
        let rsa = forge.head(["alg": "RS256", "kid": "rsa", "typ": .null])
        let good = [
            try forge.token(), try forge.token(ed, by: .ed25519), try forge.token(rsa, by: .rsa),
            try forge.token(nil, forge.with(["aud": ["registry"], "nbf": .number(forge.now)])),
            try forge.token(nil, forge.with(["aud": ["payroll", "registry"], "azp": "registry"])),
            try forge.token(nil, forge.with(["exp": .number(forge.now - 59), "iat": .number(forge.now - 360)])),
            try forge.token(nil, forge.with(["iat": .number(forge.now + 60)])),
        ]
        for token in good {
            let said = await outcome(verifier, token, at: forge.now)
            #expect(try said.get().subject == "f3a1" && said.get().issuer == "https://id.example.nl")
        }
        let unasked = try forge.token(nil, forge.with(["nonce": .null]))
        let said = await outcome(verifier, unasked, nonce: nil, at: forge.now)
        #expect(try said.get().subject == "f3a1")
    }

    @Test func `none of more than sixty attacks comes in, each refused by the check that is for it`() async throws {
        let forge = try Forge()
        let verifier = IDTokenVerifier(try forge.provider)
        let attacks = try forge.attacks
        #expect(attacks.count >= 60 && Set(attacks.map(\.name)).count == attacks.count)
        for attack in attacks {
            let said = await outcome(verifier, attack.token, nonce: attack.nonce, at: forge.now)
            #expect(said == .failure(attack.check), "\(attack.name)")
        }
    }

    @Test func `each check keeps something away that comes in without it`() async throws {
        let forge = try Forge()
        let attacks = try forge.attacks
        // What can't be read can't be let in.
        for check in IDTokenCheck.allCases where ![.form, .subject].contains(check) {
            let careless = IDTokenVerifier(try forge.provider, without: [check])
            var cameIn: [String] = []
            for attack in attacks where attack.check == check {
                let said = await outcome(careless, attack.token, nonce: attack.nonce, at: forge.now)
                if case .success = said { cameIn.append(attack.name) }
            }
            #expect(!cameIn.isEmpty, "\(check)")
        }
    }

    @Test func `a changed bit anywhere in a token is found`() async throws {
        let forge = try Forge()
        let verifier = IDTokenVerifier(try forge.provider)
        let good = Array(try forge.token().utf8)
        var cameIn = 0
        for place in good.indices {
            for bit in 0..<7 {
                var changed = good
                changed[place] ^= 1 << bit
                let said = await outcome(verifier, String(decoding: changed, as: UTF8.self), at: forge.now)
                if case .success = said { cameIn += 1 }
            }
        }
        #expect(cameIn == 0)
    }

    @Test func `a provider is refused with all that is wrong in its settings and keys`() throws {
        let forge = try Forge()
        func problems(_ changes: [String: JSONValue], _ keys: JSONValue) -> [String] {
            guard case .object(let settings) = Forge.settings else { return [] }
            do {
                let changed = settings.merging(changes) { $1 }.filter { $0.value != .null }
                _ = try OpenIDProvider(.object(changed), keys: keys)
                return []
            } catch {
                return (error as? Refusal)?.problems.map { "\($0.pointer) \($0.detail)" } ?? ["\(error)"]
            }
        }
        #expect(
            problems(
                [
                    "issuer": "http://id.example.nl", "clockToleranceSeconds": 61, "algorithms": ["none", "HS256"],
                    "clientId": .null,
                ],
                try forge.jwks
            ).sorted() == [
                "/algorithms/0 \"none\" is not one of ES256, EdDSA, RS256.",
                "/algorithms/1 \"HS256\" is not one of ES256, EdDSA, RS256. Did you mean ES256?",
                "/clientId \"clientId\" is missing; a text of 1 to 255 characters is needed.",
                "/clockToleranceSeconds \"clockToleranceSeconds\" is 61; it lies between 0 and 60.",
                "/issuer \"issuer\" begins with https://; http:// is for this machine alone.",
            ])
        let jwks = try forge.jwks
        let redirect: JSONValue = "https://registry.example/v1/sign-in/callback"
        #expect(
            problems(["authorizationEndpoint": "https://id.example.nl/a"], jwks) == [
                "/redirectUri \"redirectUri\" is missing: a browser signs in by it and \"authorizationEndpoint\", or by neither."
            ])
        #expect(
            problems(["redirectUri": redirect, "clientSecretFile": "s"], jwks).sorted() == [
                "/authorizationEndpoint \"authorizationEndpoint\" is missing: a browser signs in by it and \"redirectUri\", or by neither.",
                "/clientSecretFile \"clientSecretFile\" goes with \"authorizationEndpoint\" and \"redirectUri\": a code for a device is asked for without.",
            ])
        #expect(
            problems(
                ["authorizationEndpoint": "http://id.example.nl/a#b", "redirectUri": "https://Registry.example/back"],
                jwks
            )
            .sorted() == [
                "/authorizationEndpoint \"authorizationEndpoint\" begins with https://; http:// is for this machine alone.",
                "/authorizationEndpoint \"authorizationEndpoint\" has no part behind #.",
                "/redirectUri \"redirectUri\" is this registry as browsers reach it, in small letters, and behind it /v1/sign-in/callback.",
            ])
        #expect(problems(["authorizationEndpoint": "https://id.example.nl/a", "redirectUri": redirect], jwks) == [])
        let keys: JSONValue = [
            "keys": [
                ["kty": "oct", "kid": "a", "k": "AA"], ["kty": "EC", "crv": "P-256"],
                ["kty": "EC", "crv": "P-384", "kid": "b", "x": "AA", "y": "AA"],
                ["kty": "EC", "crv": "P-256", "kid": "c", "x": "A*", "y": "AA"],
                [
                    "kty": "OKP", "crv": "Ed25519", "kid": "d", "alg": "ES256",
                    "x": .string(Forge.letters(forge.ed25519.publicKey.rawRepresentation)),
                ],
                ["kty": "OKP", "crv": "Ed25519", "kid": "e", "use": "enc", "x": "AA"],
            ]
        ]
        #expect(
            problems([:], keys) == [
                "/keys/0 The key is not taken: it holds a secret, and a provider gives its public keys alone.",
                "/keys/1 The key is not taken: it has no kid.",
                "/keys/2 The key is not taken: its type is none of EC with P-256, OKP with Ed25519, and RSA.",
                "/keys/3 The key is not taken: its member x is not base64url.",
                "/keys/4 The key is not taken: its alg is ES256, and a key of its type is used with EdDSA.",
                "/keys/5 The key is not taken: it is not for signatures.",
            ])
        #expect(problems([:], ["keys": []]) == ["/keys There is no key, so nobody could sign in."])
        let small =
            "\(problems([:], ["keys": [["kty": "RSA", "kid": "s", "n": .string(Forge.letters(Array(repeating: 0xFF, count: 128))), "e": "AQAB"]]]))"
        #expect(small.contains("its numbers are no key that is taken"))
        #expect(problems(["algorithms": ["ES256"]], try forge.jwks).count == 2)
    }
}
