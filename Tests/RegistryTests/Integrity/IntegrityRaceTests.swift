import Postgres
import Records
import TestSupport
import Testing

@testable import Registry

/// Two sessions at once, each of which saw the tables as they were before the other one wrote.
@Suite struct IntegrityRaceTests {
    @Test(arguments: [Isolation.readCommitted, .repeatableRead, .serializable])
    func `one person doesn't get the role integrity beside another one`(isolation: Isolation) async throws {
        try await withWorld { world in
            let person = try await world.seed.appoint("Hanna Integer", "hanna", [], by: world.administrator).person
            let said = try await world.race(
                [
                    world.grant("reviewer", "granted", "grant", person),
                    world.grant("integrity", "proposed", "propose", person),
                ],
                by: world.administrator, isolation)
            #expect(said.count == 1)
            #expect(
                said.first?.hasPrefix("RG002 integrity_stands_alone: Hanna Integer has the role ") == true, "\(said)")
        }
    }

    @Test(arguments: [Isolation.readCommitted, .repeatableRead, .serializable])
    func `an outlet is not drawn for twice`(isolation: Isolation) async throws {
        try await withWorld { world in
            let today = try await world.localDay()
            let draw: SQL = """
                INSERT INTO registry.draw (jurisdiction_id, purpose, first_day, last_day, outlets, seats, recorded_by)
                VALUES (\(world.jurisdiction), 'visits', \(today), \(today.adding(days: 6)), \([world.outlet])::text[], 1,
                    \(world.officer.person))
                """
            let said = try await world.race([draw, draw], by: world.officer, isolation)
            #expect(said.count == 1)
            #expect(said.first?.hasPrefix("RG002 nobody_draws_again_alone: ") == true, "\(said)")
        }
    }

    @Test func `without the gate both come through`() async throws {
        try await withWorld { world in
            try await world.test.admin.write {
                try $0.execute(
                    """
                    CREATE OR REPLACE FUNCTION ops.pass_gate(jurisdiction integer, gate text) RETURNS void
                        LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
                        AS 'SELECT pg_advisory_xact_lock(7106409, jurisdiction)'
                    """)
            }
            let person = try await world.seed.appoint("Hanna Integer", "hanna", [], by: world.administrator).person
            let said = try await world.race(
                [
                    world.grant("reviewer", "granted", "grant", person),
                    world.grant("integrity", "proposed", "propose", person),
                ],
                by: world.administrator, .repeatableRead)
            #expect(said == [])
        }
    }
}

extension World {
    fileprivate func grant(_ role: String, _ status: String, _ act: String, _ person: Int) -> SQL {
        """
        INSERT INTO registry.role_grant (jurisdiction_id, person_id, role, status, act, changed_by)
        VALUES (\(jurisdiction), \(person), \(role), \(status), \(act), \(administrator.person))
        """
    }

    /// What those were told that were refused. Each has its snapshot before any writes; after 40001 it is run again, as any client does.
    fileprivate func race(_ statements: [SQL], by actor: Actor, _ isolation: Isolation) async throws -> [String] {
        let context = ContextSigner(key: test.contextKey).statement(for: actor)
        return try await withThrowingTaskGroup(of: String?.self) { group in
            for statement in statements {
                group.addTask {
                    do {
                        _ = try await test.service.write([context], isolation: isolation) { db in
                            try db.execute("SELECT count(*), pg_sleep(1) FROM registry.role_grant")
                            try db.execute(statement)
                        }
                        return nil
                    } catch let error as PostgresError where error.sqlstate != nil {
                        return error.words
                    }
                }
            }
            return try await group.reduce(into: []) { said, one in if let one { said.append(one) } }
        }
    }
}
