import FoundationEssentials
import Postgres
import Records
import Sealing

extension Registry {
    /// What was asked of reporters' contacts, the newest first.
    package func unsealings(_ page: Page, _ actor: Actor) async throws -> Answer {
        let after = try page.number()
        return try await look(
            actor,
            """
            SELECT \(sql: Self.unsealingColumns), number::text AS _cursor FROM registry.unsealing_card
            WHERE jurisdiction_id = \(actor.jurisdiction) AND (\(after)::bigint IS NULL OR number < \(after)::bigint)
            ORDER BY number DESC LIMIT \(page.limit + 1)
            """
        ) { rows in try Answer.list(rows, page) }
    }

    /// Asks for a reporter's contact. For an open case about an outlet for which the report is claimed it may be read at once;
    /// otherwise another person has to grant it.
    /// - Throws: `Refusal` `unknown_nuisance_report`, `no_contact`, `contact_destroyed`, `unknown_case`,
    ///   `purpose_is_bound_to_an_open_case`, `unsealing_has_a_purpose`, or for want of the role.
    package func requestContact(of report: String, _ new: NewUnsealing, _ call: Call) async throws -> Answer {
        try await act(call) { checks, db -> (report: String, caseId: Int?) in
            let id = try Self.sealedReport(report, call.actor, db)
            let caseId = try new.caseReference.map { name in
                try checks.value(at: "/case", orElse: 0) { try Self.id(of: .caseFile, name, call.actor, db) }
            }
            return (id, caseId)
        } _: { known, db in
            let isForCase = known.caseId != nil
            let number: Int = try db.one(
                """
                INSERT INTO registry.unsealing (jurisdiction_id, report_id, case_id, purpose, requested_by, status, act, changed_by)
                VALUES (\(call.actor.jurisdiction), \(known.report)::uuid, \(known.caseId), \(new.purpose), \(call.actor.person),
                    \(isForCase ? "granted" : "requested"), \(isForCase ? "request_for_case" : "request"), \(call.actor.person))
                RETURNING id
                """)
            return try Self.unsealingCard(number, call.actor, db, status: 201)
        }
    }

    /// Another person lets a contact be read.
    /// - Throws: `Refusal` `unknown_unsealing`, `unsealing_is_granted_by_another_person`, or for want of a fitting status or role.
    package func grantContact(_ number: String, _ call: Call) async throws -> Answer {
        try await changeUnsealing(number, "status = 'granted', act = 'grant', reason = NULL", call)
    }

    /// Another person doesn't.
    /// - Throws: as `grantContact`.
    package func refuseContact(_ number: String, _ reason: Reason, _ call: Call) async throws -> Answer {
        try await changeUnsealing(number, "status = 'refused', act = 'refuse', reason = \(reason.text)", call)
    }

    /// Hands a granted contact out, for the program of who asked to open with the contact key: `ciphertext` and `wrappedKey` in
    /// base64. Each time is an act of its own, and the answer is kept nowhere.
    /// - Throws: `Refusal` `reading_is_recorded` for a dry run, `unknown_unsealing`, `contact_is_read_by_who_asked`,
    ///   `grant_holds_for_24_hours`, `contact_destroyed`, or for want of a fitting status or role.
    package func readContact(_ number: String, _ call: Call) async throws -> Answer {
        let actor = call.actor
        // A dry run would hand the contact out and keep no record of it.
        guard !call.dryRun else {
            throw Refusal(
                .badInput, "reading_is_recorded",
                "Reading a contact can't be tried: each time is recorded, so nothing was handed out.",
                hint: "Read it without the dry run.")
        }
        // Without the idempotency key, under which the answer would be kept.
        let call = Call(by: actor)
        let keys = epochKeys
        return try await act(call) { db in
            let id = try Self.change(unsealing: number, "act = 'read', reason = NULL", call, db)
            let rows = try db.rows(
                """
                SELECT c.id, n.reference, k.name, c.ciphertext, p.wrapped_key, p.epoch, p.is_destroyed
                FROM registry.unsealing AS u
                JOIN registry.nuisance_contact AS c ON c.jurisdiction_id = u.jurisdiction_id AND c.id = u.report_id
                JOIN registry.nuisance_report AS n ON n.jurisdiction_id = c.jurisdiction_id AND n.id = c.id
                JOIN registry.contact_key AS k ON k.jurisdiction_id = c.jurisdiction_id AND k.id = c.contact_key_id
                JOIN registry.contact_plan AS p ON p.jurisdiction_id = c.jurisdiction_id AND p.report_id = c.id
                WHERE u.jurisdiction_id = \(actor.jurisdiction) AND u.id = \(id)
                """)
            guard rows.count > 0 else { throw Refusal.unknown("unsealing", number) }
            let row = rows[0]
            let reference: String = try row.get("reference")
            guard let epoch = try keys.read(try row.get("epoch")), try !row.get("is_destroyed", as: Bool.self) else {
                throw Self.destroyed(reference)
            }
            let report: String = try row.get("id")
            let seal = ReportSeal(report: UUIDText(report) ?? .placeholder, jurisdictionCode: actor.jurisdictionCode)
            let handed = try seal.hand(
                SealedContact(ciphertext: try row.get("ciphertext"), wrappedKey: try row.get("wrapped_key")),
                epoch: epoch)
            return Answer(
                body: JSONValue.object([
                    "number": .integer(id), "report": .string(reference), "reportId": .string(report),
                    "contactKey": .string(try row.get("name")),
                    "ciphertext": .string(Data(handed.ciphertext).base64EncodedString()),
                    "wrappedKey": .string(Data(handed.wrappedKey).base64EncodedString()),
                ]).bytes())
        }
    }

    // MARK: Within

    /// The id of a report that has a contact which is not destroyed.
    static func sealedReport(_ reference: String, _ actor: Actor, _ db: Transaction) throws -> String {
        let rows = try db.rows(
            """
            SELECT n.id, p.report_id IS NOT NULL AS has_contact, coalesce(p.is_destroyed, false) AS is_destroyed
            FROM registry.nuisance_report AS n
            LEFT JOIN registry.contact_plan AS p ON p.jurisdiction_id = n.jurisdiction_id AND p.report_id = n.id
            WHERE n.jurisdiction_id = \(actor.jurisdiction) AND n.reference = \(reference.uppercased())
            """)
        guard rows.count > 0 else { throw Refusal.unknown("nuisance report", reference) }
        let hasContact: Bool = try rows[0].get("has_contact")
        // Who may not see whether there is one gets the refusal of the role from the guard.
        guard hasContact || actor.roles.contains(.officer) else { return try rows[0].get("id") }
        guard hasContact else {
            throw Refusal(
                .notFound, "no_contact", "Nuisance report \(reference.uppercased()) came without a contact.",
                hint: "There is nobody to reach; look at what the report says.")
        }
        guard try !rows[0].get("is_destroyed", as: Bool.self) else { throw destroyed(reference.uppercased()) }
        return try rows[0].get("id")
    }

    private static func destroyed(_ reference: String) -> Refusal {
        Refusal(
            .notFound, "contact_destroyed", "The contact of \(reference) is destroyed; nobody can read it any more.",
            hint: "The report shows until when it was kept, and why.")
    }

    private func changeUnsealing(_ number: String, _ change: SQL, _ call: Call) async throws -> Answer {
        try await act(call) { db in
            try Self.unsealingCard(try Self.change(unsealing: number, change, call, db), call.actor, db)
        }
    }

    private static func change(
        unsealing number: String, _ change: SQL, _ call: Call, _ db: Transaction
    ) throws -> Int {
        let id: Int? = try db.first(
            """
            UPDATE registry.unsealing SET \(sql: change), effective_on = NULL, version = version + 1,
                changed_by = \(call.actor.person)
            WHERE jurisdiction_id = \(call.actor.jurisdiction) AND id::text = \(number) RETURNING id
            """)
        guard let id else { throw Refusal.unknown("unsealing", number) }
        return id
    }

    private static let unsealingColumns: SQL = """
        number, report, "case", purpose, status, requested_by, requested_at, answered_by, readable_until, times_read
        """

    private static func unsealingCard(
        _ number: Int, _ actor: Actor, _ db: Transaction, status: Int = 200
    ) throws -> Answer {
        let rows = try db.rows(
            """
            SELECT \(sql: unsealingColumns) FROM registry.unsealing_card
            WHERE jurisdiction_id = \(actor.jurisdiction) AND number = \(number)
            """)
        return try Answer.record(
            rows, orElse: Refusal.unknown("unsealing", "\(number)"), status: status,
            location: status == 201 ? "/v1/unsealings/\(number)" : nil)
    }
}
