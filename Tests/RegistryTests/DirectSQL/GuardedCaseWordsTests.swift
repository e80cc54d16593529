import Policy
import Postgres
import Records
import Testing

@testable import Registry

/// What the guards say, word for word, to SQL of the service's own about cases, decisions, actions and violations.
struct GuardedCaseWordsTests {
    @Test func `nothing is added to a closed case`() async throws {
        try await withWorld { world in
            try await world.closedCase()
            let words = "RG002 case_is_open: Case C-2026-0001 is closed. | Open a new case for the outlet."
            #expect(try await world.said(by: world.officer, Self.recommendation(world.officer)) == words)
            #expect(try await world.said(by: world.officer, Self.decision(world.officer)) == words)
            for act in [world.recommendAgain, world.decided] {
                #expect(
                    try await refusalOf(act)
                        == Refusal(
                            .notPossibleNow, "case_is_open", "Case C-2026-0001 is closed.",
                            hint: "Open a new case for the outlet."))
            }
        }
    }

    @Test func `a recommendation is decided on, and a decision carried out, in its own case`() async throws {
        try await withWorld(outlets: 2) { world in
            try await world.inspect(1)
            try await world.inspect(2, at: world.outlets[1])
            let decided = try await world.said(
                by: world.officer,
                """
                INSERT INTO registry.decision (jurisdiction_id, case_id, recommendation_id, choice, measure, recorded_by)
                SELECT jurisdiction_id, (SELECT max(id) FROM registry.case_file), min(id), 'follow', 'warning',
                    \(world.officer.person) FROM registry.recommendation GROUP BY jurisdiction_id
                """)
            #expect(
                decided
                    == "RG007 decision_is_about_its_own_case: The recommendation belongs to another case. | Decide on it in its own case."
            )
            try await world.follow("C-2026-0001")
            let otherCase = try await world.said(
                by: world.officer, Self.draft(by: world.officer, "warning", inCase: "max(c.id)"))
            #expect(
                otherCase
                    == "RG007 action_is_in_the_case_of_its_decision: The decision was taken in another case. | Draft the action in the case of its decision."
            )
            let otherKind = try await world.said(
                by: world.officer, Self.draft(by: world.officer, "closure", inCase: "min(c.id)"))
            #expect(
                otherKind
                    == "RG007 action_does_what_was_decided: The decision is warning; the action would be closure. | Draft the action that was decided."
            )
        }
    }

    @Test func `an action is drafted in one's own name, and its names stay`() async throws {
        try await withWorld { world in
            try await world.inspect(1)
            try await world.follow("C-2026-0001")
            let drafted = try await world.said(
                by: world.otherOfficer,
                Self.draft(by: world.officer, "warning", inCase: "min(c.id)", signedBy: world.otherOfficer))
            #expect(drafted == "RG003 : An action is drafted in one's own name. | ")
            let action = try await world.propose("C-2026-0001")
            _ = try await world.registry.issueAction(action, Call(by: world.reviewer, expectedVersion: 2))
            let issuer = try await world.said(
                by: world.both,
                """
                UPDATE registry.action SET issued_by = \(world.both.person), status = 'revoked', act = 'revoke',
                    reason = 'Mine now.', version = version + 1, changed_by = \(world.both.person)
                """)
            #expect(issuer == "RG007 : Who issued an action and when does not change. | ")
            let drafter = try await world.said(
                by: world.both,
                """
                UPDATE registry.action SET proposed_by = \(world.both.person), status = 'revoked', act = 'revoke',
                    reason = 'Mine now.', version = version + 1, changed_by = \(world.both.person)
                """, asOwner: true)
            #expect(drafter == "RG003 : Who drafted an action does not change. | ")
        }
    }

    @Test func `a violation is established by an issued action and set aside with it`() async throws {
        try await withWorld { world in
            let action = try await world.proposed()
            let early = try await world.said(
                by: world.reviewer,
                """
                UPDATE registry.violation SET status = 'established', act = 'establish', version = version + 1,
                    action_id = (SELECT id FROM registry.action), changed_by = \(world.reviewer.person)
                """)
            #expect(
                early
                    == "RG007 established_violation_rests_on_an_action: A violation is established by an issued action about the same inspection. | "
            )
            _ = try await world.registry.issueAction(action, Call(by: world.reviewer, expectedVersion: 2))
            let late = try await world.said(
                by: world.reviewer,
                """
                UPDATE registry.violation SET status = 'set_aside', act = 'set_aside', reason = 'No.',
                    version = version + 1, changed_by = \(world.reviewer.person)
                """)
            #expect(
                late
                    == "RG007 established_violation_falls_with_its_action: An established violation is set aside when its action is revoked. | Revoke the action."
            )
        }
    }

    @Test func `the day on which a violation was established is the database's own`() async throws {
        try await withWorld { world in
            let action = try await world.proposed()
            let issued = try await world.said(
                by: world.reviewer,
                """
                UPDATE registry.action SET status = 'issued', act = 'issue', approved_digest = registry.action_digest(action), issued_by = \(world.reviewer.person),
                    version = version + 1, changed_by = \(world.reviewer.person)
                """)
            #expect(issued == nil)
            let days = try await world.test.admin.query(
                """
                SELECT v.established_on = (v.changed_at AT TIME ZONE 'Europe/Amsterdam')::date, a.reference
                FROM registry.violation AS v JOIN registry.action AS a ON a.id = v.action_id
                """
            ) { rows in try rows.map { (try $0.decode(Bool.self, 0), try $0.decode(String.self, 1)) } }
            #expect(days.map(\.0) == [true])
            #expect(days.map(\.1) == [action])
        }
    }

    @Test func `a pack that is not active with that text is named`() async throws {
        try await withWorld { world in
            try await world.inspect(1)
            let words = try await world.said(
                by: world.officer, Self.recommendation(world.officer, hash: "another text"))
            #expect(
                words
                    == "RG007 recommendation_rests_on_an_active_pack: The pack nl/amsterdam/two-step \(try world.packVersion) is not active with that text. | "
            )
        }
    }

    private static func recommendation(_ officer: Actor, hash: String? = nil) -> SQL {
        """
        INSERT INTO registry.recommendation (jurisdiction_id, outlet_id, case_id, inspection_id, pack_id, pack_version,
            pack_sha256, day, measure, person_decides, facts, trace, recorded_by)
        SELECT jurisdiction_id, outlet_id, case_id, inspection_id, pack_id, pack_version, coalesce(\(hash), pack_sha256), day,
            measure, person_decides, facts, trace, \(officer.person) FROM registry.recommendation
        """
    }

    private static func decision(_ officer: Actor) -> SQL {
        """
        INSERT INTO registry.decision (jurisdiction_id, case_id, recommendation_id, choice, measure, recorded_by)
        SELECT jurisdiction_id, case_id, id, 'follow', measure, \(officer.person) FROM registry.recommendation
        """
    }

    private static func draft(
        by drafter: Actor, _ kind: String, inCase id: StaticString, signedBy signer: Actor? = nil
    ) -> SQL {
        """
        INSERT INTO registry.action (jurisdiction_id, number, reference, case_id, decision_id, kind, starts_on, text,
            proposed_by, status, act, changed_by)
        SELECT d.jurisdiction_id, 0, '', (SELECT \(literal: id) FROM registry.case_file AS c), d.id, \(kind), '2026-12-01',
            'It is ordered.', \(drafter.person), 'draft', 'draft', \((signer ?? drafter).person)
        FROM registry.decision AS d
        """
    }
}

extension World {
    /// "SQLSTATE rule: message | hint" with which a statement fails, or nil when it succeeds.
    /// - Parameter asOwner: the superuser sends it, under the same signed context; for columns the service may not write.
    func said(by actor: Actor, _ statement: SQL, asOwner: Bool = false) async throws -> String? {
        let context = ContextSigner(key: test.contextKey).statement(for: actor)
        do {
            _ = try await (asOwner ? test.admin : test.service).write([context]) { try $0.execute(statement) }
            return nil
        } catch let error as PostgresError {
            return error.words
        }
    }

    fileprivate func recommendAgain() async throws -> Answer {
        try await registry.recommendAgain(in: "C-2026-0001", inspection: "I-2026-0001", Call(by: officer))
    }

    fileprivate func decided() async throws -> Answer {
        try await registry.decide(in: "C-2026-0001", NewDecision(recommendation: 1, choice: .follow), Call(by: officer))
    }

    fileprivate var packVersion: String {
        get throws {
            try #require(registry.packs.shipped.first { $0.id == "nl/amsterdam/two-step" }).version
        }
    }
}
