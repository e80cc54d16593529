import FoundationEssentials
import Records
import Testing

@testable import Server

/// Who gets what from which endpoint, generated from the table of routes. Another authority's record answers as one that is not
/// there, word for word. Some thousand cells by default, all of them with REGISTRY_FULL=1.
@Suite struct AccessMatrixTests {
    private static let isFull = ProcessInfo.processInfo.environment["REGISTRY_FULL"] == "1"

    @Test func `nobody gets another authority's record, nor does what the role isn't for`() async throws {
        try await RunningServer.run(packs: try .installed()) { server in
            let world = try await AccessWorld(server)
            let rule = try await server.database.admin.read { try AccessRule($0) }
            let outcome = try await AccessMatrix(world: world, rule: rule)
                .run(passes: Self.isFull ? AccessMatrix.passes : 4, share: Self.isFull ? 5 : 12)
            print("access matrix: \(outcome.cells) cells, \(outcome.leaks.count) leaks, \(outcome.succeeded) done")
            #expect(outcome.leaks == [])
            #expect(outcome.cells >= (Self.isFull ? 20_000 : 800))
            #expect(outcome.succeeded > outcome.cells / 30, "\(outcome.succeeded) of \(outcome.cells) did something")
        }
    }

    /// Or a refusal of the matrix could be one of a version, a state or a body, and say nothing of roles.
    @Test func `every change is done by somebody who may, and refused to everybody else for the role`() async throws {
        try await RunningServer.run(packs: try .installed()) { server in
            let rule = try await server.database.admin.read { try AccessRule($0) }
            let outcome = try await AccessMatrix(world: try await AccessWorld(server), rule: rule).changes()
            let changes = Set(AccessMatrix.asked.filter { $0.method != .get }.map(AccessMatrix.name))
            let left = changes.subtracting(outcome.done)
            print("access matrix, changes: \(outcome.cells) cells, \(outcome.done.count) changes done")
            #expect(outcome.leaks == [])
            #expect(
                left == Set(AccessRule.neverDone.keys),
                "\(left.sorted().map { "\($0) <- \(outcome.refusals[$0, default: []].map { $0.prefix(200) }.sorted())" }.joined(separator: "\n"))"
            )
        }
    }

    /// Without what makes the cells say something they say nothing, or something wrong.
    @Test func `a matrix that sends the first version, takes a role for enough or tells foreign from unknown is red`()
        async throws
    {
        try await RunningServer.run(packs: try .installed()) { server in
            let world = try await AccessWorld(server)
            let rule = try await server.database.admin.read { try AccessRule($0) }
            var blind = AccessMatrix(world: world, rule: rule)
            blind.sendsFirstVersion = true
            let changes: Set = ["PATCH /v1/outlets/{reference}", "PATCH /v1/parties/{reference}"]
            // The outlet was renamed.
            #expect(try await blind.changes(passes: 1, only: changes).done == ["PATCH /v1/parties/{reference}"])
            var wide = AccessMatrix(world: world, rule: rule)
            wide.rule.roles["outlet amend"]?.insert("inspector")
            let leaks = try await wide.changes(passes: 1, only: changes).leaks
            #expect(
                leaks.contains {
                    $0.contains("PATCH /v1/outlets/{reference}, inspector: refused although the role is enough")
                })
            var bent = AccessMatrix(world: world, rule: rule)
            bent.bent = { $0 == 404 ? 403 : $0 }
            let foreign = try await bent.run(passes: 1, share: 12).leaks
            #expect(foreign.contains { $0.contains("another's differs from unknown") })
        }
    }

    @Test func `every change of the table of routes has its act, and every act its roles`() async throws {
        let changes = RouteTable.all.routes.filter { $0.method != .get }.map { "\($0.method.rawValue) \($0.path)" }
        #expect(Set(changes).subtracting(AccessRule.acts.keys).subtracting(AccessRule.noActs) == [])
        #expect(Set(AccessRule.acts.keys).subtracting(changes) == [])
        try await RunningServer.run(packs: try .installed()) { server in
            let rule = try await server.database.admin.read { try AccessRule($0) }
            let known = Set(Role.allCases.map(\.rawValue) + ["anyone"])
            let unheard = AccessRule.acts.values.filter { act in
                rule.roles[act].map { $0.isEmpty || !$0.isSubset(of: known) } ?? true
            }
            #expect(unheard.sorted() == [])
        }
    }

    /// Row security alone is not among them: every query of the program names the jurisdiction as well (see ProbeTests for SQL
    /// that doesn't).
    @Test(arguments: [
        (
            """
            DO $do$ BEGIN EXECUTE replace(pg_get_functiondef('ops.authenticate(bytea)'::regprocedure),
                'SELECT t.jurisdiction_id, j.code', 'SELECT 1, j.code'); END $do$
            """, "shows another authority's record"
        ),
        (
            "CREATE OR REPLACE FUNCTION ops.refuse_role(object_name text, act_name text, allowed text[]) RETURNS void "
                + "LANGUAGE plpgsql STABLE AS 'BEGIN END'", "done without the role"
        ),
    ])
    func `a wall that is taken down makes the matrix red`(wall: String, words: String) async throws {
        try await RunningServer.run(packs: try .installed()) { server in
            let world = try await AccessWorld(server)
            let rule = try await server.database.admin.read { try AccessRule($0) }
            _ = try await server.database.admin.query(.file(wall)) { $0.count }
            let outcome = try await AccessMatrix(world: world, rule: rule).run(passes: 1, share: 8)
            #expect(outcome.leaks.contains { $0.contains(words) }, "\(outcome.leaks.prefix(3))")
        }
    }
}
