import JWTKit
import Records

/// A public key of a provider, pinned: with the name that tokens call it by, and the one algorithm that it is for.
package struct ProviderKey: Sendable {
    /// The key itself, as the library wants it.
    private enum Material: Sendable {
        case es256(ES256PublicKey)
        case edDSA(EdDSA.PublicKey)
        case rs256(Insecure.RSA.PublicKey)
    }

    package let name: String
    package let algorithm: SignatureAlgorithm
    private let material: Material

    /// Why a key of a set is not taken.
    package struct Fault: Error, Equatable {
        package let reason: String
    }

    /// - Parameter json: of a JWKS (RFC 7517). A key without `alg` is of the algorithm that its type has here.
    init(_ json: JSONValue) throws(Fault) {
        guard let name = json["kid"]?.text, !name.isEmpty else { throw Fault(reason: "it has no kid") }
        guard json["d"] == nil, json["k"] == nil, json["p"] == nil else {
            throw Fault(reason: "it holds a secret, and a provider gives its public keys alone")
        }
        guard [nil, "sig"].contains(json["use"]?.text) else { throw Fault(reason: "it is not for signatures") }
        let (algorithm, material) = try Self.material(json)
        if let stated = json["alg"]?.text, stated != algorithm.rawValue {
            throw Fault(reason: "its alg is \(stated), and a key of its type is used with \(algorithm.rawValue)")
        }
        (self.name, self.algorithm, self.material) = (name, algorithm, material)
    }

    private static func material(_ json: JSONValue) throws(Fault) -> (SignatureAlgorithm, Material) {
        do {
            switch (json["kty"]?.text, json["crv"]?.text) {
            case ("EC", "P-256"):
                let point = (try text(json, "x"), try text(json, "y"))
                return (.es256, .es256(try ES256PublicKey(parameters: point)))
            case ("OKP", "Ed25519"):
                return (.edDSA, .edDSA(try EdDSA.PublicKey(x: try text(json, "x"), curve: .ed25519)))
            case ("RSA", _):
                // Refused below 2048 bits.
                let key = try Insecure.RSA.PublicKey(modulus: try text(json, "n"), exponent: try text(json, "e"))
                return (.rs256, .rs256(key))
            default: throw Fault(reason: "its type is none of EC with P-256, OKP with Ed25519, and RSA")
            }
        } catch let fault as Fault {
            throw fault
        } catch {
            throw Fault(reason: "its numbers are no key that is taken: \(error)")
        }
    }

    private static func text(_ json: JSONValue, _ name: String) throws(Fault) -> String {
        guard let text = json[name]?.text, let bytes = StrictBase64URL.bytes(text.utf8), !bytes.isEmpty else {
            throw Fault(reason: "its member \(name) is not base64url")
        }
        return text
    }

    /// Whether the signature of a token is of this key, by the key's own algorithm, whatever the token says it is.
    func signed(_ token: String) async -> Bool {
        // A collection of one: the library would take another key for a name that it doesn't know.
        let keys = JWTKeyCollection()
        switch material {
        case .es256(let key): await keys.add(ecdsa: key)
        case .edDSA(let key): await keys.add(eddsa: key)
        case .rs256(let key): await keys.add(rsa: key, digestAlgorithm: .sha256)
        }
        do {
            _ = try await keys.verify(token, as: Anything.self)
            return true
        } catch {
            return false
        }
    }

    /// The claims are read elsewhere, more strictly.
    private struct Anything: JWTPayload {
        func verify(using algorithm: some JWTAlgorithm) {}
    }
}
