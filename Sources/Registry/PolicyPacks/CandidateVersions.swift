import Policy
import Postgres
import Records

extension CandidateVersion {
    /// The versions that stored facts name, each with its text; of most facts none.
    /// - Throws: `Missing`; `Refusal` `pack_text_altered`, `pack_not_readable`.
    static func adopted(
        _ facts: Facts, of pack: String, on shelf: PackShelf, _ actor: Actor, _ db: Transaction
    ) throws -> [AdoptedVersion] {
        try (facts.versions ?? []).map { try $0.adopted(pack, on: shelf, actor, db) }
    }

    /// What stored facts say of the rules later on, each with its text.
    /// - Throws: as above.
    static func coming(
        _ facts: Facts, of pack: String, on shelf: PackShelf, _ actor: Actor, _ db: Transaction
    ) throws -> [ComingRules] {
        try (facts.coming ?? []).map { coming in
            guard let version = coming.version, let sha256 = coming.sha256 else {
                return ComingRules(pack: nil, from: coming.from)
            }
            let named = CandidateVersion(version: version, sha256: sha256, from: coming.from)
            return ComingRules(pack: try named.adopted(pack, on: shelf, actor, db).pack, from: coming.from)
        }
    }

    func adopted(
        _ pack: String, on shelf: PackShelf, _ actor: Actor, _ db: Transaction
    ) throws -> AdoptedVersion {
        let rows = try db.rows(
            """
            SELECT p.id AS number, p.pack_id, p.pack_version, p.sha256, p.base_sha256 FROM registry.policy_pack AS p
            WHERE p.jurisdiction_id = \(actor.jurisdiction) AND p.status = 'active'
                AND (p.pack_id, p.pack_version, p.sha256) = (\(pack), \(version), \(sha256))
            ORDER BY p.id LIMIT 1
            """)
        guard rows.count > 0 else {
            throw Missing(name: PackReference(id: pack, version: version, sha256: sha256))
        }
        return AdoptedVersion(pack: try StoredPack(rows[0]).pack(on: shelf, actor, db), from: from)
    }

    /// No active text has the hash that the facts name.
    struct Missing: Error {
        var name: PackReference
    }
}
