import Provision
import Registry
import TransparencyLog

/// The two files of whoever signs heads of the log: the key, and the head that was signed last.
struct LogFiles: Sendable {
    let key: KeptFile
    /// The key that follows, from when it is announced until the old one is gone.
    let next: KeptFile
    let head: KeptFile

    init(key: String, head: String) {
        self.key = KeptFile(key, holding: "log key")
        next = KeptFile(key + ".next", holding: "next log key")
        self.head = KeptFile(head, holding: "head that was signed last")
    }

    /// The signer, or nil where there is no key.
    /// - Throws: `ProvisionRefusal` when the file holds something else.
    func signer() throws -> NoteSigner? { try signer(in: key, "log key") }

    /// The signer with the key that follows, or nil where there is none.
    /// - Throws: `ProvisionRefusal` when the file holds something else.
    func nextSigner() throws -> NoteSigner? {
        let found = try signer(in: next, "next log key")
        // It has taken its place already, and whoever put it there was killed just then.
        guard let found, found.verifier == (try signer())?.verifier else { return found }
        return nil
    }

    private func signer(in file: KeptFile, _ what: String) throws -> NoteSigner? {
        guard let bytes = try file.read() else { return nil }
        let text = String(decoding: bytes, as: UTF8.self).prefix { !$0.isNewline }
        guard let signer = NoteSigner(privateText: text), signer.verifier.kind == .ed25519 else {
            throw ProvisionRefusal("The \(what) \(file.path) is not one. Put the file back from a backup.")
        }
        return signer
    }

    /// The signer with the key that follows, with a new one of the same log where there is none.
    func nextSigner(orNewFor signer: NoteSigner) throws -> NoteSigner {
        if let signer = try nextSigner() { return signer }
        // Only here, where a handover begins: a service or a doctor that reads takes nothing from one that is under way.
        try next.remove()
        let name = signer.verifier.name
        guard let text = NoteSigner.privateText(name: name, kind: .ed25519, secret: NoteSigner.newSecret()) else {
            throw ProvisionRefusal("\"\(name)\" is no name of a log: it has no blanks and no plus sign.")
        }
        try next.make(Array("\(text)\n".utf8))
        guard let signer = try nextSigner() else { throw ProvisionRefusal("The \(next.path) is gone again.") }
        return signer
    }

    /// Puts the next key in the place of the old one, which is gone then.
    func replaceKeyByNext() throws {
        guard let bytes = try next.read() else { throw ProvisionRefusal("There is no next log key \(next.path).") }
        try key.replace(with: bytes)
        try next.remove()
    }

    /// The signer, with a new key where there is none.
    /// - Parameters:
    ///   - name: of the log, for a new key; nil takes one that no other log has.
    ///   - isSigned: whether the log has a signed head already; then a new key would begin another log.
    func signer(orNewNamed name: String?, isSigned: Bool) throws -> NoteSigner {
        if let signer = try signer() { return signer }
        guard !isSigned else {
            throw ProvisionRefusal(
                "The log key \(key.path) is not there, and heads of the log were signed with one, so no more are. "
                    + "Put the file back from a backup.")
        }
        let secret = NoteSigner.newSecret()
        let name = name ?? "registry-log-" + Self.code()
        guard let text = NoteSigner.privateText(name: name, kind: .ed25519, secret: secret) else {
            throw ProvisionRefusal("\"\(name)\" is no name of a log: it has no blanks and no plus sign.")
        }
        try key.make(Array("\(text)\n".utf8))
        guard let signer = try signer() else { throw ProvisionRefusal("The log key \(key.path) is gone again.") }
        return signer
    }

    /// What the signer remembers, in the file.
    var memory: LogSigner.Memory {
        .init(recall: { try head.read() }, keep: { try head.replace(with: $0) })
    }

    /// Twelve random digits.
    static func code() -> String {
        (0..<12).map { _ in String(Int.random(in: 0..<16), radix: 16) }.joined()
    }
}
