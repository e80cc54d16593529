import Postgres
import Records

extension Registry {
    /// Lays a report aside that belongs to no outlet: it waits no more in `today`, and stays readable with the reason.
    /// - Throws: `Refusal` `unknown_nuisance_report`, `report_is_closed_once`, `claimed_report_is_not_closed`,
    ///   `closing_a_report_has_a_reason`, or for want of the role.
    package func closeNuisanceReport(_ reference: String, _ reason: Reason, _ call: Call) async throws -> Answer {
        try await stand("close", reference, reason, call)
    }

    /// Takes a closed report up again.
    /// - Throws: `Refusal` `unknown_nuisance_report`, `closed_report_is_reopened`, `closing_a_report_has_a_reason`, or for want
    ///   of the role.
    package func reopenNuisanceReport(_ reference: String, _ reason: Reason, _ call: Call) async throws -> Answer {
        try await stand("reopen", reference, reason, call)
    }

    private func stand(_ act: String, _ reference: String, _ reason: Reason, _ call: Call) async throws -> Answer {
        try await self.act(call) { db in
            let reports: [String] = try db.rows(
                """
                INSERT INTO registry.nuisance_standing (jurisdiction_id, report_id, act, reason, recorded_by)
                SELECT n.jurisdiction_id, n.id, \(act), \(reason.text), \(call.actor.person)
                FROM registry.nuisance_report AS n
                WHERE n.jurisdiction_id = \(call.actor.jurisdiction) AND n.reference = \(reference.uppercased())
                RETURNING report_id
                """
            ).map { try $0.get("report_id") }
            guard !reports.isEmpty else { throw Refusal.unknown("nuisance report", reference) }
            return try Self.nuisanceReportCard(reference, call.actor, db, status: 201)
        }
    }
}
