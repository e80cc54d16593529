import Postgres
import Records
import Registry

extension Installation {
    /// The `system` person of an authority, in whose name the operator of the server acts.
    /// - Throws: `Refusal` `unknown_jurisdiction`.
    func systemActor(of code: String) async throws -> Actor {
        let found = try await asAdministrator { database in
            // The owner sees past the row security; the service's login would see nothing without a context.
            try await database.write(["SET LOCAL ROLE registry_owner"], isolation: .readCommitted, outcome: .rollback) {
                db in
                try db.rows(
                    """
                    SELECT j.id AS jurisdiction, p.id AS person FROM registry.jurisdiction AS j
                    JOIN registry.person AS p ON p.jurisdiction_id = j.id AND p.kind = 'system'
                    WHERE j.code = \(code) ORDER BY p.id LIMIT 1
                    """
                ).map { (try $0.get("jurisdiction", as: Int.self), try $0.get("person", as: Int.self)) }.first
            }
        }
        guard let (jurisdiction, person) = found else {
            throw Refusal(
                .notFound, "unknown_jurisdiction", "There is no jurisdiction \(code) in this database.",
                hint: "registryd jurisdiction establish sets one up.")
        }
        return Actor(
            jurisdiction: jurisdiction, jurisdictionCode: code, person: person, personName: "System", login: "",
            roles: [.administrator])
    }

    /// Names of epochs of any authority whose key should be there and is not.
    func missingContactKeys() async throws -> [String] {
        try await asService { database in
            let registry = try await registry(over: database)
            var missing: [String] = []
            for code in try await jurisdictions(nil) {
                missing += try await registry.missingEpochKeys(systemActor(of: code))
            }
            return missing
        }
    }

    /// What the retention run should have ended days ago, of all authorities.
    func overdue() async throws -> Registry.Overdue {
        try await asService { database in
            let registry = try await registry(over: database)
            var all = Registry.Overdue()
            for code in try await jurisdictions(nil) {
                let found = try await registry.overdue(systemActor(of: code))
                all.keys += found.keys
                all.erasures += found.erasures
                all.files += found.files
            }
            return all
        }
    }

    /// The codes of the authorities, sorted; or the one that is named.
    func jurisdictions(_ named: String?) async throws -> [String] {
        if let named { return [named] }
        return try await asAdministrator { database in
            try await database.write(["SET LOCAL ROLE registry_owner"], isolation: .readCommitted, outcome: .rollback) {
                db in
                try db.rows("SELECT code FROM registry.jurisdiction ORDER BY code").map { try $0.get("code") }
            }
        }
    }

    /// The number of the person who signs in as `login` there.
    /// - Throws: `Refusal` `unknown_login`.
    func person(_ login: String, in actor: Actor) async throws -> Int {
        let home = actor.jurisdiction
        let found = try await asAdministrator { database in
            try await database.write(["SET LOCAL ROLE registry_owner"], isolation: .readCommitted, outcome: .rollback) {
                db in
                try db.first(
                    "SELECT person_id FROM registry.account WHERE jurisdiction_id = \(home) AND login = \(login)")
                    as Int?
            }
        }
        guard let found else {
            throw Refusal(
                .notFound, "unknown_login", "Nobody in \(actor.jurisdictionCode) signs in as \(login).",
                hint: "registryd person add \(login) --jurisdiction \(actor.jurisdictionCode) appoints somebody.")
        }
        return found
    }
}
