import Policy
import Postgres
import Records

extension Registry {
    /// Counts the step of every penalty of the former system under each pack, by the rules that decide here, and says what
    /// was imposed at each step; nothing is stored.
    ///
    /// A pack is one of the authority, in any status but withdrawn, or one that ships with the program. Each row of the
    /// register of penalties is decided by itself, on what is known today of the other cases of its licence.
    /// - Returns: the shape `stepCounts`.
    /// - Throws: `Refusal` `unknown_policy_pack`, `no_earlier_penalties`, or for want of one of the roles policy, officer,
    ///   reviewer.
    package func countSteps(_ query: StepCountQuery, _ actor: Actor) async throws -> Answer {
        guard !actor.roles.isDisjoint(with: [.policy, .officer, .reviewer]) else {
            throw Refusal(
                .notAllowed, "role_needed", "To count steps the role policy or officer or reviewer is needed.",
                hint: "Ask someone who has one of these roles.")
        }
        let (chosen, events) = try await read(actor) { db in
            (
                try query.packs.map { try Self.pack(named: $0, on: packs, actor, db) },
                try EarlierEvent.all(actor, db)
            )
        }
        guard events.contains(where: \.isPenalty) else {
            throw Refusal(
                .notPossibleNow, "no_earlier_penalties",
                "There are no earlier penalties, so there is nothing to count.",
                hint: "Import the register of penalties first: registryctl import history FILE --profile washington-lcb"
            )
        }
        return StepCounts(events, under: chosen, assumedFrom: query.assumedFrom).answer
    }

    private static func pack(
        named name: String, on shelf: PackShelf, _ actor: Actor, _ db: Transaction
    ) throws -> Pack {
        let parts = name.split(separator: "@").map(String.init)
        let (id, version) = (parts.first ?? "", parts.last ?? "")
        let stored = try db.rows(
            """
            SELECT id AS number, pack_id, pack_version, sha256, base_sha256 FROM registry.policy_pack
            WHERE jurisdiction_id = \(actor.jurisdiction) AND pack_id = \(id) AND pack_version = \(version)
                AND status <> 'withdrawn' ORDER BY id DESC LIMIT 1
            """)
        if stored.count > 0 { return try StoredPack(stored[0]).pack(on: shelf, actor, db) }
        guard let shipped = shelf.shipped(id: id, version: version) else {
            throw Refusal.unknown("policy pack", name)
        }
        let reading = try shelf.read(shipped.text) { shelf.shipped(id: $0, version: $1)?.text }
        return try PackDraft(shipped.text, reading).pack
    }
}
