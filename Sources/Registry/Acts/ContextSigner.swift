import Crypto
import FoundationEssentials
import Postgres

/// Signs who acts, so that the database believes it: `jurisdiction|person|roles|expiry|hmac`, HMAC-SHA-256.
package struct ContextSigner: Sendable {
    private let key: SymmetricKey
    /// How long a signed context holds where nothing else is asked for, in seconds.
    static let lifetime = 120

    /// - Parameter key: the 32 bytes whose padded blocks are in `ops.context_key`.
    package init(key: [UInt8]) {
        self.key = SymmetricKey(data: key)
    }

    /// The statement that sets the context for the transaction it runs in.
    /// - Parameter lifetime: in seconds, longer than the transaction can take; 120 when nil.
    /// - Parameter settings: further settings for the transaction, as columns.
    package func statement(
        for actor: Actor, now: Date = Date(), lifetime: Int? = nil, settings: SQL? = nil
    ) -> SQL {
        let claim = claim(for: actor, now: now, lifetime: lifetime)
        guard let settings else { return "SELECT set_config('registry.context', \(claim), true)" }
        return "SELECT set_config('registry.context', \(claim), true), \(sql: settings)"
    }

    /// The actor's name in the audit outbox and in logs: what `ops.pseudonym` makes of the same key.
    func pseudonym(of actor: Actor) -> String {
        let message = "actor|\(actor.jurisdiction)|\(actor.person)"
        return Hex.text(HMAC<SHA256>.authenticationCode(for: Array(message.utf8), using: key).prefix(16))
    }

    /// The name of a login in logs, whether there is an account of that name or not.
    func pseudonym(ofLogin login: String, in jurisdiction: String) -> String {
        let message = "login|\(jurisdiction)|\(login)"
        return Hex.text(HMAC<SHA256>.authenticationCode(for: Array(message.utf8), using: key).prefix(16))
    }

    /// The signed text itself.
    /// - Parameter lifetime: in seconds; 120 when nil.
    package func claim(for actor: Actor, now: Date = Date(), lifetime: Int? = nil) -> String {
        let roles = actor.roles.map(\.rawValue).sorted().joined(separator: ",")
        let expiry = Int(now.timeIntervalSince1970) + (lifetime ?? Self.lifetime)
        let message = "\(actor.jurisdiction)|\(actor.person)|\(roles)|\(expiry)"
        let code = HMAC<SHA256>.authenticationCode(for: Array(message.utf8), using: key)
        return message + "|" + Hex.text(code)
    }
}

/// Lower-case hexadecimal text.
enum Hex {
    private static let digits = Array("0123456789abcdef".utf8)

    static func text(_ bytes: some Sequence<UInt8>) -> String {
        var text: [UInt8] = []
        for byte in bytes {
            text.append(digits[Int(byte >> 4)])
            text.append(digits[Int(byte & 15)])
        }
        return String(decoding: text, as: UTF8.self)
    }
}
