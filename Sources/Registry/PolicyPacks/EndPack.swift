import Policy
import Postgres
import Records

extension Registry {
    /// Proposes that no version of an active pack governs from a day on. Another person confirms it.
    ///
    /// The record is that of the pack's last version; what governed before stays as it is. Where the day is in the past, the
    /// inspections that the pack judged since are counted and stay.
    /// - Throws: `Refusal` `pack_ends_no_earlier_than_it_governs`, `last_version_ends_first`, `pack_ends_once`, or for want of
    ///   the role or a fitting status.
    package func proposePackEnd(_ number: String, _ proposal: PackEndProposal, _ call: Call) async throws -> Answer {
        try await act(call) { db in
            let (id, next) = try Self.nextVersion(of: .policyPack, number, call, db)
            try Self.update(
                pack: id, to: next,
                """
                act = 'propose_end', end_proposed_day = \(proposal.endDay)::date, end_proposed_by = \(call.actor.person),
                end_reason = \(proposal.reason), effective_on = \(proposal.endDay)::date, reason = \(proposal.reason)
                """, call.actor, db)
            return try Self.packCard(id, call.actor, db)
        }
    }

    /// Confirms the proposed end of a pack: from its day on no version governs. Another person than its proposer does that.
    /// - Throws: `Refusal` `ended_by_another_person`, `another_end_was_read`, `proposed_end_is_whole` when none is proposed.
    package func confirmPackEnd(_ number: String, _ end: PackEnd, _ call: Call) async throws -> Answer {
        try await act(call) { db in
            let (id, next) = try Self.nextVersion(of: .policyPack, number, call, db)
            try Self.refuseAnother(end, id, call.actor, db)
            try Self.update(
                pack: id, to: next, "act = 'end', effective_on = end_proposed_day, reason = end_reason", call.actor, db)
            return try Self.packCard(id, call.actor, db)
        }
    }

    /// Takes the proposed end of a pack back: it goes on governing.
    /// - Throws: `Refusal` `proposed_end_is_whole` when none is proposed, `pack_ends_once`.
    package func withdrawPackEnd(_ number: String, _ reason: Reason, _ call: Call) async throws -> Answer {
        try await act(call) { db in
            let (id, next) = try Self.nextVersion(of: .policyPack, number, call, db)
            try Self.update(
                pack: id, to: next, "act = 'withdraw_end', effective_on = NULL, reason = \(reason.text)", call.actor,
                db)
            return try Self.packCard(id, call.actor, db)
        }
    }

    private static func refuseAnother(_ end: PackEnd, _ number: Int, _ actor: Actor, _ db: Transaction) throws {
        let proposed: LocalDate? = try db.one(
            """
            SELECT end_proposed_day FROM registry.policy_pack
            WHERE jurisdiction_id = \(actor.jurisdiction) AND id = \(number)
            """)
        guard let read = end.endDay, let proposed, read != proposed else { return }
        throw Refusal(
            .notPossibleNow, "another_end_was_read",
            "The end that is proposed is on \(proposed), not on \(read).",
            hint: "Look at the pack and confirm the day that is proposed there, or have its end withdrawn.")
    }
}
