import Postgres
import Records
import Sealing

extension Registry {
    /// The keys to which contact data are or were sealed, the newest first.
    package func contactKeys(_ actor: Actor) async throws -> Answer {
        try await look(
            actor,
            """
            SELECT \(sql: Self.contactKeyColumns) FROM registry.contact_key_card
            WHERE jurisdiction_id = \(actor.jurisdiction) ORDER BY id DESC LIMIT 200
            """
        ) { rows in Answer(body: rows.json(between: "{\"items\":", and: Array("}".utf8))) }
    }

    /// Proposes a key; nothing is sealed to it before another person confirms it.
    /// - Throws: `Refusal` `no_contact_key_text`, `contact_key_name_is_new`, or for want of the role.
    package func proposeContactKey(_ new: NewContactKey, _ call: Call) async throws -> Answer {
        try await act(call) { checks, _ -> PublicContactKey? in
            guard checks.isGood("/publicKey") else { return nil }
            if let key = try? PublicContactKey(text: new.publicKey) { return key }
            checks.note(
                FieldProblem(
                    "/publicKey", "no_contact_key_text",
                    "\"publicKey\" is no line like contact-key-public:NAME:BASE64, as registryctl contact key create prints it."
                ))
            return nil
        } _: { key, db in
            guard let key else { throw Refusal.unknown("contact key", new.publicKey) }
            try db.execute(
                """
                INSERT INTO registry.contact_key (jurisdiction_id, name, public_key, proposed_by, status, act, changed_by)
                VALUES (\(call.actor.jurisdiction), \(key.name), \(key.bytes), \(call.actor.person), 'proposed', 'propose',
                    \(call.actor.person))
                """)
            return try Self.contactKeyCard(key.name, call.actor, db, status: 201)
        }
    }

    /// Another person confirms a proposed key: from now on contact data are sealed to it, and no more to the one before.
    /// - Throws: `Refusal` `unknown_contact_key`, `contact_key_is_confirmed_by_another_person`, or for want of a fitting status or
    ///   role.
    package func confirmContactKey(_ name: String, _ call: Call) async throws -> Answer {
        try await changeContactKey(name, "status = 'active', act = 'confirm', reason = NULL", call)
    }

    /// Takes a proposed key back.
    /// - Throws: `Refusal` `unknown_contact_key`, or for want of a fitting status or role.
    package func withdrawContactKey(_ name: String, _ reason: Reason, _ call: Call) async throws -> Answer {
        try await changeContactKey(name, "status = 'withdrawn', act = 'withdraw', reason = \(reason.text)", call)
    }

    private func changeContactKey(_ name: String, _ change: SQL, _ call: Call) async throws -> Answer {
        try await act(call) { db in
            let changed = try db.execute(
                """
                UPDATE registry.contact_key SET \(sql: change), effective_on = NULL, version = version + 1,
                    changed_by = \(call.actor.person)
                WHERE jurisdiction_id = \(call.actor.jurisdiction) AND name = \(name)
                """)
            guard changed > 0 else { throw Refusal.unknown("contact key", name) }
            return try Self.contactKeyCard(name, call.actor, db)
        }
    }

    private static let contactKeyColumns: SQL = "name, public_key, status, proposed_by, changed_by, changed_at, version"

    private static func contactKeyCard(
        _ name: String, _ actor: Actor, _ db: Transaction, status: Int = 200
    ) throws -> Answer {
        let rows = try db.rows(
            """
            SELECT \(sql: contactKeyColumns) FROM registry.contact_key_card
            WHERE jurisdiction_id = \(actor.jurisdiction) AND name = \(name)
            """)
        return try Answer.record(
            rows, orElse: Refusal.unknown("contact key", name), status: status,
            location: status == 201 ? "/v1/contact-keys/\(name)" : nil)
    }
}
