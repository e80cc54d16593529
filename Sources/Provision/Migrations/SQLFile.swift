import Crypto
import FoundationEssentials

/// The text of one file of the SQL folder.
struct SQLFile: Sendable, Equatable {
    /// Without `.sql`.
    let name: String
    let text: String
    let sha256: String

    /// The files of `folder` that end in `.sql`, in the order of their names.
    /// - Parameter orNone: whether the folder may be missing.
    static func all(in folder: String, orNone: Bool = false) throws -> [SQLFile] {
        guard FileManager.default.fileExists(atPath: folder) else {
            guard !orNone else { return [] }
            throw ProvisionRefusal(
                "The database was not prepared: there is no folder \(folder). Name it with --sql-folder.")
        }
        return try FileManager.default.contentsOfDirectory(atPath: folder).filter { $0.hasSuffix(".sql") }.sorted()
            .map { try SQLFile(path: "\(folder)/\($0)", name: String($0.dropLast(4))) }
    }

    private init(path: String, name: String) throws {
        self.name = name
        text = try String(contentsOfFile: path, encoding: .utf8)
        sha256 = Self.digest(text)
    }

    /// SHA-256 in lower-case hex.
    static func digest(_ text: String) -> String {
        SHA256.hash(data: Array(text.utf8)).map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    }
}
