import Postgres
import Records

extension Registry {
    /// Gives a licence a later end.
    /// - Throws: `Refusal` `unknown_licence`, a version mismatch, `renewal_prolongs_the_licence`, `licence_maximum`,
    ///   `one_licence_per_outlet_at_a_time`, or for want of a fitting status or role. So do the other acts, each with its rule.
    package func renewLicence(_ reference: String, _ renewal: LicenceRenewal, _ call: Call) async throws -> Answer {
        try await changeLicence(reference, call) { _ in
            "act = 'renew', ends_on = \(renewal.endsOn), effective_on = NULL, reason = \(renewal.reason)"
        }
    }

    /// Suspends a licence on the ground of an issued action of kind suspension, until the day that the action names. One that
    /// lapses or goes to another holder from a later day on can be suspended until then; the lapse or transfer stays.
    /// - Throws: as `renewLicence`, and `unknown_action`, `suspension_and_withdrawal_rest_on_an_action`,
    ///   `suspension_ends_with_its_action`, `suspension_begins_with_its_action`, `ended_licence_carries_no_measure`.
    package func suspendLicence(_ reference: String, _ suspension: LicenceSuspension, _ call: Call) async throws
        -> Answer
    {
        try await changeLicence(reference, call, on: (suspension.action, "suspend")) { action in
            """
            status = 'suspended', act = 'suspend', action_id = \(action),
            suspended_until = coalesce(\(suspension.until)::date, (SELECT a.ends_on FROM registry.action AS a
                WHERE a.jurisdiction_id = \(call.actor.jurisdiction) AND a.id = \(action))),
            effective_on = NULL, reason = \(suspension.reason)
            """
        }
    }

    /// Makes a licence hold again whose suspension or withdrawal for a term is over, or whose action somebody else has
    /// revoked: valid, or to lapse or go to another holder as it was recorded; a withdrawn one ends when it would have
    /// ended. Before a suspension is over the first person's call proposes that (the licence stays
    /// suspended and the answer says who proposed it), and another person's does it.
    /// - Throws: as `renewLicence`, and `withdrawal_stands_with_its_action`, `reinstated_by_another_person`.
    package func reinstateLicence(_ reference: String, _ reason: Reason, _ call: Call) async throws -> Answer {
        try await act(call) { db in
            let (id, next) = try Self.nextVersion(of: .licence, reference, call, db)
            let isProposal = try Self.needsProposal(id, call.actor, db)
            let change: SQL =
                isProposal
                ? "act = 'propose_reinstatement', reinstatement_proposed_by = \(call.actor.person)"
                : """
                status = coalesce(registry.recorded_end(jurisdiction_id, id), 'valid'), act = 'reinstate', action_id = NULL,
                suspended_until = NULL
                """
            _ = try db.execute(
                """
                UPDATE registry.licence SET \(sql: change), effective_on = NULL, reason = \(reason.text),
                    version = \(next), changed_by = \(call.actor.person)
                WHERE jurisdiction_id = \(call.actor.jurisdiction) AND id = \(id)
                """)
            return try Self.licenceCard(reference, call.actor, db)
        }
    }

    /// Whether to reinstate a licence has to be proposed first: its suspension is not over, its action stands, and nobody has.
    private static func needsProposal(_ id: Int, _ actor: Actor, _ db: Transaction) throws -> Bool {
        try db.one(
            """
            SELECT EXISTS (SELECT FROM registry.licence AS l
                JOIN registry.jurisdiction AS j ON j.id = l.jurisdiction_id
                JOIN registry.action AS a ON a.jurisdiction_id = l.jurisdiction_id AND a.id = l.action_id
                WHERE l.jurisdiction_id = \(actor.jurisdiction) AND l.id = \(id) AND l.status = 'suspended'
                    AND coalesce(l.suspended_until > (now() AT TIME ZONE j.time_zone)::date, true)
                    AND a.status = 'issued' AND l.reinstatement_proposed_by IS NULL)
            """)
    }

    /// Withdraws a licence on the ground of an issued action of kind withdrawal; one that continues a transferred licence and
    /// would begin after that day never begins.
    /// - Throws: as `renewLicence`, and `unknown_action`, `suspension_and_withdrawal_rest_on_an_action`,
    ///   `ending_a_licence_does_not_prolong_it`, `ended_licence_carries_no_measure`.
    package func withdrawLicence(_ reference: String, _ withdrawal: LicenceWithdrawal, _ call: Call) async throws
        -> Answer
    {
        try await changeLicence(reference, call, on: (withdrawal.action, "withdraw")) { action in
            """
            status = 'withdrawn', act = 'withdraw', action_id = \(action), suspended_until = NULL,
            ends_on = greatest(\(withdrawal.on)::date, valid_from), effective_on = \(withdrawal.on), reason = \(withdrawal.reason)
            """
        }
    }

    /// Ends a licence without an enforcement action: its holder stopped, or its last day has passed.
    /// - Throws: as `renewLicence`, and `ending_a_licence_does_not_prolong_it`, `suspended_licence_lapses_on_its_day`.
    package func lapseLicence(_ reference: String, _ end: DatedReason, _ call: Call) async throws -> Answer {
        try await changeLicence(reference, call) { _ in
            """
            status = 'lapsed', act = 'lapse', suspended_until = NULL, ends_on = \(end.on), effective_on = \(end.on),
            reason = \(end.reason)
            """
        }
    }

    /// - Parameter ground: reference of the action on which the change rests, where it needs one, and what it has to order.
    private func changeLicence(
        _ reference: String, _ call: Call, on ground: (action: String, act: String)? = nil,
        _ assignments: @escaping @Sendable (_ action: Int?) -> SQL
    ) async throws -> Answer {
        try await act(call) { checks, db in
            try ground.map { action, act in
                try checks.value(at: "/action", orElse: 0) {
                    let id = try Self.id(of: .action, action, call.actor, db)
                    try LicenceGround(act: act, licence: reference).check(id, call.actor, db)
                    return id
                }
            }
        } _: { action, db in
            let (id, next) = try Self.nextVersion(of: .licence, reference, call, db)
            _ = try db.execute(
                """
                UPDATE registry.licence SET \(sql: assignments(action)), version = \(next), changed_by = \(call.actor.person)
                WHERE jurisdiction_id = \(call.actor.jurisdiction) AND id = \(id)
                """)
            return try Self.licenceCard(reference, call.actor, db)
        }
    }
}
