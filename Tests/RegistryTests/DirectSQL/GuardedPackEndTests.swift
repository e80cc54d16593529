import Postgres
import Records
import Testing

@testable import Registry

/// What the guards say, word for word, to SQL of the service's own about which packs govern beside each other and until when.
struct GuardedPackEndTests {
    @Test func `a pack is ended by two persons, by its proposed day, and by nothing else`() async throws {
        try await withWorld(packs: ["nl/leeuwarden/j"]) { (world) async throws in
            let proposal = "act = 'propose_end', end_proposed_day = '2026-09-01', end_reason = 'x'"
            #expect(
                try await world.said(
                    by: world.policy,
                    Self.change("\(proposal), end_proposed_by = \(world.officer.person)", world.policy))
                    == "RG003 : The end of a policy pack is proposed in one's own name. | ")
            #expect(
                try await world.said(
                    by: world.policy,
                    Self.change(
                        "act = 'propose_end', end_proposed_by = \(world.policy.person), end_reason = 'x'", world.policy)
                )?
                .hasPrefix("23514 proposed_end_is_whole: ") == true)
            #expect(
                try await world.said(
                    by: world.policy, Self.change("\(proposal), end_proposed_by = \(world.policy.person)", world.policy)
                )
                    == nil)
            let both = world.policyWhoReviews
            #expect(
                try await world.said(by: both, Self.change("act = 'end'", both))
                    == "RG003 ended_by_another_person: You proposed the end of policy pack nl/leeuwarden/j 2011, so someone else must confirm it. | Ask a reviewer, or another person with the role policy."
            )
            for other in ["end_proposed_day = '2026-08-01'", "end_reason = 'y'", "end_proposed_by = 1"] {
                #expect(
                    try await world.said(by: world.reviewer, Self.change("act = 'end', \(other)", world.reviewer))
                        == "RG007 end_stands_as_it_was_proposed: Who proposed the end of policy pack nl/leeuwarden/j 2011, when, why, and from which day does not change. | Withdraw the proposal of the end and make another one."
                )
            }
            #expect(
                try await world.said(
                    by: world.policy, Self.change("act = 'withdraw_end', reason = ' '", world.policy))?
                    .hasPrefix("23514 withdrawing_a_pack_has_a_reason: ") == true)
            #expect(try await world.said(by: world.reviewer, Self.change("act = 'end'", world.reviewer)) == nil)
            #expect(
                try await world.said(by: world.policy, Self.change("act = 'withdraw_end', reason = 'x'", world.policy))
                    == "RG006 pack_ends_once: Policy pack nl/leeuwarden/j 2011 ends on 2026-09-01 already. | A later version may govern from that day on."
            )
        }
    }

    @Test func `the service can't write when a pack ends, nor end one in the name of another pack`() async throws {
        try await withWorld(packs: ["nl/leeuwarden/j"]) { world in
            for column in [
                "ends_on = '2026-09-01'", "ended_by = 1", "replaced_by = 1", "beside = '{x}'", "converted = true",
            ] {
                let denied = try await world.failure(
                    as: world.reviewer, .file("UPDATE registry.policy_pack SET \(column)"))
                #expect(denied?.message == "permission denied for table policy_pack")
            }
            #expect(
                try await world.said(by: world.reviewer, Self.change("act = 'replace'", world.reviewer))
                    == "RG007 ended_by_the_activation_of_another_pack: Policy pack nl/leeuwarden/j 2011 is replaced by the activation of another pack and by nothing else. | Propose its end, or a pack that replaces it."
            )
        }
    }

    @Test func `a second pack for the same criteria is refused whatever the service says`() async throws {
        try await withWorld(packs: ["nl/leeuwarden/j"]) { world in
            _ = try await world.checked(try SamplePack.new())
            let refused =
                "RG006 one_pack_per_criterion: Policy pack nl/town/j 1 would judge from 2026-01-01 on what another pack judges: nl/leeuwarden/j 2011 (active from 2020-01-01) has a ladder for J. | Say that it replaces nl/leeuwarden/j, which then ends on 2026-01-01, or give the reason why both judge and one violation gets two measures."
            #expect(try await world.said(by: world.policy, Self.proposal("'{}'", "NULL", world)) == refused)
            #expect(
                try await world.said(by: world.policy, Self.proposal("'{}'", "' '", world))?
                    .hasPrefix("23514 judging_beside_another_has_a_reason: ") == true)
            #expect(
                try await world.said(
                    by: world.policy, Self.change("act = 'amend', ladder_criteria = NULL", world.policy, of: 2))?
                    .hasPrefix("23514 criteria_with_a_ladder_are_known: ") == true)
            #expect(try await world.said(by: world.policy, Self.proposal("'{nl/leeuwarden/j}'", "NULL", world)) == nil)
            let activate = "status = 'active', act = 'activate', activated_by = \(world.reviewer.person)"
            for other in ["replaces = '{}'", "beside_reason = 'x'", "ladder_criteria = '{}'"] {
                let said = try await world.said(
                    by: world.reviewer, Self.change("\(activate), \(other)", world.reviewer, of: 2))
                #expect(
                    said?.hasPrefix("RG007 proposal_stands_as_it_was_made: ") == true
                        || said?.hasPrefix("RG007 pack_changes_only_as_a_draft: ") == true)
            }
            #expect(try await world.said(by: world.reviewer, Self.change(activate, world.reviewer, of: 2)) == nil)
            #expect(try await world.registry.policyPack("1", world.officer).json["endsOn"] == "2026-01-01")
        }
    }

    @Test func `no recommendation rests on a pack that ended by the day of the inspection`() async throws {
        try await withWorld(packs: ["nl/leeuwarden/j"]) { world in
            try await world.inspect(1)
            let copy: SQL = """
                INSERT INTO registry.recommendation (jurisdiction_id, outlet_id, case_id, inspection_id, pack_id,
                    pack_version, pack_sha256, day, measure, person_decides, facts, trace, recorded_by)
                SELECT jurisdiction_id, outlet_id, case_id, inspection_id, pack_id, pack_version, pack_sha256, day, measure,
                    person_decides, facts, trace, \(world.officer.person) FROM registry.recommendation LIMIT 1
                """
            #expect(try await world.said(by: world.officer, copy) == nil)
            try await world.end("nl/leeuwarden/j", from: "2026-10-01")
            #expect(
                try await world.said(by: world.officer, copy)
                    == "RG007 recommendation_rests_on_an_active_pack: The pack nl/leeuwarden/j 2011 is not active with that text. | "
            )
        }
    }

    private static func change(_ assignments: String, _ person: Actor, of number: Int = 1) -> SQL {
        .file(
            """
            UPDATE registry.policy_pack SET \(assignments), version = version + 1, changed_by = \(person.person)
            WHERE id = \(number)
            """)
    }

    private static func proposal(_ replaces: String, _ reason: String, _ world: World) -> SQL {
        change(
            "status = 'proposed', act = 'propose', proposed_by = \(world.policy.person), valid_from = '2026-01-01', "
                + "replaces = \(replaces), beside_reason = \(reason)", world.policy, of: 2)
    }
}

extension World {
    /// The policy officer with the role of a reviewer too: four eyes are counted on persons.
    fileprivate var policyWhoReviews: Actor {
        var actor = policy
        actor.roles = [.policy, .reviewer]
        return actor
    }
}
