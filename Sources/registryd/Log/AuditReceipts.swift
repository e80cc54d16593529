import FoundationEssentials
import Provision
import TransparencyLog

/// The receipts that somebody kept, read from files with one on each line.
struct AuditReceipts: Sendable {
    let receipts: [Receipt]

    /// - Parameters:
    ///   - paths: files, or folders with files.
    ///   - keys: public keys of receipts, or files with one each.
    ///   - own: the key of this installation, for where none is named.
    /// - Throws: `ProvisionRefusal` for a line that is no receipt, or that no key has signed: it proves nothing.
    init(paths: [String], keys: [String], own: SigningKeyFile) throws {
        guard !paths.isEmpty else {
            receipts = []
            return
        }
        var verifiers = try keys.map { try AuditTrust.vkey($0) }.compactMap { VerifierKey(vkey: $0) }
        if verifiers.isEmpty, let signer = try own.signer() { verifiers = [signer.verifier] }
        guard !verifiers.isEmpty else {
            throw ProvisionRefusal(
                "There is no key to check receipts with. Name the one that you put away with --receipt-key; "
                    + "registryd audit key --receipts prints it where receipts are signed.")
        }
        receipts = try paths.flatMap(Self.files).flatMap { try Self.read($0, verifiers) }
    }

    private static func files(_ path: String) throws -> [String] {
        var isFolder = false
        guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
            throw ProvisionRefusal("There are no receipts \(path).")
        }
        guard isFolder else { return [path] }
        return try FileManager.default.contentsOfDirectory(atPath: path).sorted().map { "\(path)/\($0)" }
    }

    private static func read(_ file: String, _ keys: [VerifierKey]) throws -> [Receipt] {
        guard let bytes = FileManager.default.contents(atPath: file) else {
            throw ProvisionRefusal("The receipts \(file) can't be read.")
        }
        let lines = String(decoding: bytes, as: UTF8.self).split(separator: "\n", omittingEmptySubsequences: false)
        return try lines.enumerated().compactMap { place, line in
            guard !line.isEmpty else { return nil }
            guard let note = Receipt.note(field: line), let receipt = Receipt(text: note.text) else {
                throw ProvisionRefusal("Line \(place + 1) of \(file) is no receipt.")
            }
            guard case .signed = note.verify(with: keys) else {
                throw ProvisionRefusal(
                    "The receipt on line \(place + 1) of \(file) is not signed by a key that you named, so it proves nothing."
                )
            }
            return receipt
        }
    }
}
