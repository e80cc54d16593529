import Policy
import Postgres
import Records

/// Computes every stored recommendation of every authority anew, from its stored facts and the text of the pack with its stored
/// hash, as `registryctl policy replay` does for one authority.
struct RecommendationAudit: Sendable {
    let database: Database
    let packs: PackShelf

    /// What came of it.
    struct Result {
        var findings: [LogFinding] = []
        var count = 0
        /// Under packs that this program can't read: they say nothing.
        var unread = 0
    }

    func run() async throws -> Result {
        let authorities = try await database.read(StoredLog.prologue) { db in
            try db.rows("SELECT j.id, j.code FROM registry.jurisdiction AS j ORDER BY j.id").map {
                (id: try $0.get("id", as: Int.self), code: try $0.get("code", as: String.self))
            }
        }
        var result = Result()
        for authority in authorities {
            // Nobody acts; it says whose packs and recommendations are read.
            let reader = Actor(
                jurisdiction: authority.id, jurisdictionCode: authority.code, person: 0, personName: "", login: "",
                roles: [])
            try await replay(reader, &result)
        }
        return result
    }

    private func replay(_ reader: Actor, _ result: inout Result) async throws {
        // Each text is read anew and compared with its hash.
        let shelf = packs.unread()
        var last = 0
        while true {
            let after = last
            let batch = try await database.read(StoredLog.prologue) { db in
                try StoredRecommendation.next(after: after, ReplayQuery(), reader, db).map { one in
                    (id: one.id, difference: try one.replayed(on: shelf, reader, db))
                }
            }
            guard let end = batch.last else { return }
            last = end.id
            result.count += batch.count
            for (id, difference) in batch {
                guard let difference else { continue }
                if difference["code"] == "pack_not_readable" {
                    result.unread += 1
                } else {
                    result.findings.append(Self.finding(id, reader, difference))
                }
            }
        }
    }

    private static func finding(_ id: Int, _ reader: Actor, _ difference: JSONValue) -> LogFinding {
        LogFinding(
            .recommendationDiffers, table: "registry.recommendation", key: "\(id)",
            "Recommendation \(id) of \(reader.jurisdictionCode), case \(difference["case"]?.text ?? "?"): "
                + (difference["reason"]?.text ?? "it doesn't come out the same."))
    }
}
