import Postgres
import Records

extension Registry {
    /// Issues a credential to an account of a person, the first one where none is named. The one that the account has is replaced.
    ///
    /// Its text is in this one answer, as with tokens.
    /// - Throws: `Refusal` `unknown_person`, `unknown_login`, `person_has_left`, `credential_holds_already`, or for want of the role.
    package func issueCredential(
        _ person: String, _ new: NewCredential, _ fresh: FreshCredential, _ call: Call
    ) async throws -> Answer {
        try Self.requireAdministrator(call.actor, to: "issue this credential")
        var answer = try await act(call) { checks, db -> Int in
            let id = try Self.id(of: .person, person, call.actor, db)
            try checks.value(at: "/login", orElse: ()) { try Self.requireLogin(new.login, of: id, call.actor, db) }
            return id
        } _: { id, db in
            let account = try Self.account(new.login, of: id, person, call.actor, db)
            try Self.replaceCredential(of: account, new.reason, call, db)
            let rows = try db.rows(
                """
                WITH issued AS (
                    INSERT INTO registry.credential (jurisdiction_id, account_id, salt, scrypt_cost, scrypt_block_size,
                        scrypt_parallelization, hash, expires_at, changed_by)
                    VALUES (\(call.actor.jurisdiction), \(account.number), \(fresh.hash.salt), \(fresh.hash.cost.cost),
                        \(fresh.hash.cost.blockSize), \(fresh.hash.cost.parallelization), \(fresh.hash.hash),
                        clock_timestamp() + \(new.expiresInDays)::integer * interval '24 hours', \(call.actor.person))
                    RETURNING id, expires_at)
                SELECT i.id, \(account.login)::text AS login, i.expires_at FROM issued AS i
                """)
            return Answer(status: 201, body: rows.json(row: 0).dropLast() + Array(Self.shown.utf8))
        }
        if !answer.replayed {
            answer.body =
                answer.body.dropLast(Self.shown.utf8.count) + Array(#","credential":"\#(fresh.text.text)"}"#.utf8)
        }
        return answer
    }

    /// Takes a credential back: nobody signs in with it any more; sessions that it opened go on. One that ended already stays so.
    /// - Throws: `Refusal` `unknown_person`, `unknown_credential`, or for want of the role.
    package func revokeCredential(
        _ credential: String, of person: String, _ reason: Reason, _ call: Call
    ) async throws -> Answer {
        try Self.requireAdministrator(call.actor, to: "revoke this credential")
        return try await act(call) { db in
            let id = try Self.id(of: .person, person, call.actor, db)
            try Self.requireCredential(credential, of: id, call.actor, db)
            _ = try db.execute(
                """
                UPDATE registry.credential SET status = 'revoked', act = 'revoke', reason = \(reason.text),
                    version = version + 1, changed_by = \(call.actor.person)
                WHERE jurisdiction_id = \(call.actor.jurisdiction) AND id::text = \(credential) AND status = 'valid'
                """)
            return try Self.personCard(id, call.actor, db)
        }
    }

    struct Account {
        let number: Int
        let login: String
    }

    /// An account of a person who is here: the one that is named, or the first.
    static func account(
        _ login: String?, of id: Int, _ person: String, _ actor: Actor, _ db: Transaction
    ) throws -> Account {
        let rows = try db.rows(
            """
            SELECT a.id, a.login FROM registry.account AS a
            JOIN registry.person AS p ON p.jurisdiction_id = a.jurisdiction_id AND p.id = a.person_id
            WHERE a.jurisdiction_id = \(actor.jurisdiction) AND a.person_id = \(id) AND p.status = 'active'
                AND (\(login)::text IS NULL OR a.login = \(login))
            ORDER BY a.id LIMIT 1
            """)
        guard rows.count > 0 else {
            throw Refusal(
                .notPossibleNow, "person_has_left", "Person \(person) has left, so there is nothing to sign in with.",
                hint: "Name a person who is active.")
        }
        return Account(number: try rows[0].get("id"), login: try rows[0].get("login"))
    }

    /// One that is over is replaced without asking why.
    private static func replaceCredential(
        of account: Account, _ reason: String?, _ call: Call, _ db: Transaction
    ) throws {
        let holds: Bool? = try db.first(
            """
            SELECT c.expires_at > clock_timestamp() FROM registry.credential AS c
            WHERE c.jurisdiction_id = \(call.actor.jurisdiction) AND c.account_id = \(account.number) AND c.status = 'valid'
            """)
        guard let holds else { return }
        guard let reason = holds ? reason : reason ?? "It had expired." else {
            throw Refusal(
                .conflict, "credential_holds_already",
                "The account \(account.login) has a credential that holds, so no other one was issued.",
                hint: "Say with a reason why it is replaced.")
        }
        _ = try db.execute(
            """
            UPDATE registry.credential SET status = 'replaced', act = 'replace', reason = \(reason), version = version + 1,
                changed_by = \(call.actor.person)
            WHERE jurisdiction_id = \(call.actor.jurisdiction) AND account_id = \(account.number) AND status = 'valid'
            """)
    }

    private static func requireCredential(
        _ credential: String, of person: Int, _ actor: Actor, _ db: Transaction
    ) throws {
        let numbers: [String] = try db.one(
            """
            SELECT coalesce(array_agg(c.id::text ORDER BY c.id), '{}') FROM registry.credential AS c
            JOIN registry.account AS a ON a.jurisdiction_id = c.jurisdiction_id AND a.id = c.account_id
            WHERE a.jurisdiction_id = \(actor.jurisdiction) AND a.person_id = \(person)
            """)
        guard !numbers.contains(credential) else { return }
        throw Refusal(
            .notFound, "unknown_credential", "Person \(person) has no credential \(credential).",
            detail: numbers.isEmpty
                ? "No credential was ever issued to that person."
                : "The credentials are: \(numbers.joined(separator: ", ")).",
            hint: "Look at the list of the person's credentials.")
    }

    /// What stands in the answer that is kept.
    private static let shown =
        #","credential":null,"notice":"The credential was shown once, when it was issued. "#
        + #"If nobody kept it, issue another one."}"#
}
