import Postgres
import Records

extension Registry {
    /// Receives a report of the public. The contact goes to a table of its own that officers alone can read; the
    /// answer does not repeat it.
    /// - Throws: `Refusal` `nuisance_is_not_in_the_future`, `place_is_in_the_jurisdiction`, a report without a place and an
    ///   address, an empty contact, or for want of the role.
    package func receiveNuisanceReport(_ new: NewNuisanceReport, _ call: Call) async throws -> Answer {
        try Self.check(new)
        return try await act(call) { db in
            let rows = try db.rows(
                """
                INSERT INTO registry.nuisance_report (jurisdiction_id, number, reference, category, occurred_at, place,
                    address, description, recorded_by)
                VALUES (\(call.actor.jurisdiction), 0, '', \(new.category.rawValue), \(new.occurredAt),
                    \(sql: new.place.geography), \(new.address), \(new.description), \(call.actor.person))
                RETURNING id, reference
                """)
            let (id, reference): (String, String) = (try rows[0].get("id"), try rows[0].get("reference"))
            if let contact = new.contact {
                try db.execute(
                    """
                    INSERT INTO registry.nuisance_contact (jurisdiction_id, report_id, name, email, phone)
                    VALUES (\(call.actor.jurisdiction), \(id)::uuid, \(contact.name), \(contact.email), \(contact.phone))
                    """)
            }
            return try Self.nuisanceReportCard(reference, call.actor, db, .withoutContact, status: 201)
        }
    }

    private static func check(_ new: NewNuisanceReport) throws {
        var problems: [FieldProblem] = []
        if new.place == nil, new.address == nil {
            problems.append(
                FieldProblem(
                    "/address", "place_missing",
                    "The report says nowhere where it was. Give longitude and latitude, or an address."))
        }
        if let contact = new.contact, contact.name == nil, contact.email == nil, contact.phone == nil {
            problems.append(
                FieldProblem(
                    "/contact", "empty_contact",
                    "The contact has no name, e-mail or telephone. Give one of them, or leave the contact out."))
        }
        guard problems.isEmpty else { throw Refusal.badInput(problems) }
    }
}
