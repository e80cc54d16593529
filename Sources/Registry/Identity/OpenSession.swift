import Postgres
import Records

extension Registry {
    /// Signs somebody in whose credential was found good: a session, a token that holds for `seconds`.
    /// - Returns: nil when the credential does not hold any more.
    package func openSession(_ credential: StoredCredential, seconds: Int) async throws -> Answer? {
        let actor = credential.actor
        return try await openSession(actor, account: credential.account, seconds) { db in
            let holds: Bool? = try db.first(
                """
                SELECT holds FROM ops.credential_for(\(actor.jurisdictionCode), \(actor.login))
                WHERE credential_id = \(credential.number)
                """)
            return holds == true
        }
    }

    /// - Parameters:
    ///   - label: what the list of the person's tokens calls it.
    ///   - isGood: asked in the transaction of the sign-in whether what was shown still holds.
    /// - Returns: nil when it doesn't.
    func openSession(
        _ actor: Actor, account: Int, _ seconds: Int, label: String = "registryctl",
        if isGood: @escaping @Sendable (Transaction) throws -> Bool
    ) async throws -> Answer? {
        let token = TokenText(random: Self.randomBytes(32))
        do {
            var answer = try await act(Call(by: actor)) { db in
                guard try isGood(db) else { throw Gone() }
                let rows = try db.rows(
                    """
                    SELECT id, login, label, expires_at
                    FROM ops.open_session(\(account), \(token.hash), \(label), \(seconds)::integer)
                    """)
                return Answer(status: 201, body: rows.json(row: 0))
            }
            answer.body = answer.body.dropLast() + Array(#","token":"\#(token.text)"}"#.utf8)
            return answer
        } catch is Gone {
            return nil
        }
    }

    private struct Gone: Error {}

    /// The authorities that somebody can sign in to, by code.
    package func signInAuthorities() async throws -> [(code: String, name: String)] {
        try await database.query("SELECT code, name FROM ops.sign_in_authorities()") { rows in
            try rows.map { (try $0.get("code"), try $0.get("name")) }
        }
    }
}
