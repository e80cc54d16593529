import Policy
import Postgres
import Records

extension Registry {
    /// The conduct that an inspector can state under one version of a pack: its name, what it is, and for which criteria. Nil
    /// where the text in the database can't be read as it was recorded; then the rest of the card is still shown.
    func conduct(in number: String, _ actor: Actor, _ db: Transaction) throws -> RawJSON? {
        let rows = try db.rows(
            """
            SELECT id AS number, pack_id, pack_version, sha256, base_sha256 FROM registry.policy_pack
            WHERE jurisdiction_id = \(actor.jurisdiction) AND id::text = \(number)
            """)
        guard rows.count > 0 else { return nil }
        do {
            let pack = try StoredPack(rows[0]).pack(on: packs, actor, db)
            return RawJSON(JSONValue.array(pack.statedConduct).bytes())
        } catch is Refusal {
            return nil
        }
    }
}

extension Pack {
    /// In the order of the criteria; what follows from other facts is not stated.
    fileprivate var statedConduct: [JSONValue] {
        var names: [Skip] = []
        var about: [String: [JSONValue]] = [:]
        for criterion in criteria {
            for skip in conduct(about: criterion.code) where !skip.isDerived {
                if about[skip.conduct] == nil { names.append(skip) }
                about[skip.conduct, default: []].append(.string(criterion.code))
            }
        }
        return names.map { skip in
            [
                "conduct": .string(skip.conduct), "name": .string(skip.name[.english]),
                "criteria": .array(about[skip.conduct] ?? []),
            ]
        }
    }
}
