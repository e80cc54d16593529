import Provision
import TransparencyLog

/// A file with a private key that signs notes: of receipts, or of a witness.
struct SigningKeyFile: Sendable {
    let file: KeptFile
    private let kind: KeyKind
    private let what: String

    init(_ path: String, _ kind: KeyKind, holding what: String) {
        file = KeptFile(path, holding: what)
        self.kind = kind
        self.what = what
    }

    /// The signer, or nil where there is no key.
    /// - Throws: `ProvisionRefusal` when the file holds something else.
    func signer() throws -> NoteSigner? {
        guard let bytes = try file.read() else { return nil }
        let text = String(decoding: bytes, as: UTF8.self).prefix { !$0.isNewline }
        guard let signer = NoteSigner(privateText: text), signer.verifier.kind == kind else {
            throw ProvisionRefusal("The \(what) \(file.path) is not one. Put the file back from a backup.")
        }
        return signer
    }

    /// The signer, with a new key where there is none.
    /// - Parameter name: of the new key; nil takes one that no other has.
    func signer(orNewNamed name: String?, _ prefix: String) throws -> NoteSigner {
        if let signer = try signer() { return signer }
        let name = name ?? prefix + LogFiles.code()
        guard let text = NoteSigner.privateText(name: name, kind: kind, secret: NoteSigner.newSecret()) else {
            throw ProvisionRefusal("\"\(name)\" is no name of a key: it has no blanks and no plus sign.")
        }
        try file.make(Array("\(text)\n".utf8))
        guard let signer = try signer() else { throw ProvisionRefusal("The \(what) \(file.path) is gone again.") }
        return signer
    }
}
