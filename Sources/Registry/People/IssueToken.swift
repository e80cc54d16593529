import Crypto
import Postgres
import Records

extension Registry {
    /// Issues an access token for an account of a person, the first one where none is named: a `TokenText`.
    ///
    /// The database gets its SHA-256 alone. The token is in this one answer; what is kept under the idempotency key, and
    /// given again to whoever repeats the call, says that it was shown.
    /// - Throws: `Refusal` `unknown_person`, `unknown_login`, `person_has_left`, or for want of the role.
    package func issueToken(_ person: String, _ new: NewToken, _ call: Call) async throws -> Answer {
        let token = TokenText(random: Self.randomBytes(32))
        var answer = try await act(call) { checks, db -> Int in
            let id = try Self.id(of: .person, person, call.actor, db)
            try checks.value(at: "/login", orElse: ()) { try Self.requireLogin(new.login, of: id, call.actor, db) }
            return id
        } _: { id, db in
            let rows = try db.rows(
                """
                WITH issued AS (
                    INSERT INTO registry.access_token (jurisdiction_id, account_id, label, scopes, hash, expires_at, changed_by)
                    SELECT a.jurisdiction_id, a.id, \(new.label), \(new.scopes.map(\.rawValue)), \(token.hash),
                        clock_timestamp() + \(new.expiresInDays)::integer * interval '24 hours', \(call.actor.person)
                    FROM registry.account AS a
                    JOIN registry.person AS p ON p.jurisdiction_id = a.jurisdiction_id AND p.id = a.person_id
                    WHERE a.jurisdiction_id = \(call.actor.jurisdiction) AND a.person_id = \(id) AND p.status = 'active'
                        AND (\(new.login)::text IS NULL OR a.login = \(new.login))
                    ORDER BY a.id LIMIT 1
                    RETURNING jurisdiction_id, id, account_id, label, scopes, expires_at
                )
                SELECT i.id, a.login, i.label, i.scopes, i.expires_at FROM issued AS i
                JOIN registry.account AS a ON a.jurisdiction_id = i.jurisdiction_id AND a.id = i.account_id
                """)
            guard rows.count > 0 else {
                throw Refusal(
                    .notPossibleNow, "person_has_left", "Person \(person) has left, so no token was issued.",
                    hint: "Issue it to a person who is active.")
            }
            return Answer(status: 201, body: rows.json(row: 0).dropLast() + Array(Self.shown.utf8))
        }
        if !answer.replayed { answer.body = Self.replaceToken(in: answer.body, by: token.text) }
        return answer
    }

    static func requireLogin(_ login: String?, of person: Int, _ actor: Actor, _ db: Transaction) throws {
        guard let login else { return }
        let logins: [String] = try db.one(
            """
            SELECT coalesce(array_agg(a.login ORDER BY a.id), '{}') FROM registry.account AS a
            WHERE a.jurisdiction_id = \(actor.jurisdiction) AND a.person_id = \(person)
            """)
        guard !logins.contains(login) else { return }
        throw Refusal(
            .notFound, "unknown_login", "Person \(person) has no account \(login).",
            detail: "The accounts are: \(logins.joined(separator: ", ")).",
            hint: "Name one of them, or open another one.")
    }

    /// Bytes of the system's own generator.
    static func randomBytes(_ count: Int) -> [UInt8] {
        SymmetricKey(size: SymmetricKeySize(bitCount: count * 8)).withUnsafeBytes { Array($0) }
    }

    /// What stands in the answer that is kept.
    private static let shown =
        #","token":null,"notice":"The token was shown once, when it was issued. "#
        + #"If nobody kept it, issue another one."}"#

    private static func replaceToken(in body: [UInt8], by token: String) -> [UInt8] {
        body.dropLast(shown.utf8.count) + Array(#","token":"\#(token)"}"#.utf8)
    }
}

extension TokenText {
    /// What is kept of it: SHA-256, which is enough for 256 random bits.
    package var hash: [UInt8] { Array(SHA256.hash(data: Array(text.utf8))) }
}
