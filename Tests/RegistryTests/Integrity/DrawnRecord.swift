import Records
import TestSupport
import Testing
import TransparencyLog

@testable import Registry

/// A draw as its card shows it, drawn again by two other programs.
struct DrawnRecord {
    let json: JSONValue

    var members: [String] { pool?.members ?? [] }
    var pool: DrawPool? { try? DrawPool(text: json["pool"]?.text ?? "") }

    /// Who can't be drawn for an outlet.
    func barred(for outlet: String) -> [String] { pool?.slots.first { $0.id == outlet }?.barred ?? [] }

    /// The root in the signed head, which everybody can read.
    func root() throws -> TreeHash {
        let note = try #require(SignedNote((json["head"]?.text ?? "").utf8))
        return try #require(Checkpoint(text: note.text)).root
    }

    /// Draws again in Swift, from the pool and the head alone.
    func isDrawnAgain() throws -> Bool {
        let pool = try #require(self.pool)
        let seed = pool.seed(root: try root())
        let drawn = (json["drawn"]?.items ?? []).map { ($0["drawn"]?.items ?? []).compactMap(\.text) }
        return pool.digest == json["poolDigest"]?.text && DrawPool.hex(seed) == json["seed"]?.text
            && pool.drawn(seed: seed) == drawn
    }
}
