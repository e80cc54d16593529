import Policy
import Postgres
import Records

extension Registry {
    /// Opens a case for an outlet by hand; a failed criterion opens one by itself.
    /// - Throws: `Refusal` `unknown_outlet`, `one_open_case_per_outlet`, `outlet_closed`, or for want of the role.
    package func openCase(_ new: NewCase, _ call: Call) async throws -> Answer {
        try await act(call) { checks, db in
            try checks.id(of: .outlet, new.outlet, at: "/outlet", call.actor, db)
        } _: { outlet, db in
            let open: String? = try db.first(
                """
                SELECT c.reference FROM registry.case_file AS c
                WHERE c.jurisdiction_id = \(call.actor.jurisdiction) AND c.outlet_id = \(outlet) AND c.status = 'open'
                """)
            if let open { throw Self.openAlready(open, new.outlet) }
            try Self.refuseClosed(outlet, new.outlet, call.actor, db)
            let reference: String = try db.one(
                """
                INSERT INTO registry.case_file (jurisdiction_id, number, reference, outlet_id, opened_on, status, act,
                    reason, changed_by)
                SELECT j.id, 0, '', \(outlet), (clock_timestamp() AT TIME ZONE j.time_zone)::date, 'open', 'open',
                    \(new.reason), \(call.actor.person)
                FROM registry.jurisdiction AS j WHERE j.id = \(call.actor.jurisdiction)
                RETURNING reference
                """)
            return try Self.caseCard(reference, call.actor, db, status: 201)
        }
    }

    /// Closes a case in which nothing is pending; nothing in it changes. Where what a pack said about an inspection ends
    /// without an issued action, another person does that than who alone decided so, set its violations aside or revoked
    /// the action.
    /// - Throws: `Refusal` `unknown_case`, a version mismatch, `closed_case_has_nothing_pending`, `closed_by_another_person`,
    ///   `closing_a_case_has_a_reason`, or for want of the role or a fitting status.
    package func closeCase(_ reference: String, _ reason: Reason, _ call: Call) async throws -> Answer {
        try await act(call) { db in
            let (id, next) = try Self.nextVersion(of: .caseFile, reference, call, db)
            try db.execute(
                """
                UPDATE registry.case_file SET status = 'closed', act = 'close', effective_on = NULL, reason = \(reason.text),
                    version = \(next), changed_by = \(call.actor.person)
                WHERE jurisdiction_id = \(call.actor.jurisdiction) AND id = \(id)
                """)
            return try Self.caseCard(reference, call.actor, db)
        }
    }

    /// At a closed outlet no inspection is logged any more, so a case can only be about one of before.
    private static func refuseClosed(_ outlet: Int, _ reference: String, _ actor: Actor, _ db: Transaction) throws {
        let closedOn: LocalDate? = try db.first(
            """
            SELECT o.effective_on FROM registry.outlet AS o
            WHERE o.jurisdiction_id = \(actor.jurisdiction) AND o.id = \(outlet) AND o.status = 'closed'
                AND NOT EXISTS (SELECT FROM registry.recommendation AS r
                    WHERE r.jurisdiction_id = o.jurisdiction_id AND r.outlet_id = o.id)
            """)
        guard let closedOn else { return }
        throw Refusal(
            .notPossibleNow, "outlet_closed",
            "Outlet \(reference.uppercased()) is closed since \(closedOn), and no rule was ever asked about it, so a case of it "
                + "would stay empty.",
            hint: "Reopen the outlet if there is selling at the premises again.")
    }

    private static func openAlready(_ reference: String, _ outlet: String) -> Refusal {
        Refusal(
            .conflict, "one_open_case_per_outlet", "Outlet \(outlet) has an open case already: \(reference).",
            hint: "Work in that case, or close it first.")
    }
}
