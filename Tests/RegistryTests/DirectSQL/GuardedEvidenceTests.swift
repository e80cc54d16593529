import Postgres
import Records
import Testing

@testable import Registry

/// What the guards of violations, recommendations and actions say to SQL of the service's own.
struct GuardedEvidenceTests {
    @Test func `a violation is a failed finding, on its day`() async throws {
        try await withWorld { world in
            try await world.inspect(1)
            for (criterion, days) in [("H", 0), ("Z", 0), ("J", 1)] {
                let refused = try await world.failure(as: world.inspector, Self.allege(criterion, later: days, world))
                #expect(refused?.sqlstate == (criterion == "J" ? "23505" : "RG007"))
                guard criterion != "J" else { continue }
                #expect(refused?.constraint == "violation_is_a_failed_finding")
                #expect(
                    refused?.message
                        == "A violation is a failed finding of its inspection, on the day of that inspection, which is not voided."
                )
            }
        }
    }

    @Test func `an inspection without access has nothing to correct`() async throws {
        try await withWorld { world in
            let closed = NewInspection(
                outlet: world.outlet, kind: .unannounced, outcome: .nobodyThere,
                startedAt: Instant(text: "2026-10-01T12:00:00Z")!, findings: [])
            _ = try await world.registry.logInspection(World.id(1), closed, Call(by: world.inspector))
            let refused = try await world.correction("fail", by: world.inspector, recordedAs: world.inspector)
            #expect(refused?.sqlstate == "RG007")
            #expect(refused?.constraint == "correction_needs_access")
            #expect(refused?.message == "The inspection had no access, so there is no finding to correct.")
        }
    }

    @Test func `a recommendation rests on an active pack with its text`() async throws {
        try await withWorld { world in
            try await world.inspect(1)
            let refused = try await world.failure(
                as: world.officer,
                """
                INSERT INTO registry.recommendation (jurisdiction_id, outlet_id, case_id, inspection_id, pack_id, pack_version,
                    pack_sha256, day, measure, person_decides, facts, trace, recorded_by)
                SELECT jurisdiction_id, outlet_id, case_id, inspection_id, pack_id, pack_version, 'another text', day,
                    'warning', person_decides, facts, trace, \(world.officer.person) FROM registry.recommendation
                """)
            #expect(refused?.sqlstate == "RG007")
            #expect(refused?.constraint == "recommendation_rests_on_an_active_pack")
            #expect(refused?.message.hasSuffix(" is not active with that text.") == true)
        }
    }

    @Test func `the time of a proposal and of an issue is the database's own`() async throws {
        try await withWorld { world in
            try await world.proposed()
            let refused = try await world.failure(
                as: world.reviewer,
                """
                UPDATE registry.action SET status = 'issued', act = 'issue', approved_digest = registry.action_digest(action), issued_by = \(world.reviewer.person),
                    issued_at = '2020-01-01', proposed_at = '2019-01-01', version = version + 1,
                    changed_by = \(world.reviewer.person)
                """)
            #expect(refused == nil)
            let backdated: Int = try await world.test.admin.read { db in
                try db.one(
                    "SELECT count(*) FROM registry.action WHERE issued_at < '2026-01-01' OR proposed_at < '2026-01-01'")
            }
            #expect(backdated == 0)
        }
    }

    @Test func `a revoked action is revoked by another person, and what it established falls with it`() async throws {
        try await withWorld { world in
            let action = try await world.proposed(by: world.both)
            _ = try await world.registry.issueAction(action, Call(by: world.reviewer, expectedVersion: 2))
            let early = try await world.failure(
                as: world.officer,
                """
                UPDATE registry.violation SET status = 'set_aside', act = 'set_aside', reason = 'x', version = version + 1,
                    changed_by = \(world.officer.person)
                """)
            #expect(early?.message == "To set aside this violation the role reviewer is needed.")
            let own = try await world.failure(as: world.both, Self.revoke(by: world.both))
            #expect(own?.sqlstate == "RG003")
            #expect(own?.message == "You drafted action A-2026-0001, so someone else must revoke it.")
            #expect(try await world.failure(as: world.reviewer, Self.revoke(by: world.reviewer)) == nil)
            let statuses = try await world.test.admin.query("SELECT status, reason FROM registry.violation") { rows in
                try rows.map { try $0.decode(String.self, 0) + ": " + $0.decode(String.self, 1) }
            }
            #expect(statuses == ["set_aside: Wrong address."])
        }
    }

    @Test func `no two actions stand about one inspection and pack`() async throws {
        try await withWorld { world in
            try await world.proposed()
            let again = try await world.failure(
                as: world.officer,
                """
                INSERT INTO registry.decision (jurisdiction_id, case_id, recommendation_id, choice, measure, reasons, recorded_by)
                SELECT jurisdiction_id, case_id, id, 'depart', 'closure', 'For good reasons.', \(world.officer.person)
                FROM registry.recommendation
                """)
            #expect(again?.sqlstate == "RG002")
            #expect(again?.constraint == "one_action_per_inspection_and_pack")
            #expect(again?.message == "An action about this inspection stands already.")
            #expect(
                again?.hint
                    == "Withdraw or revoke that action before you decide anew; beside an issued one you can decide that nothing more is done."
            )
        }
    }

    private static func allege(_ criterion: String, later days: Int, _ world: World) -> SQL {
        """
        INSERT INTO registry.violation (jurisdiction_id, outlet_id, inspection_id, criterion, day, status, act, changed_by)
        SELECT jurisdiction_id, outlet_id, id, \(criterion), local_day + \(days)::integer, 'alleged', 'allege',
            \(world.inspector.person) FROM registry.inspection
        """
    }

    private static func revoke(by person: Actor) -> SQL {
        """
        UPDATE registry.action SET status = 'revoked', act = 'revoke', reason = 'Wrong address.', version = version + 1,
            changed_by = \(person.person)
        """
    }
}
