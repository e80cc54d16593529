import FoundationEssentials
import Provision
import TransparencyLog

/// The folder in which a witness keeps the newest head of each log.
struct WitnessFiles: Sendable {
    let folder: String

    /// Keeps every other process from working with the folder.
    /// - Throws: `ProvisionRefusal`.
    func lock() throws -> KeptLock {
        do {
            try FileManager.default.createDirectory(
                atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        } catch {
            throw ProvisionRefusal("The folder \(folder) could not be made: \(error).")
        }
        let lock = try KeptLock(beside: folder + "/witness")
        guard lock.isTaken() else {
            throw ProvisionRefusal("Another witness works with \(folder): one folder is for one witness.")
        }
        return lock
    }

    var memory: WitnessDesk.Memory {
        .init(recall: { try file($0).read() }, keep: { try file($0).replace(with: $1) })
    }

    /// The name of a log may hold what a file name may not.
    private func file(_ origin: String) -> KeptFile {
        let name = TreeHash.leaf(Array(origin.utf8)).bytes.prefix(16).map { byte in
            (byte < 16 ? "0" : "") + String(byte, radix: 16)
        }
        return KeptFile("\(folder)/\(name.joined()).head", holding: "newest head of the log \(origin)")
    }
}
