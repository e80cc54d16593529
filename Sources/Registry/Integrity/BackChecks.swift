import Postgres
import Records

extension Registry {
    /// Inspections that are checked again, newest first. For officers and the role integrity; who has neither is told of none.
    package func backChecks(_ page: Page, _ actor: Actor) async throws -> Answer {
        let after = try page.number()
        return try await look(
            actor,
            """
            SELECT \(sql: Self.backCheckColumns), number::text AS _cursor FROM registry.back_check_card
            WHERE jurisdiction_id = \(actor.jurisdiction) AND (\(after)::bigint IS NULL OR number < \(after)::bigint)
            ORDER BY number DESC LIMIT \(page.limit + 1)
            """
        ) { rows in try Answer.list(rows, page) }
    }

    /// Proposes that an inspection is not checked again; it still is until another person agrees.
    /// - Throws: `Refusal` `unknown_back_check`, `done_back_check_is_not_waived`, or for want of a fitting status or role.
    package func proposeWaiver(ofBackCheck number: String, _ reason: Reason, _ call: Call) async throws -> Answer {
        try await changeBackCheck(
            number, "status = 'waiver_proposed', act = 'propose_waiver', reason = \(reason.text)", call)
    }

    /// Another person agrees.
    /// - Throws: `Refusal` `unknown_back_check`, `waiver_is_approved_by_another_person`, or for want of a fitting status or role.
    package func waiveBackCheck(_ number: String, _ call: Call) async throws -> Answer {
        try await changeBackCheck(number, "status = 'waived', act = 'waive'", call)
    }

    /// Another person doesn't: it is checked again.
    /// - Throws: as `waiveBackCheck`.
    package func keepBackCheck(_ number: String, _ reason: Reason, _ call: Call) async throws -> Answer {
        try await changeBackCheck(number, "status = 'due', act = 'keep', reason = \(reason.text)", call)
    }

    private func changeBackCheck(_ number: String, _ change: SQL, _ call: Call) async throws -> Answer {
        try await act(call) { db in
            let changed = try db.execute(
                """
                UPDATE registry.back_check SET \(sql: change), effective_on = NULL, version = version + 1,
                    changed_by = \(call.actor.person)
                WHERE jurisdiction_id = \(call.actor.jurisdiction) AND id::text = \(number)
                """)
            guard changed > 0 else { throw Refusal.unknown("back check", number) }
            let rows = try db.rows(
                """
                SELECT \(sql: Self.backCheckColumns) FROM registry.back_check_card
                WHERE jurisdiction_id = \(call.actor.jurisdiction) AND number::text = \(number)
                """)
            return try Answer.record(rows, orElse: Refusal.unknown("back check", number))
        }
    }

    private static let backCheckColumns: SQL = """
        number, inspection, outlet, day, inspector, draw, status, checked_by, checked_on, checker, comparison, left_out_of, reason,
        changed_by
        """
}
