import Postgres
import Records

extension Registry {
    /// Binds a subject of an identity provider to an account of a person, the first one where none is named.
    /// - Throws: `Refusal` `unknown_person`, `unknown_login`, `person_has_left`, `one_account_per_subject`, or for want of the role.
    package func bindSubject(_ person: String, _ new: NewSubjectBinding, _ call: Call) async throws -> Answer {
        try Self.requireAdministrator(call.actor, to: "bind a subject")
        return try await act(call) { checks, db -> Int in
            let id = try Self.id(of: .person, person, call.actor, db)
            try checks.value(at: "/login", orElse: ()) { try Self.requireLogin(new.login, of: id, call.actor, db) }
            return id
        } _: { id, db in
            let account = try Self.account(new.login, of: id, person, call.actor, db)
            try Self.refuseBound(new, call.actor, db)
            _ = try db.execute(
                """
                INSERT INTO registry.subject_binding (jurisdiction_id, account_id, issuer, subject, changed_by)
                VALUES (\(call.actor.jurisdiction), \(account.number), \(new.issuer), \(new.subject), \(call.actor.person))
                """)
            return try Self.personCard(id, call.actor, db, status: 201)
        }
    }

    /// Ends a binding: nobody signs in by it any more; sessions go on. One that ended already stays so.
    /// - Throws: `Refusal` `unknown_person`, `unknown_subject`, or for want of the role.
    package func unbindSubject(
        _ binding: String, of person: String, _ reason: Reason, _ call: Call
    ) async throws -> Answer {
        try Self.requireAdministrator(call.actor, to: "unbind a subject")
        return try await act(call) { db in
            let id = try Self.id(of: .person, person, call.actor, db)
            try Self.requireBinding(binding, of: id, call.actor, db)
            _ = try db.execute(
                """
                UPDATE registry.subject_binding SET status = 'unbound', act = 'unbind', reason = \(reason.text),
                    version = version + 1, changed_by = \(call.actor.person)
                WHERE jurisdiction_id = \(call.actor.jurisdiction) AND id::text = \(binding) AND status = 'bound'
                """)
            return try Self.personCard(id, call.actor, db)
        }
    }

    /// The unique index decides between two calls at once; here it is said whose account it is.
    private static func refuseBound(_ new: NewSubjectBinding, _ actor: Actor, _ db: Transaction) throws {
        let login: String? = try db.first(
            """
            SELECT a.login FROM registry.subject_binding AS b
            JOIN registry.account AS a ON a.jurisdiction_id = b.jurisdiction_id AND a.id = b.account_id
            WHERE b.jurisdiction_id = \(actor.jurisdiction) AND b.issuer = \(new.issuer) AND b.subject = \(new.subject)
                AND b.status = 'bound'
            """)
        guard let login else { return }
        throw Refusal(
            .conflict, "one_account_per_subject",
            "The subject \(new.subject) is bound to the account \(login) already, so it was not bound again.",
            hint: "Unbind it there first.")
    }

    private static func requireBinding(_ binding: String, of person: Int, _ actor: Actor, _ db: Transaction) throws {
        let numbers: [String] = try db.one(
            """
            SELECT coalesce(array_agg(b.id::text ORDER BY b.id), '{}') FROM registry.subject_binding AS b
            JOIN registry.account AS a ON a.jurisdiction_id = b.jurisdiction_id AND a.id = b.account_id
            WHERE a.jurisdiction_id = \(actor.jurisdiction) AND a.person_id = \(person)
            """)
        guard !numbers.contains(binding) else { return }
        throw Refusal(
            .notFound, "unknown_subject", "Person \(person) has no subject \(binding).",
            detail: numbers.isEmpty
                ? "No subject was ever bound to that person."
                : "The subjects are: \(numbers.joined(separator: ", ")).",
            hint: "Look at the list of the person's subjects.")
    }
}
