import Postgres
import Records

extension Registry {
    /// Who holds the token, or nil when nobody does: unknown, expired or revoked, or its person has left.
    ///
    /// One statement without a context, because there is none yet.
    /// - Parameter tokenHash: SHA-256 of the token's text.
    package func authenticate(tokenHash: [UInt8]) async throws -> SignIn? {
        try await database.query(
            """
            SELECT jurisdiction_id, jurisdiction_code, person_id, person_name, login, roles, expires_at,
                token_id, kind, scopes
            FROM ops.authenticate(\(tokenHash))
            """
        ) { rows in
            guard rows.count > 0 else { return nil }
            let row = rows[0]
            let actor = Actor(
                jurisdiction: try row.get("jurisdiction_id"), jurisdictionCode: try row.get("jurisdiction_code"),
                person: try row.get("person_id"), personName: try row.get("person_name"), login: try row.get("login"),
                roles: Set(try Self.roles(row, "roles")))
            let token = SignIn.Token(
                number: try row.get("token_id"),
                kind: TokenKind(rawValue: try row.get("kind", as: String.self)) ?? .token,
                scopes: try Self.roles(row, "scopes"))
            return SignIn(actor: actor, expiresAt: try Self.instant(try row.get("expires_at")), token: token)
        }
    }

    /// The person behind the sign-in, the roles that count, the token, and the authority with its zone and languages.
    package func me(_ signIn: SignIn) async throws -> Answer {
        let actor = signIn.actor
        return try await read(actor) { db in
            let rows = try db.rows(
                """
                SELECT \(actor.personName)::text AS person, \(actor.login)::text AS login,
                    \(actor.roles.map(\.rawValue).sorted())::text[] AS roles,
                    jsonb_build_object('code', j.code, 'name', j.name, 'timeZone', j.time_zone,
                        'languages', j.languages) AS jurisdiction,
                    \(signIn.token.kind.rawValue)::text AS token_kind,
                    \(signIn.token.scopes.map(\.rawValue))::text[] AS scopes,
                    \(signIn.expiresAt.description)::timestamptz AS expires_at
                FROM registry.jurisdiction AS j WHERE j.id = \(actor.jurisdiction)
                """)
            return try Answer.record(rows, orElse: Refusal.unknown("jurisdiction", actor.jurisdictionCode))
        }
    }

    static func roles(_ row: Row, _ column: String) throws -> [Role] {
        try row.get(column, as: [String].self).compactMap(Role.init(rawValue:))
    }

    static func instant(_ time: RFC3339) throws -> Instant {
        guard let instant = Instant(text: time.text) else {
            throw Refusal(.indeterminate, "time_not_readable", "The database gave a time that is not RFC 3339.")
        }
        return instant
    }
}
