import Policy
import Postgres
import Records

@testable import Registry

extension TwoPersonAct {
    /// Every act that takes two persons, beside those on deputies and conflicts of interest themselves.
    static let all = ofActions + ofPacks + ofInspectionsAndCases + ofLicences + ofContacts + ofIntegrity

    private static let ofActions = [
        TwoPersonAct(
            description: "issue an action", roles: [.reviewer], rule: "issued_by_another_person",
            did: "drafted action A-2026-0001", must: "issue it", advice: "Ask a reviewer.",
            begin: { world, first in _ = try await world.proposed(by: first) },
            statement: {
                action(
                    "issued", "issue", ", issued_by = \($0.person), approved_digest = registry.action_digest(action)",
                    $0)
            },
            act: { _ = try await $0.registry.issueAction("A-2026-0001", Call(by: $1, expectedVersion: 2)) },
            behindTheGuard: "23514 issued_by_another_person"),
        TwoPersonAct(
            description: "return an action", roles: [.reviewer], rule: "issued_by_another_person",
            did: "drafted action A-2026-0001", must: "return it", advice: "Ask a reviewer.",
            begin: { world, first in _ = try await world.proposed(by: first) },
            statement: { action("draft", "return", "", $0) },
            act: {
                _ = try await $0.registry.returnAction(
                    "A-2026-0001", Reason("Say from which hour."), Call(by: $1, expectedVersion: 2))
            }),
        TwoPersonAct(
            description: "revoke an action", roles: [.reviewer], rule: "issued_by_another_person",
            did: "drafted action A-2026-0001", must: "revoke it", advice: "Ask a reviewer.",
            begin: { world, first in
                _ = try await world.proposed(by: first)
                _ = try await world.registry.issueAction("A-2026-0001", Call(by: world.reviewer, expectedVersion: 2))
            },
            statement: { action("revoked", "revoke", "", $0) },
            act: {
                _ = try await $0.registry.revokeAction(
                    "A-2026-0001", Reason("Objection upheld."), Call(by: $1, expectedVersion: 3))
            }),
    ]

    private static func action(_ status: String, _ act: String, _ more: SQL, _ actor: Actor) -> SQL {
        """
        UPDATE registry.action SET status = \(status), act = \(act), reason = 'For the test of two.', version = version + 1,
            changed_by = \(actor.person)\(sql: more)
        """
    }

    private static let ofPacks = [
        TwoPersonAct(
            description: "activate a policy pack", roles: [.policy, .reviewer], rule: "activated_by_another_person",
            did: "proposed policy pack nl/leeuwarden/j 2011", must: "activate it",
            advice: "Ask a reviewer, or another person with the role policy.",
            begin: { world, first in
                _ = try await world.registry.adopt(
                    PackAdoption(
                        id: "nl/leeuwarden/j", version: "2011", validFrom: .sample("2020-01-01"),
                        others: OtherPacks(besideReason: "Both judge for the test.")), Call(by: first))
            },
            statement: {
                """
                UPDATE registry.policy_pack SET status = 'active', act = 'activate', activated_by = \($0.person),
                    version = version + 1, changed_by = \($0.person) WHERE status = 'proposed'
                """
            },
            act: { _ = try await $0.registry.activatePack("2", PackActivation(), Call(by: $1, expectedVersion: 3)) },
            behindTheGuard: "23514 activated_by_another_person"),
        TwoPersonAct(
            description: "end a policy pack", roles: [.policy, .reviewer], rule: "ended_by_another_person",
            did: "proposed the end of policy pack nl/amsterdam/two-step 2018-2019", must: "confirm it",
            advice: "Ask a reviewer, or another person with the role policy.",
            begin: { world, first in
                _ = try await world.registry.proposePackEnd(
                    "1", PackEndProposal(endDay: .sample("2999-01-01"), reason: "New rules come."),
                    Call(by: first, expectedVersion: 4))
            },
            statement: {
                """
                UPDATE registry.policy_pack SET act = 'end', version = version + 1, changed_by = \($0.person)
                WHERE status = 'active'
                """
            },
            act: { _ = try await $0.registry.confirmPackEnd("1", PackEnd(), Call(by: $1, expectedVersion: 5)) },
            behindTheGuard: "23514 ended_by_another_person"),
    ]

    private static let ofInspectionsAndCases = [
        TwoPersonAct(
            description: "void an inspection", roles: [.officer, .reviewer], rule: "voided_by_another_person",
            did: "inspected I-2026-0001", must: "void it", advice: "Ask another officer, or a reviewer.",
            begin: { world, first in
                _ = try await world.registry.logInspection(
                    World.id(1), .sample(world.outlet, ["J": .fail]), Call(by: first))
            },
            statement: {
                """
                INSERT INTO registry.voiding (jurisdiction_id, outlet_id, inspection_id, reason, recorded_by)
                SELECT i.jurisdiction_id, i.outlet_id, i.id, 'It was another outlet.', \($0.person)
                FROM registry.inspection AS i
                """
            },
            act: {
                _ = try await $0.registry.voidInspection(
                    "I-2026-0001", InspectionVoiding(reason: "It was another outlet."), Call(by: $1))
            }),
        TwoPersonAct(
            description: "close a case after leniency", roles: [.officer, .reviewer], rule: "closed_by_another_person",
            did: "decided on no measure about I-2026-0001", must: "close case C-2026-0001",
            advice: "Ask another officer, or a reviewer.",
            begin: { world, first in
                try await world.inspect(1)
                try await world.spare(by: first)
            },
            statement: {
                """
                UPDATE registry.case_file SET status = 'closed', act = 'close', reason = 'Nothing more to do.',
                    version = version + 1, changed_by = \($0.person)
                """
            },
            act: { try await $0.close(by: $1) }),
    ]

    private static let ofLicences = [
        TwoPersonAct(
            description: "reinstate a licence before its suspension is over", roles: [.officer],
            rule: "reinstated_by_another_person",
            did: "proposed to reinstate licence L-2026-0001 before its suspension is over", must: "do it",
            advice: "Ask another officer.",
            begin: { world, first in
                try await suspended(world)
                _ = try await world.registry.reinstateLicence(
                    "L-2026-0001", Reason("The fine was paid."), Call(by: first, expectedVersion: 2))
            }, statement: reinstated,
            act: {
                _ = try await $0.registry.reinstateLicence(
                    "L-2026-0001", Reason("The fine was paid."), Call(by: $1, expectedVersion: 3))
            }),
        TwoPersonAct(
            description: "reinstate a licence after a revocation", roles: [.officer],
            rule: "reinstated_by_another_person",
            did: "revoked action A-2026-0001", must: "reinstate licence L-2026-0001", advice: "Ask another officer.",
            begin: { world, first in
                try await suspended(world)
                _ = try await world.registry.revokeAction(
                    "A-2026-0001", Reason("Objection upheld."), Call(by: first, expectedVersion: 3))
            }, statement: reinstated,
            act: {
                _ = try await $0.registry.reinstateLicence(
                    "L-2026-0001", Reason("Objection upheld."), Call(by: $1, expectedVersion: 2))
            }),
    ]

    private static func suspended(_ world: World) async throws {
        let licence = try await world.licence()
        try await world.inspect(1)
        let action = try await world.order(.suspension, from: "2026-10-01", until: "2999-01-01")
        try await world.suspend(licence, action)
    }

    @Sendable private static func reinstated(_ actor: Actor) -> SQL {
        """
        UPDATE registry.licence SET status = 'valid', act = 'reinstate', action_id = NULL, suspended_until = NULL,
            effective_on = NULL, reason = 'We are sorry.', version = version + 1, changed_by = \(actor.person)
        """
    }
}
