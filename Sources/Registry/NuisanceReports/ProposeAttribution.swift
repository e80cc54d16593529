import Postgres
import Records

extension Registry {
    /// Proposes that a report belongs to an outlet. It stays a claim; the distance is a fact beside it, computed by PostGIS
    /// along the earth's surface, and absent when either has no place.
    /// - Throws: `Refusal` `unknown_nuisance_report`, `unknown_outlet`, `attribution_is_claimed_once`, or for want of the role.
    package func proposeAttribution(
        of report: String, _ claim: NewAttribution, _ call: Call
    ) async throws -> Answer {
        try await act(call) { checks, db -> (report: String, outlet: Int) in
            let id: String? = try db.first(
                """
                SELECT n.id FROM registry.nuisance_report AS n
                WHERE n.jurisdiction_id = \(call.actor.jurisdiction) AND n.reference = \(report.uppercased())
                """)
            guard let id else { throw Refusal.unknown("nuisance report", report) }
            return (id, try checks.id(of: .outlet, claim.outlet, at: "/outlet", call.actor, db))
        } _: { ids, db in
            let (id, outlet) = ids
            try db.execute(
                """
                INSERT INTO registry.attribution
                    (jurisdiction_id, report_id, outlet_id, distance_metres, status, act, reason, changed_by)
                SELECT n.jurisdiction_id, n.id, o.id, public.st_distance(n.place, o.place), 'proposed', 'propose',
                    \(claim.reason), \(call.actor.person)
                FROM registry.nuisance_report AS n JOIN registry.outlet AS o ON o.jurisdiction_id = n.jurisdiction_id
                WHERE n.jurisdiction_id = \(call.actor.jurisdiction) AND n.id = \(id)::uuid AND o.id = \(outlet)
                """)
            return try Self.nuisanceReportCard(report, call.actor, db, status: 201)
        }
    }
}
