import Policy
import Postgres
import Records
import TestSupport
import Testing

@testable import Registry

/// Every pair of roles of one person × every act that takes two persons, through the program and by SQL of the service's own;
/// then the same for who stands in for that person, and for whom that person stands in.
@Suite struct FourEyesTests {
    @Test(arguments: TwoPersonAct.all)
    func `one person with any two roles doesn't do both steps, nor do two who count as one`(act: TwoPersonAct)
        async throws
    {
        try await withWorld { world in
            let first = world.both.with(Role.allCases)
            try await act.begin(world, first)
            try await Self.refuse(act, first, act.refusal, world)
            let deputy = world.otherInspector.with(Role.allCases)
            let today = try await world.localDay()
            let days = "from \(today.adding(days: -1)) until \(today.adding(days: 1))"
            for (away, stands, tie) in [
                (first, deputy, "you stand in for Bea Both \(days)"),
                (deputy, first, "Bea Both stands in for you \(days)"),
            ] {
                try await world.deputise(stands, for: away)
                try await Self.refuse(act, deputy, act.refusal("Bea Both", tie), world)
                try await world.forgetDeputies()
            }
            // Both steps can be done at all.
            #expect(try await world.said(by: deputy, act.statement(deputy)) == nil)
        }
    }

    /// Who adds a comparison of persons adds its act here, or says why it needs none.
    @Test func `every rule of the database that asks for another person is one of an act that is tried`() async throws {
        try await withTestDatabase { test in
            let rules = try await test.admin.query(
                """
                SELECT DISTINCT m.found[1] FROM pg_catalog.pg_proc AS p
                CROSS JOIN LATERAL regexp_matches(p.prosrc, '''([a-z_]*(another_person|by_others|of_one_person))''', 'g')
                    AS m (found)
                WHERE p.prosrc ~ 'ops\\.(require_another_person|tie)\\(' OR p.prosrc ~ 'registry\\.stands_as\\('
                """
            ) { rows in
                var all = Set<String>()
                for row in rows { all.insert(try row.decode(String.self, 0)) }
                return all
            }
            let elsewhere: Set = [
                // Of ConflictTests: whoever declared it, or is barred by it, doesn't end it.
                "conflict_ended_by_another_person",
                // Of IntegrityRoleTests and DrawCommandTests: a third person beside the two.
                "own_role_is_confirmed_by_another_person", "own_visit_is_checked_by_others",
                // Of UnsealingTests: who opened the case, or claimed the report, asks another person for the rest.
                "purpose_is_not_of_one_person",
            ]
            #expect(rules == elsewhere.union(TwoPersonAct.all.map(\.rule)))
        }
    }

    @Test(arguments: TwoPersonAct.all)
    func `without its guard the act is done by one person, or a constraint alone refuses it`(act: TwoPersonAct)
        async throws
    {
        try await withWorld { world in
            let first = world.both.with(Role.allCases)
            try await act.begin(world, first)
            try await world.sabotage(TwoPersonAct.guardOfTwo)
            let said = try await world.said(by: first, act.statement(first))
            #expect(said.map { $0.split(separator: ":")[0] } == act.behindTheGuard.map { $0[...] })
        }
    }

    /// Each pair of roles: what the pair may do is refused because of the person, the rest for want of a role.
    private static func refuse(_ act: TwoPersonAct, _ actor: Actor, _ words: String, _ world: World) async throws {
        for (number, pair) in Role.pairs.enumerated() {
            let person = actor.with(pair)
            let said = try await world.said(by: person, act.statement(person))
            let isAllowed = !act.roles.isDisjoint(with: pair)
            // Who sees it is refused for want of the role; for who doesn't it is not there.
            let isRefused = said?.hasPrefix("RG001 ") == true || act.unseen != nil && said?.hasPrefix("22012 ") == true
            #expect(isAllowed ? said == words : isRefused, "\(pair): \(said ?? "done")")
            // The program takes the same way to the guard; one pair in three is enough to see that here (`FourEyesOverHTTPTests` has all).
            guard number % 3 == 0 || isAllowed && number % 2 == 0 else { continue }
            let refusal = await #expect(throws: Refusal.self, "\(pair)") { try await act.act(world, person) }
            let codes = isAllowed ? [act.rule] : ["role_missing", act.unseen ?? "role_missing"]
            #expect(codes.contains(refusal?.code ?? ""), "\(pair)")
        }
    }
}

extension Role {
    /// Every two roles.
    static let pairs: [[Role]] = allCases.enumerated().flatMap { place, one in
        allCases.dropFirst(place + 1).map { [one, $0] }
    }
}

extension Actor {
    func with(_ roles: [Role]) -> Actor {
        var actor = self
        actor.roles = Set(roles)
        return actor
    }
}

extension World {
    func localDay() async throws -> LocalDate { .sample(try await day(0)) }

    /// Since yesterday, until the day after today.
    func deputise(_ deputy: Actor, for person: Actor) async throws {
        let today = try await localDay()
        _ = try await registry.recordDeputy(
            NewDeputy(
                person: "\(person.person)", deputy: "\(deputy.person)", startsOn: today.adding(days: -1),
                endsOn: today.adding(days: 1)), Call(by: administrator))
    }

    /// As if that had been long ago, past the guards.
    func forgetDeputies() async throws {
        _ = try await test.admin.write(["SET LOCAL session_replication_role = replica"]) { db in
            try db.execute("UPDATE registry.deputy SET starts_on = '1999-01-01', ends_on = '1999-01-02'")
        }
    }

    /// Puts a function that refuses nothing in the place of a guard's, and gives what it took out.
    @discardableResult
    func sabotage(_ function: String) async throws -> SQL {
        let name = function.prefix { $0 != "(" }
        return try await test.admin.write { db in
            let body: String = try db.one("SELECT pg_get_functiondef(\(function)::text::regprocedure)")
            let head = body.prefix(upTo: body.range(of: "AS $function$")?.lowerBound ?? body.endIndex)
            #expect(body.contains("\(name)(") && head.count < body.count)
            try db.execute(.file(head + "AS $function$ BEGIN END $function$"))
            return .file(body)
        }
    }

    /// Does both steps of an act that takes two persons by one person, or by two, while its guards are out; then they stand again.
    func doneByOne(_ act: TwoPersonAct, second: Actor? = nil) async throws {
        let first = both.with(Role.allCases)
        try await act.begin(self, first)
        let whole = try await sabotage(TwoPersonAct.guardOfTwo)
        if let constraint = act.behindTheGuard?.split(separator: " ").last {
            _ = try await test.admin.write { db in
                let table: String = try db.one(
                    "SELECT conrelid::regclass::text FROM pg_constraint WHERE conname = \(String(constraint))")
                try db.execute(.file("ALTER TABLE \(table) DROP CONSTRAINT \(constraint)"))
            }
        }
        let actor = second ?? first
        #expect(try await said(by: actor, act.statement(actor)) == nil)
        _ = try await test.admin.write { try $0.execute(whole) }
    }
}
