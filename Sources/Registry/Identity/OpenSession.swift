import Postgres
import Records

extension Registry {
    /// Signs somebody in whose credential was found good: a session, a token that holds for `seconds`.
    /// - Returns: nil when the credential does not hold any more.
    package func openSession(_ credential: StoredCredential, seconds: Int) async throws -> Answer? {
        let token = TokenText(random: Self.randomBytes(32))
        let actor = credential.actor
        do {
            var answer = try await act(Call(by: actor)) { db in
                let holds: Bool? = try db.first(
                    """
                    SELECT holds FROM ops.credential_for(\(actor.jurisdictionCode), \(actor.login))
                    WHERE credential_id = \(credential.number)
                    """)
                guard holds == true else { throw Gone() }
                return try Self.session(account: credential.account, token, seconds, db)
            }
            answer.body = answer.body.dropLast() + Array(#","token":"\#(token.text)"}"#.utf8)
            return answer
        } catch is Gone {
            return nil
        }
    }

    private struct Gone: Error {}

    private static func session(
        account: Int, _ token: TokenText, _ seconds: Int, _ db: Transaction
    ) throws -> Answer {
        let rows = try db.rows(
            """
            SELECT id, login, label, expires_at
            FROM ops.open_session(\(account), \(token.hash), 'registryctl', \(seconds)::integer)
            """)
        return Answer(status: 201, body: rows.json(row: 0))
    }

    /// How somebody can sign in here: to which authorities, and with what.
    package func waysToSignIn() async throws -> Answer {
        try await database.query(
            """
            SELECT coalesce(jsonb_agg(jsonb_build_object('code', s.code, 'name', s.name) ORDER BY s.code), '[]') AS jurisdictions,
                ARRAY['credential', 'token']::text[] AS ways
            FROM ops.sign_in_authorities() AS s
            """
        ) { rows in Answer(body: rows.json(row: 0)) }
    }
}
