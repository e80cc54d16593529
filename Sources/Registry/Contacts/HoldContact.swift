import Postgres
import Records

extension Registry {
    /// Keeps a contact beyond its month, until the hold is lifted.
    /// - Throws: `Refusal` `unknown_nuisance_report`, `no_contact`, `contact_destroyed`, `contact_is_held_once`,
    ///   `hold_has_a_reason`, or for want of the role.
    package func holdContact(of report: String, _ reason: Reason, _ call: Call) async throws -> Answer {
        try await act(call) { db in
            let id = try Self.sealedReport(report, call.actor, db)
            try db.execute(
                """
                INSERT INTO registry.contact_hold (jurisdiction_id, report_id, status, act, reason, changed_by)
                VALUES (\(call.actor.jurisdiction), \(id)::uuid, 'held', 'place', \(reason.text), \(call.actor.person))
                """)
            return try Self.nuisanceReportCard(report, call.actor, db, status: 201)
        }
    }

    /// Lifts the hold; the contact is kept as long as its outcome says.
    /// - Throws: `Refusal` `unknown_nuisance_report`, `contact_not_held`, `hold_has_a_reason`, or for want of the role.
    package func releaseContact(of report: String, _ reason: Reason, _ call: Call) async throws -> Answer {
        try await act(call) { db in
            try Self.change(
                "contact_hold", of: report, from: "held", "status = 'lifted', act = 'lift'", reason, call, db,
                orElse: Refusal(
                    .notPossibleNow, "contact_not_held", "The contact of \(report.uppercased()) is not held.",
                    hint: "Look at the report; it says how long its contact is kept."))
        }
    }

    /// Asks for a contact to be erased before its month, as its reporter wants.
    /// - Throws: `Refusal` `unknown_nuisance_report`, `no_contact`, `contact_destroyed`, `erasure_is_asked_for_once`,
    ///   `erasure_has_a_reason`, or for want of the role.
    package func requestErasure(of report: String, _ reason: Reason, _ call: Call) async throws -> Answer {
        try await act(call) { db in
            let id = try Self.sealedReport(report, call.actor, db)
            try db.execute(
                """
                INSERT INTO registry.contact_erasure (jurisdiction_id, report_id, requested_by, status, act, reason, changed_by)
                VALUES (\(call.actor.jurisdiction), \(id)::uuid, \(call.actor.person), 'requested', 'request', \(reason.text),
                    \(call.actor.person))
                """)
            return try Self.nuisanceReportCard(report, call.actor, db, status: 201)
        }
    }

    /// Another person decides on an erasure; what is approved is met by the next retention run.
    /// - Parameter approves: or refuses.
    /// - Throws: `Refusal` `unknown_nuisance_report`, `no_erasure_requested`, `erasure_is_approved_by_another_person`,
    ///   `held_contact_is_not_erased`, `erasure_has_a_reason`, or for want of the role.
    package func decideErasure(
        of report: String, approves: Bool, _ reason: Reason, _ call: Call
    ) async throws -> Answer {
        try await act(call) { db in
            try Self.change(
                "contact_erasure", of: report, from: "requested",
                approves ? "status = 'approved', act = 'approve'" : "status = 'refused', act = 'refuse'", reason, call,
                db,
                orElse: Refusal(
                    .notPossibleNow, "no_erasure_requested",
                    "No erasure of the contact of \(report.uppercased()) waits for an answer.",
                    hint: "Look at the report; it says what becomes of its contact."))
        }
    }

    private static func change(
        _ table: String, of report: String, from status: String, _ change: SQL, _ reason: Reason, _ call: Call,
        _ db: Transaction, orElse refusal: Refusal
    ) throws -> Answer {
        let known: Int? = try db.first(
            """
            SELECT 1 FROM registry.nuisance_report AS n
            WHERE n.jurisdiction_id = \(call.actor.jurisdiction) AND n.reference = \(report.uppercased())
            """)
        guard known != nil else { throw Refusal.unknown("nuisance report", report) }
        let changed = try db.execute(
            """
            UPDATE registry.\(identifier: table) AS t SET \(sql: change), effective_on = NULL, reason = \(reason.text),
                version = t.version + 1, changed_by = \(call.actor.person)
            FROM registry.nuisance_report AS n
            WHERE t.jurisdiction_id = \(call.actor.jurisdiction) AND n.jurisdiction_id = t.jurisdiction_id
                AND n.id = t.report_id AND n.reference = \(report.uppercased()) AND t.status = \(status)
            """)
        guard changed > 0 else { throw refusal }
        return try nuisanceReportCard(report, call.actor, db)
    }
}
