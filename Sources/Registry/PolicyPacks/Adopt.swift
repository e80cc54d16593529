import Policy
import Postgres
import Records

extension Registry {
    /// The adoptions of the actor's jurisdiction, by pack, newest first day first.
    package func policyPacks(_ actor: Actor) async throws -> Answer {
        try await look(
            actor,
            """
            SELECT id, version, sha256, valid_from, licence_maximum, adopted_by, adopted_at
            FROM registry.policy_pack_card WHERE jurisdiction_id = \(actor.jurisdiction)
            ORDER BY id, valid_from DESC LIMIT 500
            """
        ) { rows in try Answer.list(rows, Page(limit: 500)) }
    }

    /// Adopts a version of a pack that this program ships, from a day on, with its text and hash.
    /// - Throws: `Refusal` `unknown_pack` with the ones there are, `pack_begins_later`,
    ///   `one_adoption_per_pack_and_day`, or for want of the role.
    package func adopt(_ adoption: PackAdoption, _ call: Call) async throws -> Answer {
        try await act(call) { checks, _ -> PackShelf.Entry? in
            guard checks.isGood("/id", "/version") else { return nil }
            let found: PackShelf.Entry? = try checks.value(at: "/id", orElse: nil) {
                guard let entry = packs.entry(id: adoption.id, version: adoption.version) else {
                    throw unknownPack(adoption)
                }
                return entry
            }
            if let first = found?.pack.validFrom, adoption.validFrom < first {
                checks.note(
                    FieldProblem(
                        "/validFrom", "pack_begins_later",
                        "\(adoption.id) \(adoption.version) holds from \(first); it can't govern from \(adoption.validFrom)."
                    ))
            }
            return found
        } _: { entry, db in
            guard let entry else { throw unknownPack(adoption) }
            let id: Int = try db.one(
                """
                INSERT INTO registry.policy_pack (jurisdiction_id, pack_id, pack_version, sha256, source_text, valid_from,
                    licence_maximum, recorded_by)
                VALUES (\(call.actor.jurisdiction), \(adoption.id), \(adoption.version), \(entry.pack.sha256),
                    \(entry.source), \(adoption.validFrom), \(entry.pack.licences.maximum.value), \(call.actor.person))
                RETURNING id
                """)
            let rows = try db.rows(
                """
                SELECT id, version, sha256, valid_from, licence_maximum, adopted_by, adopted_at
                FROM registry.policy_pack_card WHERE jurisdiction_id = \(call.actor.jurisdiction) AND adoption_id = \(id)
                """)
            return Answer(status: 201, body: rows.json(row: 0), location: "/v1/policy-packs")
        }
    }

    private func unknownPack(_ adoption: PackAdoption) -> Refusal {
        let known = packs.entries.map { "\($0.pack.id) \($0.pack.version)" }.sorted().joined(separator: ", ")
        return Refusal(
            .badInput, "unknown_pack", "There is no policy pack \(adoption.id) \(adoption.version).",
            detail: "The packs of this program are: \(known.isEmpty ? "none" : known).",
            hint: "Adopt one of them.")
    }
}
