import Policy
import Postgres
import Records

extension Registry {
    /// The ids of a new authority, of the system itself in it, and of its first administrator.
    package struct Establishment: Sendable, Equatable {
        package var jurisdiction: Int
        package var system: Int
        package var administrator: Int
    }

    /// Sets up an authority with its own number series, a `system` person, and a first administrator with an account.
    ///
    /// There is nobody yet who could ask for this, so it is signed in the name of the new system person; only a process
    /// that holds the context key can do it.
    /// - Throws: `Refusal` `jurisdiction_code_is_unique`, `time_zone_is_known`, or what another constraint says.
    package func establishJurisdiction(_ new: NewJurisdiction) async throws -> Establishment {
        let ids = try await database.query(
            """
            SELECT nextval('ops.jurisdiction_id') AS jurisdiction, nextval('ops.person_id') AS system,
                nextval('ops.person_id') AS administrator
            """
        ) { rows in
            Establishment(
                jurisdiction: try rows[0].get("jurisdiction"), system: try rows[0].get("system"),
                administrator: try rows[0].get("administrator"))
        }
        let system = Actor(
            jurisdiction: ids.jurisdiction, jurisdictionCode: new.code, person: ids.system, personName: "System",
            login: "", roles: [.administrator])
        try await refusing {
            try await database.write([signer.statement(for: system)]) { db in
                try Self.insert(new, ids, db)
            }
        }
        return ids
    }

    private static func insert(_ new: NewJurisdiction, _ ids: Establishment, _ db: Transaction) throws {
        _ = try db.pipeline([
            """
            INSERT INTO registry.jurisdiction (id, code, name, time_zone, languages, west, south, east, north, changed_by)
            VALUES (\(ids.jurisdiction), \(new.code), \(new.name), \(new.timeZone), \(new.languages), \(new.bounds?.west),
                \(new.bounds?.south), \(new.bounds?.east), \(new.bounds?.north), \(ids.system))
            """,
            """
            INSERT INTO registry.person (jurisdiction_id, id, name, kind, changed_by)
            VALUES (\(ids.jurisdiction), \(ids.system), 'System', 'system', \(ids.system))
            """,
            """
            INSERT INTO registry.person (jurisdiction_id, id, name, changed_by)
            VALUES (\(ids.jurisdiction), \(ids.administrator), \(new.administratorName), \(ids.system))
            """,
            """
            INSERT INTO registry.account (jurisdiction_id, person_id, login, recorded_by)
            VALUES (\(ids.jurisdiction), \(ids.administrator), \(new.administratorLogin), \(ids.system))
            """,
            """
            INSERT INTO registry.role_grant (jurisdiction_id, person_id, role, changed_by)
            VALUES (\(ids.jurisdiction), \(ids.administrator), 'administrator', \(ids.system))
            """,
        ])
    }
}
