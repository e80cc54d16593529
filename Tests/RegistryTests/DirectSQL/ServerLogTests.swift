import FoundationEssentials
import Postgres
import Records
import TestSupport
import Testing

@testable import Registry

/// What PostgreSQL refuses the service names persons: it doesn't go into the server's own log, under the settings of a service in use.
@Suite struct ServerLogTests {
    @Test func `no refusal of the service stands in the server's log`() async throws {
        try await withWorld { world in
            let word = "kanarie\(UInt64.random(in: 0...UInt64.max))"
            _ = try await world.seed.appoint("Karel \(word)", "karel", [.officer, .reviewer], by: world.administrator)
            _ = try await world.registry.declareConflict(
                NewConflict(person: "otto", outlet: world.outlet, why: "Karel \(word) is his cousin."),
                Call(by: world.otherOfficer))
            let barred = try await world.test.psql(
                as: .service, context: world.officer,
                """
                UPDATE registry.licence SET act = 'amend';
                INSERT INTO registry.licence (jurisdiction_id, number, reference, outlet_id, holder_id, valid_from, status, act, changed_by)
                SELECT o.jurisdiction_id, 0, '', o.id, 1, '2026-01-01', 'valid', 'grant', ops.context_person()
                FROM registry.outlet AS o
                """)
            #expect(barred.errors.contains("You are barred from outlet \(world.outlet)"))
            #expect(!barred.errors.contains(word))
            let said = try await world.test.psql(as: .service, "SELECT '\(word)'::integer")
            #expect(said.errors.contains(word))
            #expect(try await !world.serverLog().contains(word))
            // The control: what an administrator of the server gets wrong is there.
            _ = try await world.test.psql(as: .admin, "SELECT '\(word)'::integer")
            #expect(try await world.serverLog().contains(word))
        }
    }

    @Test func `each login keeps what it is refused out of the log`() async throws {
        try await withTestDatabase { scratch in
            for login in [TestDatabase.Login.service, .sequencer, .signer] {
                let said = try await scratch.psql(as: login, "SHOW log_min_messages; SHOW log_min_error_statement")
                #expect(said.output == "fatal\npanic\n")
            }
        }
    }
}

extension World {
    fileprivate func serverLog() async throws -> String {
        let data: String = try await test.admin.read { try $0.one("SELECT current_setting('data_directory')") }
        let bytes = FileManager.default.contents(atPath: String(data.dropLast("/postgres".count)) + "/postgres.log")
        return String(decoding: try #require(bytes), as: UTF8.self)
    }
}
