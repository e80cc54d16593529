import Policy
import Postgres
import Records

extension Registry {
    /// The packs that govern in the actor's jurisdiction on a day: of each adopted pack the version with the latest first
    /// day that is not after it, by pack id.
    ///
    /// - Throws: `Refusal` `pack_not_readable` when this program does not ship an adopted version, or ships another text
    ///   under its name: a decision never rests on other rules than the adopted ones.
    func governingPacks(on day: LocalDate, _ actor: Actor, _ db: Transaction) throws -> [PackShelf.Entry] {
        let rows = try db.rows(
            """
            SELECT DISTINCT ON (pack_id) pack_id, pack_version, sha256 FROM registry.policy_pack
            WHERE jurisdiction_id = \(actor.jurisdiction) AND valid_from <= \(day)
            ORDER BY pack_id, valid_from DESC
            """)
        return try rows.map { row in
            let (id, version, sha256): (String, String, String) = (
                try row.get("pack_id"), try row.get("pack_version"), try row.get("sha256")
            )
            guard let entry = packs.entry(id: id, version: version), entry.pack.sha256 == sha256 else {
                throw Refusal(
                    .notPossibleNow, "pack_not_readable",
                    "The adopted policy pack \(id) \(version) is not among those that this program ships.",
                    detail: "The adopted text has SHA-256 \(sha256).",
                    hint: "Run a version of the program that ships it, or adopt a pack that this one ships.")
            }
            return entry
        }
    }
}
