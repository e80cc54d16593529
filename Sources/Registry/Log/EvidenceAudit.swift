import EvidenceFiles
import Postgres
import Records

/// Compares the evidence files with their rows: that each that is kept is there with its bytes and its hash, and that nothing
/// else lies there.
struct EvidenceAudit: Sendable {
    let database: Database
    let folder: EvidenceFolder
    /// In seconds of Unix time: what lies there for less than an hour may be about to get its row, or to be taken away.
    let now: Int

    private struct Kept {
        var digest: FileDigest?
        var authority: Int
        var id: Int
        var bytes: Int
    }

    func run() async throws -> (findings: [LogFinding], count: Int) {
        // The folder first: what comes in meanwhile has a row that is looked at, and its file is there.
        let found = try folder.files()
        let kept = try await database.read(StoredLog.prologue) { db in
            try db.rows(
                """
                SELECT jurisdiction_id, id, encode(sha256, 'hex') AS sha256, bytes FROM registry.evidence
                WHERE status = 'kept' ORDER BY jurisdiction_id, id
                """
            ).map { row in
                Kept(
                    digest: FileDigest(try row.get("sha256", as: String.self)),
                    authority: try row.get("jurisdiction_id"),
                    id: try row.get("id"), bytes: try row.get("bytes"))
            }
        }
        var findings = try kept.compactMap { try finding($0) }
        let known = Set(kept.compactMap { file in file.digest.map { "\(file.authority) \($0)" } })
        for file in found where file.digest.map({ !known.contains("\(file.authority) \($0)") }) ?? true {
            guard file.digest == nil || file.since + 3600 < now else { continue }
            findings.append(
                LogFinding(
                    .evidenceSurplus, table: Self.table, key: file.name,
                    "The file \(file.name) lies there, and no row keeps it."))
        }
        return (findings, kept.count)
    }

    private func finding(_ file: Kept) throws -> LogFinding? {
        func finding(_ kind: LogFinding.Kind, _ words: String) -> LogFinding {
            LogFinding(
                kind, table: Self.table, key: "\(file.id)",
                "The evidence file \(file.id) (\(file.digest?.short ?? "?")) \(words)")
        }
        guard let digest = file.digest else { return finding(.evidenceMissing, "has no hash.") }
        let standing: EvidenceFolder.Standing
        do {
            standing = try folder.standing(of: digest, of: file.authority)
        } catch let problem as FileProblem {
            return finding(.evidenceAltered, "can't be read: \(problem).")
        }
        switch standing {
        case .missing: return finding(.evidenceMissing, "is not in the folder.")
        case .altered: return finding(.evidenceAltered, "has other bytes than those that were received.")
        case .whole(let bytes) where bytes != file.bytes:
            return finding(.evidenceAltered, "has \(bytes) bytes, and its row says \(file.bytes).")
        case .whole: return nil
        }
    }

    private static let table = "registry.evidence"
}
