import Policy
import Postgres
import Records

extension Registry {
    /// Proposes a checked draft, to govern from a day on. Another person activates it.
    ///
    /// What was judged otherwise since then, when the day is in the past, is counted and stays.
    /// - Throws: `Refusal` `pack_begins_later`, `pack_ended_before`, `proposed_pack_was_checked`, `one_adoption_per_pack_and_day`;
    ///   `one_pack_per_criterion` when another pack judges the same criteria and the proposal doesn't name it;
    ///   `replaced_pack_governs`, `pack_begins_again_after_its_end`.
    package func proposePack(_ number: String, _ proposal: PackProposal, _ call: Call) async throws -> Answer {
        try await act(call) { db in
            let (id, next) = try Self.nextVersion(of: .policyPack, number, call, db)
            let rows = try db.rows(
                """
                SELECT pack_id, pack_version, begins_on, rules_end_on - 1 AS rules_through FROM registry.policy_pack
                WHERE jurisdiction_id = \(call.actor.jurisdiction) AND id = \(id)
                """)
            try Self.refuseDayOutside(
                (try rows[0].get("begins_on"), try rows[0].get("rules_through")), proposal.validFrom,
                "\(try rows[0].get("pack_id", as: String.self)) \(try rows[0].get("pack_version", as: String.self))")
            try Self.propose(id, to: next, proposal, call.actor, db)
            return try Self.packCard(id, call.actor, db)
        }
    }

    /// Activates a proposed pack: from its first day on it governs, and the packs that it replaces don't. Another person
    /// than its proposer does that.
    /// - Throws: `Refusal` `activated_by_another_person`, `another_text_was_read`; `one_pack_per_criterion` when another pack
    ///   was activated in between.
    package func activatePack(_ number: String, _ activation: PackActivation, _ call: Call) async throws -> Answer {
        try await act(call) { db in
            let (id, next) = try Self.nextVersion(of: .policyPack, number, call, db)
            try Self.refuseAnother(activation, id, call.actor, db)
            try Self.update(
                pack: id, to: next,
                """
                status = 'active', act = 'activate', activated_by = \(call.actor.person), effective_on = valid_from,
                reason = NULL
                """, call.actor, db)
            return try Self.packCard(id, call.actor, db)
        }
    }

    static func propose(
        _ number: Int, to version: Int, _ proposal: PackProposal, _ actor: Actor, _ db: Transaction
    ) throws {
        try update(
            pack: number, to: version,
            """
            status = 'proposed', act = 'propose', proposed_by = \(actor.person), valid_from = \(proposal.validFrom)::date,
            replaces = \(proposal.others.replaces)::text[], beside_reason = \(proposal.others.besideReason), reason = NULL
            """, actor, db)
    }

    /// - Parameter rules: the first and the last day on which the rules hold, as the pack says; nil where it doesn't.
    static func refuseDayOutside(
        _ rules: (from: LocalDate?, through: LocalDate?), _ day: LocalDate, _ pack: String
    ) throws {
        if let from = rules.from, day < from {
            throw Refusal.badInput([
                FieldProblem(
                    "/validFrom", "pack_begins_later", "\(pack) holds from \(from); it can't govern from \(day).")
            ])
        }
        if let through = rules.through, day > through {
            throw Refusal.badInput([
                FieldProblem(
                    "/validFrom", "pack_ended_before",
                    "\(pack) holds through \(through), as its text says; it can't govern from \(day). "
                        + "Draft the version that holds then.")
            ])
        }
    }

    private static func refuseAnother(
        _ activation: PackActivation, _ number: Int, _ actor: Actor, _ db: Transaction
    ) throws {
        guard let read = activation.sha256 else { return }
        let sha256: String = try db.one(
            """
            SELECT sha256 FROM registry.policy_pack
            WHERE jurisdiction_id = \(actor.jurisdiction) AND id = \(number)
            """)
        guard !sha256.hasPrefix(read) else { return }
        throw Refusal(
            .notPossibleNow, "another_text_was_read",
            "The text that is proposed has another SHA-256 than the one you name.",
            detail: "It is \(sha256), not \(read).", hint: "Read the text that is proposed.")
    }
}
