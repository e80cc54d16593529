import Postgres
import Records

extension Registry {
    /// Takes one access token of a person back: it stops working at once. One that is revoked already stays so.
    /// - Parameter token: its number, as the person's card lists it.
    /// - Throws: `Refusal` `unknown_person`, `unknown_token`, or for want of the role.
    package func revokeToken(_ token: String, of person: String, _ reason: Reason, _ call: Call) async throws -> Answer
    {
        try Self.requireAdministrator(call.actor, to: "revoke this access token")
        return try await act(call) { db in
            let id = try Self.id(of: .person, person, call.actor, db)
            try Self.requireToken(token, of: id, call.actor, db)
            _ = try db.execute(
                """
                UPDATE registry.access_token SET status = 'revoked', act = 'revoke', reason = \(reason.text),
                    version = version + 1, changed_by = \(call.actor.person)
                WHERE jurisdiction_id = \(call.actor.jurisdiction) AND id::text = \(token) AND status = 'valid'
                """)
            return try Self.personCard(id, call.actor, db)
        }
    }

    /// Takes the token back that the call was made with. Everybody may, whatever the roles.
    /// - Throws: `Refusal` `signed_out_already` when it was revoked a moment before.
    package func signOut(tokenHash: [UInt8], _ call: Call) async throws -> Answer {
        var call = call
        call.idempotency = nil
        return try await act(call) { db in
            let rows = try db.rows(
                """
                SELECT id, login, label, 'revoked'::text AS status, expires_at FROM ops.sign_out(\(tokenHash))
                """)
            return try Answer.record(
                rows,
                orElse: Refusal(
                    .signInNeeded, "signed_out_already", "The token was revoked already.",
                    hint: "Nothing is left to do."))
        }
    }

    private static func requireToken(_ token: String, of person: Int, _ actor: Actor, _ db: Transaction) throws {
        let numbers: [String] = try db.one(
            """
            SELECT coalesce(array_agg(t.id::text ORDER BY t.id), '{}') FROM registry.access_token AS t
            JOIN registry.account AS a ON a.jurisdiction_id = t.jurisdiction_id AND a.id = t.account_id
            WHERE a.jurisdiction_id = \(actor.jurisdiction) AND a.person_id = \(person)
            """)
        guard !numbers.contains(token) else { return }
        throw Refusal(
            .notFound, "unknown_token", "Person \(person) has no token \(token).",
            detail: numbers.isEmpty
                ? "No token was ever issued to that person." : "The tokens are: \(numbers.joined(separator: ", ")).",
            hint: "Look at the list of the person's tokens.")
    }
}
