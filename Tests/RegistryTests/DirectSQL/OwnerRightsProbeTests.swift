import Postgres
import Provision
import Records
import TestSupport
import Testing

@testable import Registry

/// Functions with their owner's rights that say they compare with the signed context do: to nobody, and to another authority, they
/// say of what is there what they say of what isn't.
@Suite struct OwnerRightsProbeTests {
    /// A call, the same about something that isn't there, and whether the authority itself is told something else.
    struct Probe: Sendable {
        var call: String
        var twin: String
        var tells = true
    }

    private static let nothing = "00000000-0000-4000-8000-000000000000"

    /// By the function's name and types. `{home}`, `{report}` and `{outlet}` are the other authority's.
    private static let probes: [String: Probe] = [
        "ops.contact_month(integer,uuid)": Probe(
            call: "SELECT ops.contact_month({home}, '{report}')", twin: "SELECT ops.contact_month({home}, '\(nothing)')"
        ),
        "ops.contact_months(integer,text)": Probe(
            call: "SELECT ops.contact_months({home}, 'closed')", twin: "SELECT ops.contact_months(999999, 'closed')"),
        "ops.contact_outcome(integer,uuid)": Probe(
            call: "SELECT ops.contact_outcome({home}, '{report}')",
            twin: "SELECT ops.contact_outcome({home}, '\(nothing)')"),
        "ops.evidence_end(integer,bigint)": Probe(
            call: "SELECT * FROM ops.evidence_end({home}, 1)", twin: "SELECT * FROM ops.evidence_end({home}, 999999)"),
        "ops.evidence_months(integer,text)": Probe(
            call: "SELECT ops.evidence_months({home}, 'closed')", twin: "SELECT ops.evidence_months(999999, 'closed')",
            tells: false),
        "ops.is_replaced(integer,bigint)": Probe(
            call: "SELECT ops.is_replaced({home}, 1)", twin: "SELECT ops.is_replaced({home}, 999999)", tells: false),
        "ops.local_month(integer)": Probe(
            call: "SELECT ops.local_month({home})", twin: "SELECT ops.local_month(999999)"),
        "ops.inspection_subject(text,uuid,timestamp with time zone,timestamp with time zone,timestamp with time zone,"
            + "bigint,text,bytea)": Probe(
                call: subject("{outlet}", "'{inspection}'"), twin: subject("9999-999-Z", "'\(nothing)'")),
        "ops.logged_act(text,text)": Probe(
            call: "SELECT version FROM ops.logged_act('nuisance_report', '{report}')",
            twin: "SELECT version FROM ops.logged_act('nuisance_report', '\(nothing)')"),
        "ops.violations_elsewhere(text,date,timestamp with time zone)": Probe(
            call: "SELECT * FROM ops.violations_elsewhere('{outlet}', current_date, now())",
            twin: "SELECT * FROM ops.violations_elsewhere('9999-999-Z', current_date, now())", tells: false),
        "registry.who_has_address(integer,bigint,text,text,text,text,text)": Probe(
            call: "SELECT * FROM registry.who_has_address({home}, NULL, {address})",
            twin: "SELECT * FROM registry.who_has_address({home}, NULL, 'Rokin', '9', NULL, '1012AA', 'Amsterdam')"),
    ]

    private static func subject(_ outlet: String, _ inspection: String) -> String {
        """
        SELECT outlet, is_the_same, stored_reference FROM ops.inspection_subject('\(outlet)', \(inspection), '2026-10-01', NULL,
            '2026-10-01', 1, NULL, '\\x')
        """
    }

    @Test func `each of them tells neither nobody nor another authority`() async throws {
        try await withWorld { world in
            try await world.prepare()
            let neighbour = try await Town.establish(in: world.test, code: "0394")
            for (name, probe) in Self.probes {
                let (call, twin) = (try await world.filled(probe.call), try await world.filled(probe.twin))
                if probe.tells {
                    let own = try await world.answer(call, world.officer)
                    #expect(try await own != world.answer(twin, world.officer), "\(name): \(own)")
                }
                for asker in [nil, neighbour.officer] {
                    let said = try await world.answer(call, asker)
                    #expect(try await said == world.answer(twin, asker), "\(name): \(said)")
                }
            }
        }
    }

    @Test func `each function that is listed as one that compares has a probe`() throws {
        let rule = try #require(SchemaLint.rules.first { $0.words.hasPrefix("A login calls only those functions") })
        let comparing = rule.exceptions.filter { $0.value.hasPrefix("Compares with the signed context") }.keys
        #expect(comparing.sorted() == Self.probes.keys.sorted())
    }

    @Test func `without the comparison the month of another authority is told to anybody`() async throws {
        try await withWorld { world in
            try await world.prepare()
            try await world.test.admin.write { db in
                let body: String = try db.one("SELECT pg_get_functiondef('ops.local_month(integer)'::regprocedure)")
                let open = body.replacing("ops.context_jurisdiction()", with: "jurisdiction")
                try #require(open != body)
                try db.execute(.file(open))
            }
            let probe = try #require(Self.probes["ops.local_month(integer)"])
            let said = try await world.answer(world.filled(probe.call), nil)
            #expect(try await said != world.answer(world.filled(probe.twin), nil))
        }
    }
}

extension World {
    /// A report with a held contact, a term of the authority's own, and an inspection.
    fileprivate func prepare() async throws {
        try await sealContacts()
        try await inspect(1)
        try await received(TestEvidence.photo("the counter"), by: inspector)
        _ = try await registry.receiveNuisanceReport(.reachable, Call(by: intake))
        _ = try await registry.holdContact(of: "N-2026-0001", Reason("An appeal is pending."), Call(by: officer))
        _ = try await registry.setContactRetention(
            RetentionChange(outcome: .closed, months: 1, reason: "The schedule of 2026 says so."), Call(by: policy))
    }

    fileprivate func filled(_ text: String) async throws -> String {
        let report: String = try await test.admin.read { try $0.one("SELECT id::text FROM registry.nuisance_report") }
        let address: String = try await test.admin.read {
            try $0.one(
                """
                SELECT concat_ws(', ', quote_literal(o.street), quote_literal(o.house_number),
                    quote_nullable(o.house_number_suffix), quote_literal(o.postcode), quote_literal(o.locality))
                FROM registry.outlet AS o WHERE o.reference = \(outlet)
                """)
        }
        return text.replacing("{address}", with: address).replacing("{home}", with: "\(jurisdiction)").replacing(
            "{report}", with: report
        )
        .replacing("{outlet}", with: outlet).replacing("{inspection}", with: "\(World.id(1))")
    }

    fileprivate func answer(_ sql: String, _ asker: Actor?) async throws -> String {
        let ending = try await test.psql(as: .service, context: asker, sql)
        #expect(ending.errors == "")
        return ending.output
    }
}
