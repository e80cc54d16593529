import Postgres
import Records

/// The newest credential of an account, and whose it is.
package struct StoredCredential: Sendable {
    package var number: Int
    package var account: Int
    package var actor: Actor
    package var hash: CredentialHash
    /// It is valid, not over, and its person is here.
    package var holds: Bool
}

extension Registry {
    /// The newest credential of an account, whether it holds or not; nil where there is none.
    ///
    /// One statement without a context, because there is none yet.
    package func storedCredential(_ login: String, in jurisdiction: String) async throws -> StoredCredential? {
        try await database.query(
            """
            SELECT credential_id, jurisdiction_id, account_id, person_id, person_name, roles, salt, scrypt_cost,
                scrypt_block_size, scrypt_parallelization, hash, holds
            FROM ops.credential_for(\(jurisdiction), \(login))
            """
        ) { rows in
            guard rows.count > 0 else { return nil }
            let row = rows[0]
            let actor = Actor(
                jurisdiction: try row.get("jurisdiction_id"), jurisdictionCode: jurisdiction,
                person: try row.get("person_id"), personName: try row.get("person_name"), login: login,
                roles: Set(try Self.roles(row, "roles")))
            let cost = ScryptCost(
                cost: try row.get("scrypt_cost"), blockSize: try row.get("scrypt_block_size"),
                parallelization: try row.get("scrypt_parallelization"))
            return StoredCredential(
                number: try row.get("credential_id"), account: try row.get("account_id"), actor: actor,
                hash: CredentialHash(salt: try row.get("salt"), hash: try row.get("hash"), cost: cost),
                holds: try row.get("holds"))
        }
    }
}
