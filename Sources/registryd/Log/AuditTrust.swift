import FoundationEssentials
import Provision
import TransparencyLog

/// Whose signatures an audit believes, and which heads it knows from elsewhere.
struct AuditTrust: Sendable {
    let policy: TrustPolicy
    let heads: [SignedNote]
    /// Where the key came from when nobody named one: whoever can write there could have forged it.
    let ownKey: String?

    /// - Parameters:
    ///   - keys: public keys, or files with one each.
    ///   - heads: files with a signed head each.
    ///   - policyFile: whose signatures are believed, witnesses among them, instead of keys.
    ///   - own: the files of this installation's signer, for what is not named.
    /// - Throws: `ProvisionRefusal`.
    init(keys: [String], heads: [String], policyFile: String? = nil, own: LogFiles) throws {
        var known = try heads.map(Self.note)
        if heads.isEmpty, let bytes = try own.head.read() { known.append(try Self.note(bytes, own.head.path)) }
        self.heads = known
        if let policyFile {
            policy = try TrustPolicy(file: policyFile)
            ownKey = nil
            return
        }
        var vkeys = try keys.map(Self.vkey)
        if vkeys.isEmpty {
            guard let signer = try own.signer() else {
                throw ProvisionRefusal(
                    "There is no key to check the log with. Name the one that you put away with --key; registryd audit key "
                        + "prints it where heads are signed.")
            }
            vkeys = [signer.verifier.vkey]
            ownKey = own.key.path
        } else {
            ownKey = nil
        }
        do {
            policy = try TrustPolicy(vkeys.map { "log \($0)\n" }.joined() + "quorum none\n")
        } catch {
            throw ProvisionRefusal("A key that was named can't be used: \(error)")
        }
    }

    /// The public key that is named, or that the file holds that is named.
    /// - Throws: `ProvisionRefusal`.
    static func vkey(_ named: String) throws -> String {
        if VerifierKey(vkey: named) != nil { return named }
        guard let bytes = FileManager.default.contents(atPath: named) else {
            throw ProvisionRefusal("\(named) is no public key of a log, and no file that can be read.")
        }
        let text = String(decoding: bytes, as: UTF8.self).prefix { !$0.isNewline }
        guard VerifierKey(vkey: text) != nil else {
            throw ProvisionRefusal(
                "The file \(named) holds no public key of a log. It begins with the log's name and a plus.")
        }
        return String(text)
    }

    private static func note(_ file: String) throws -> SignedNote {
        guard let bytes = FileManager.default.contents(atPath: file) else {
            throw ProvisionRefusal("The file \(file) can't be read.")
        }
        return try note(Array(bytes), file)
    }

    private static func note(_ bytes: [UInt8], _ file: String) throws -> SignedNote {
        guard let note = SignedNote(bytes), Checkpoint(text: note.text) != nil else {
            throw ProvisionRefusal("The file \(file) holds no signed head of a log.")
        }
        return note
    }
}
