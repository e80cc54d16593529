import Crypto
import Postgres
import Records

/// The account that a subject of a provider is bound to, and whose it is.
package struct BoundSubject: Sendable {
    package var number: Int
    package var account: Int
    package var actor: Actor
}

extension Registry {
    /// The account that a subject is bound to; nil where there is none, or its person has left.
    ///
    /// One statement without a context, because there is none yet.
    package func boundSubject(
        _ subject: String, of issuer: String, in jurisdiction: String
    ) async throws -> BoundSubject? {
        try await database.query(
            """
            SELECT binding_id, jurisdiction_id, account_id, login, person_id, person_name, roles
            FROM ops.account_of_subject(\(jurisdiction), \(issuer), \(subject))
            """
        ) { rows in
            guard rows.count > 0 else { return nil }
            let row = rows[0]
            let actor = Actor(
                jurisdiction: try row.get("jurisdiction_id"), jurisdictionCode: jurisdiction,
                person: try row.get("person_id"), personName: try row.get("person_name"), login: try row.get("login"),
                roles: Set(try Self.roles(row, "roles")))
            return BoundSubject(number: try row.get("binding_id"), account: try row.get("account_id"), actor: actor)
        }
    }

    /// Signs in whom an id token was found to be: a session, a token that holds for `seconds`.
    /// - Parameters:
    ///   - state: what names the sign-in of a browser; it is finished once, too. nil where there is no such name.
    ///   - label: what the list of the person's tokens calls the session.
    /// - Returns: nil when somebody signed in with this id token or by this sign-in before, or the subject is not bound any more.
    package func openSession(
        _ bound: BoundSubject, subject: String, of issuer: String, idToken: String, state: String? = nil,
        label: String = "registryctl", seconds: Int
    ) async throws -> Answer? {
        // What was signed, without the signature: of ECDSA there are two that are good for one text.
        let signed = idToken.lastIndex(of: ".").map { idToken[..<$0] } ?? idToken[...]
        let used = ([String(signed)] + (state.map { ["sign-in of a browser: \($0)"] } ?? [])).map {
            Array(SHA256.hash(data: Array($0.utf8)))
        }
        return try await openSession(bound.actor, account: bound.account, seconds, label: label) { db in
            let stillBound: Int? = try db.first(
                """
                SELECT binding_id FROM ops.account_of_subject(\(bound.actor.jurisdictionCode), \(issuer), \(subject))
                """)
            guard stillBound == bound.number else { return false }
            return try used.allSatisfy { try db.one("SELECT ops.use_id_token(\($0))") }
        }
    }
}
