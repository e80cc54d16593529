import Postgres
import Records
import TestSupport
import Testing

@testable import Registry

/// The boundary between authorities on every table and view that the service may read, also on the views that run with
/// their owner's rights and so have no row security to lean on.
struct TenantBoundaryTests {
    @Test func `no table and no view shows a row without a context or in another authority's`() async throws {
        try await withWorld { world in
            try await world.proposed()
            let neighbour = try await Town.establish(in: world.test, code: "0394")
            let relations = try await Self.readable(world)
            #expect(relations.count > 40)
            let signer = ContextSigner(key: world.test.contextKey)
            for relation in relations {
                let count: SQL = "SELECT count(*) FROM registry.\(identifier: relation)"
                let unsigned: Int = try await world.test.service.read { try $0.one(count) }
                #expect(unsigned == 0, "\(relation) without a context")
                guard try await Self.belongs(relation, world) else { continue }
                let foreign: Int = try await world.test.service.read([signer.statement(for: neighbour.officer)]) {
                    try $0.one("\(sql: count) WHERE jurisdiction_id = \(world.officer.jurisdiction)")
                }
                #expect(foreign == 0, "\(relation) in another authority's context")
            }
        }
    }

    @Test func `who only brings reports in sees oneself, those reports and nothing else`() async throws {
        try await withWorld { world in
            try await world.proposed()
            try await world.sealContacts()
            _ = try await world.registry.receiveNuisanceReport(.reachable, Call(by: world.officer))
            _ = try await world.registry.receiveNuisanceReport(.reachable, Call(by: world.intake))
            let signer = ContextSigner(key: world.test.contextKey)
            var shown: [String: Int] = [:]
            for relation in try await Self.readable(world) {
                let count: Int = try await world.test.service.read([signer.statement(for: world.intake)]) {
                    try $0.one("SELECT count(*) FROM registry.\(identifier: relation)")
                }
                if count > 0 { shown[relation] = count }
            }
            #expect(
                shown == [
                    "account": 1, "contact_epoch": 1, "contact_key": 1, "export_nuisance_reports": 1, "jurisdiction": 1,
                    "jurisdiction_card": 1,
                    "nuisance_report": 1, "nuisance_report_card": 1, "nuisance_report_summary": 1, "person": 1,
                    "person_card": 1,
                ])
        }
    }

    @Test func `who has no role any more sees oneself and nothing else`() async throws {
        try await withWorld { world in
            try await world.proposed()
            _ = try await world.registry.receiveNuisanceReport(.sample, Call(by: world.officer))
            let call = Call(by: world.administrator)
            _ = try await world.registry.changeRole(
                "\(world.inspector.person)", RoleChange(role: .inspector, grant: false), call)
            var actor = world.inspector
            actor.roles = []
            let signer = ContextSigner(key: world.test.contextKey)
            var shown: [String: Int] = [:]
            for relation in try await Self.readable(world) {
                let count: Int = try await world.test.service.read([signer.statement(for: actor)]) {
                    try $0.one("SELECT count(*) FROM registry.\(identifier: relation)")
                }
                if count > 0 { shown[relation] = count }
            }
            #expect(
                shown == ["account": 1, "jurisdiction": 1, "jurisdiction_card": 1, "person": 1, "person_card": 1])
        }
    }

    @Test func `the view that runs with its owner's rights is this one, and it shows one's own`() async throws {
        try await withWorld { world in
            try await world.inspect(1)
            let owners = try await world.test.admin.query(
                """
                SELECT relname::text FROM pg_class WHERE relkind = 'v' AND relnamespace = 'registry'::regnamespace
                    AND NOT coalesce('security_invoker=true' = ANY (reloptions), false) ORDER BY relname
                """
            ) { rows in try rows.map { try $0.decode(String.self, 0) } }
            #expect(owners == ["adopted_pack"])
            let signer = ContextSigner(key: world.test.contextKey)
            for view in owners {
                let own: Int = try await world.test.service.read([signer.statement(for: world.officer)]) {
                    try $0.one("SELECT count(*) FROM registry.\(identifier: view)")
                }
                #expect(own > 0, "\(view)")
            }
        }
    }

    @Test(arguments: ["nobody_there", "refused"])
    func `an inspection without access brings no findings`(outcome: String) async throws {
        try await withWorld { world in
            let refused = try await world.failure(
                as: world.inspector,
                """
                WITH logged AS (
                    INSERT INTO registry.inspection (jurisdiction_id, id, number, reference, outlet_id, kind, outcome,
                        inspector_id, started_at, local_day, content_digest, recorded_by)
                    SELECT o.jurisdiction_id, \(World.id(7))::uuid, 0, '', o.id, 'unannounced', \(outcome),
                        \(world.inspector.person), '2026-10-01T12:00:00Z', '2026-10-01', sha256('x'), \(world.inspector.person)
                    FROM registry.outlet AS o WHERE o.reference = \(world.outlet)
                    RETURNING jurisdiction_id, outlet_id, id)
                INSERT INTO registry.finding (jurisdiction_id, outlet_id, inspection_id, criterion, result)
                SELECT l.jurisdiction_id, l.outlet_id, l.id, 'J', 'fail' FROM logged AS l
                """)
            #expect(refused?.sqlstate == "RG007")
            #expect(refused?.constraint == "findings_arrive_with_an_inspection_that_had_access")
            #expect(try await world.count("registry.inspection", "registry.finding") == 0)
        }
    }

    /// Tables and views of the schema registry that the service role may read.
    private static func readable(_ world: World) async throws -> [String] {
        try await world.test.admin.query(
            """
            SELECT c.relname::text FROM pg_class AS c
            WHERE c.relkind IN ('r', 'v') AND c.relnamespace = 'registry'::regnamespace
                AND has_table_privilege('registry_service', c.oid, 'SELECT') ORDER BY c.relname
            """
        ) { rows in try rows.map { try $0.decode(String.self, 0) } }
    }

    private static func belongs(_ relation: String, _ world: World) async throws -> Bool {
        try await world.test.admin.query(
            """
            SELECT EXISTS (SELECT FROM pg_attribute WHERE attname = 'jurisdiction_id'
                AND attrelid = ('registry.' || quote_ident(\(relation)))::regclass)
            """
        ) { try $0[0].decode(Bool.self, 0) }
    }
}
