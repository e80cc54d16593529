import EvidenceFiles
import Postgres
import Records

/// Compares the evidence files with their rows: that each that is kept is there with its bytes and its hash, and that nothing
/// else lies there.
struct EvidenceAudit: Sendable {
    let database: Database
    let folder: EvidenceFolder
    /// In seconds of Unix time.
    let now: Int

    private struct Kept {
        var digest: FileDigest?
        var authority: Int
        var id: Int
        var bytes: Int
    }

    struct Result {
        var findings: [LogFinding] = []
        /// How many files are kept.
        var count = 0
        /// Files that no row keeps and that a retention run is to take away: it was stopped, or has not come yet.
        var left = 0
    }

    func run() async throws -> Result {
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
        var result = Result(count: kept.count)
        let wrong = try kept.compactMap { file in try finding(file).map { (file, $0) } }
        // A retention run records what it ends before it takes the file away, and may have done so meanwhile.
        let ended = try await ended()
        // By their rows: another row with the same bytes says nothing of them.
        let gone = Set(ended.map(\.row))
        result.findings = wrong.filter { file, _ in !gone.contains(Row(file.authority, file.id)) }.map(\.1)
        let times = Dictionary(ended.map { ($0.place, $0.at) }, uniquingKeysWith: max)
        let unclaimed = Dictionary(
            uniqueKeysWithValues: try Set(found.map(\.authority)).map { ($0, try folder.unclaimed(of: $0)) })
        let known = Set(kept.map { Place($0.authority, $0.digest) })
        for file in found where !known.contains(Place(file.authority, file.digest)) {
            let seen = file.digest.flatMap { unclaimed[file.authority]?[$0] }
            switch standing(file, times[Place(file.authority, file.digest)], seen) {
            case .coming: break
            case .left: result.left += 1
            case .surplus:
                result.findings.append(
                    LogFinding(
                        .evidenceSurplus, table: Self.table, key: file.name,
                        "The file \(file.name) lies there, and no row keeps it."))
            }
        }
        return result
    }

    private struct Place: Hashable {
        var authority: Int
        var digest: FileDigest?

        init(_ authority: Int, _ digest: FileDigest?) { (self.authority, self.digest) = (authority, digest) }
    }

    private struct Row: Hashable {
        var authority: Int
        var id: Int

        init(_ authority: Int, _ id: Int) { (self.authority, self.id) = (authority, id) }
    }

    /// What is recorded as destroyed, and when, in seconds of Unix time.
    private struct Ended {
        var row: Row
        var place: Place
        var at: Int
    }

    private func ended() async throws -> [Ended] {
        try await database.read(StoredLog.prologue) { db in
            try db.rows(
                """
                SELECT jurisdiction_id, id, encode(sha256, 'hex') AS sha256, extract(epoch FROM changed_at)::bigint AS ended
                FROM registry.evidence WHERE status = 'destroyed'
                """
            ).map { row in
                let authority: Int = try row.get("jurisdiction_id")
                return Ended(
                    row: Row(authority, try row.get("id")),
                    place: Place(authority, FileDigest(try row.get("sha256", as: String.self))),
                    at: try row.get("ended"))
            }
        }
    }

    /// Within two days a retention run has come.
    private static let runSeconds = 2 * 24 * 3600

    private enum Surplus { case coming, left, surplus }

    /// What a file is that no row keeps. Retention runs come once a day: what one began the next one finishes; a file without a
    /// row, as a service leaves it that is killed between the two, one takes away after 30 days.
    /// - Parameter seen: when a retention run saw first that it has no row.
    private func standing(_ file: EvidenceFolder.Found, _ ended: Int?, _ seen: Int?) -> Surplus {
        guard file.digest != nil else { return .surplus }
        if let ended { return ended + Self.runSeconds < now ? .surplus : .left }
        // A clock that was ahead, or a made-up list, must not hide it.
        let since = min(seen ?? file.since, now)
        guard min(file.since, since) + 3600 < now else { return .coming }
        return since + EvidenceFolder.orphanSeconds + Self.runSeconds < now ? .surplus : .left
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
