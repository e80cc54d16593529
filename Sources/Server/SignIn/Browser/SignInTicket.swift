import Crypto
import FoundationEssentials
import OpenID
import Records

/// One sign-in with a browser, from going to the provider until coming back. The browser keeps it sealed, so that a server keeps nothing
/// and any server of the database can finish it.
struct SignInTicket: Sendable, Equatable {
    /// What the provider gives back with the code.
    var state: String
    /// What the provider writes into the id token.
    var nonce: String
    /// What proves to the provider that the code is taken by who asked for it (RFC 7636).
    var verifier: String
    var jurisdiction: String
    /// Where the browser goes afterwards.
    var path: String
    /// In Unix seconds.
    var begun: Double

    /// How long a sign-in may take, in seconds.
    static let seconds = 600

    init(in jurisdiction: String, to path: String, now: Double) {
        state = Self.secret()
        nonce = Self.secret()
        verifier = Self.secret()
        self.jurisdiction = jurisdiction
        self.path = path
        begun = now
    }

    /// 256 random bits as 43 letters, which is the form that a verifier has, too.
    private static func secret() -> String {
        SymmetricKey(size: .bits256).withUnsafeBytes { StrictBase64URL.text($0) }
    }

    /// S256 of the verifier.
    var challenge: String { StrictBase64URL.text(SHA256.hash(data: Array(verifier.utf8))) }

    // MARK: Sealed

    private static let context = Array("registry sign-in ticket 1".utf8)

    /// The key of tickets, from one that all servers of a database share; without one a key of this process alone.
    static func key(of shared: [UInt8]) -> SymmetricKey {
        guard !shared.isEmpty else { return SymmetricKey(size: .bits256) }
        return HKDF<SHA256>.deriveKey(
            inputKeyMaterial: SymmetricKey(data: shared), info: context, outputByteCount: 32)
    }

    func sealed(_ key: SymmetricKey) throws -> String {
        let json: JSONValue = [
            "state": .string(state), "nonce": .string(nonce), "verifier": .string(verifier),
            "jurisdiction": .string(jurisdiction), "path": .string(path), "begun": .number(begun),
        ]
        let box = try AES.GCM.seal(json.bytes(), using: key, authenticating: Self.context)
        return StrictBase64URL.text(box.nonce) + "." + StrictBase64URL.text(box.ciphertext + box.tag)
    }

    /// Nil for what was not sealed by that key.
    init?(opening text: String, _ key: SymmetricKey) {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count == 2, let nonce = StrictBase64URL.bytes(parts[0].utf8),
            let sealed = StrictBase64URL.bytes(parts[1].utf8), sealed.count > 16
        else { return nil }
        do {
            let box = try AES.GCM.SealedBox(
                nonce: AES.GCM.Nonce(data: nonce), ciphertext: sealed.dropLast(16), tag: sealed.suffix(16))
            try self.init(BoundedJSON.parse(Array(AES.GCM.open(box, using: key, authenticating: Self.context))))
        } catch {
            return nil
        }
    }

    private init(_ json: JSONValue) throws {
        self = try Fields.read(json) { SignInTicket(&$0) }
    }

    private init(_ fields: inout Fields) {
        state = fields.text("state", max: 64)
        nonce = fields.text("nonce", max: 64)
        verifier = fields.text("verifier", max: 128)
        jurisdiction = fields.text("jurisdiction", max: 12)
        path = fields.text("path", max: LocalPath.longest)
        begun = fields.number("begun", in: 0...1e12)
    }
}
