import Policy
import Postgres
import Records
import Testing

@testable import Registry

/// What the guards of policy packs say, word for word, to SQL of the service's own.
struct GuardedPackTests {
    @Test func `every step is one's own, in its order, and by the right role`() async throws {
        try await withDraft { world in
            #expect(
                try await world.said(by: world.officer, Self.change("act = 'check'", world.officer))
                    == "RG001 : To check this policy pack the role policy is needed. | Ask someone who has the role policy."
            )
            #expect(
                try await world.said(
                    by: world.policy,
                    Self.change("status = 'active', act = 'activate', activated_by = changed_by", world.policy))
                    == "RG002 : The policy pack is draft; \"activate\" is possible from: proposed. | Look at its status first."
            )
            #expect(
                try await world.said(by: world.policy, Self.change("act = 'amend'", world.officer))
                    == "RG007 : The act was not signed by the person who is recorded for it. | ")
            try await world.check()
            #expect(
                try await world.said(
                    by: world.policy,
                    Self.proposal(by: world.officer, world.policy))
                    == "RG003 : A policy pack is proposed in one's own name. | ")
            #expect(
                try await world.said(
                    by: world.policy,
                    Self.change(
                        "status = 'proposed', act = 'propose', proposed_by = changed_by, valid_from = NULL",
                        world.policy
                    ))
                    == "RG007 proposed_pack_says_who_and_from_when: The proposal of policy pack nl/town/j 1 names no first day. | Name the day from which it governs."
            )
            #expect(try await world.said(by: world.policy, Self.proposal(by: world.policy, world.policy)) == nil)
            #expect(
                try await world.said(
                    by: world.reviewer,
                    Self.change("status = 'active', act = 'activate', activated_by = proposed_by", world.reviewer))
                    == "RG003 : A policy pack is activated in one's own name. | ")
            #expect(
                try await world.said(
                    by: world.policy,
                    Self.change("status = 'active', act = 'activate', activated_by = proposed_by", world.policy))
                    == "RG003 activated_by_another_person: You proposed policy pack nl/town/j 1, so someone else must activate it. | Ask a reviewer, or another person with the role policy."
            )
            #expect(
                try await world.said(
                    by: world.reviewer,
                    Self.change(
                        "status = 'active', act = 'activate', activated_by = \(world.reviewer.person)", world.reviewer))
                    == nil)
        }
    }

    @Test func `a draft begins with nothing but its text, in one's own name`() async throws {
        try await withDraft { world in
            let refusals = [
                ("recorded_by", "\(world.officer.person)", "RG003 : A policy pack is drafted in one's own name. | "),
                (
                    "valid_from", "current_date",
                    "RG007 draft_is_neither_checked_nor_proposed: Policy pack nl/town/j 2 is only a draft yet: it has no check, no proposal and no first day. | "
                ),
                (
                    "pack_version", "'1'",
                    "RG006 one_record_per_pack_version: Version 1 of policy pack nl/town/j is there already; it is draft. | Amend the draft, or withdraw it first."
                ),
                (
                    "base_sha256", "'{}'",
                    "RG007 bases_have_their_hashes: The bases of policy pack nl/town/j 2 do not have the hashes that it names. | "
                ),
                (
                    "bases", "jsonb_set(bases, '{0,text}', '\"another\"')",
                    "RG007 bases_have_their_hashes: Policy pack nl/town/j 2 builds on nl/ahojgi 2017-05-10 with another text than the one that is active here. | "
                ),
            ]
            for (column, expression, words) in refusals {
                let said = try await world.said(by: world.policy, Self.copy(column, expression, world))
                #expect(said == words)
            }
            let said = try await world.said(
                by: world.policy, Self.copy("source_text", "source_text || ' '", world))
            let words = "RG007 sha256_is_of_the_text: The text of policy pack nl/town/j 2 does not have the SHA-256 "
            #expect(said?.hasPrefix(words) == true)
        }
    }

    @Test func `a check is of the very text, and an amendment takes it away`() async throws {
        try await withDraft { world in
            let wrong: SQL = """
                UPDATE registry.policy_pack SET act = 'check', checked_sha256 = sha256, version = version + 1,
                    report = '{"sha256": "another", "problems": [], "choices": []}', changed_by = \(world.policy.person)
                """
            #expect(
                try await world.said(by: world.policy, wrong)?.hasPrefix(
                    "RG007 check_is_of_the_very_text: The report is not about the text of policy pack nl/town/j 1, which has SHA-256 "
                ) == true)
            try await world.check()
            #expect(
                try await world.said(
                    by: world.policy,
                    Self.change(
                        "status = 'withdrawn', act = 'withdraw', reason = 'x', report = '{}'", world.policy))
                    == "RG007 report_comes_from_a_check: The report about policy pack nl/town/j 1 comes from a check and from nothing else. | Check it again."
            )
            #expect(try await world.said(by: world.policy, Self.change("act = 'amend'", world.policy)) == nil)
            #expect(
                try await world.said(by: world.policy, Self.proposal(by: world.policy, world.policy))
                    == "RG002 proposed_pack_was_checked: Policy pack nl/town/j 1 was not checked as it is now. | Check it first."
            )
        }
    }

    @Test func `neither the text nor the proposal changes on the way to being active, nor afterwards`() async throws {
        try await withDraft { world in
            try await world.check()
            #expect(try await world.said(by: world.policy, Self.proposal(by: world.policy, world.policy)) == nil)
            let swap = "source_text = 'x', sha256 = encode(sha256('x'), 'hex')"
            let activate = "status = 'active', act = 'activate', activated_by = \(world.reviewer.person)"
            #expect(
                try await world.said(by: world.reviewer, Self.change("\(activate), \(swap)", world.reviewer))
                    == "RG007 pack_changes_only_as_a_draft: The text of policy pack nl/town/j 1 changes only by amending it while it is a draft; it is proposed. | Withdraw it and draft it anew."
            )
            #expect(
                try await world.said(
                    by: world.reviewer, Self.change("\(activate), valid_from = valid_from + 1", world.reviewer))
                    == "RG007 proposal_stands_as_it_was_made: Who proposed policy pack nl/town/j 1, when, from which day, and what it names does not change. | Withdraw it, draft it anew and propose that."
            )
            #expect(try await world.said(by: world.reviewer, Self.change(activate, world.reviewer)) == nil)
            #expect(
                try await world.said(by: world.policy, Self.change("act = 'amend', \(swap)", world.policy))
                    == "RG002 : The policy pack is active; \"amend\" is possible from: draft. | Look at its status first."
            )
            #expect(
                try await world.said(
                    by: world.policy,
                    Self.change("status = 'withdrawn', act = 'withdraw', reason = 'x'", world.policy))
                    == "RG002 : The policy pack is active; \"withdraw\" is possible from: draft, proposed. | Look at its status first."
            )
            let renamed = try await world.failure(as: world.policy, "UPDATE registry.policy_pack SET pack_id = 'other'")
            #expect(renamed?.message == "permission denied for table policy_pack")
        }
    }

    @Test func `a withdrawal has a reason, and nothing is written for another authority`() async throws {
        try await withDraft { world in
            #expect(
                try await world.said(
                    by: world.policy,
                    Self.change("status = 'withdrawn', act = 'withdraw', reason = NULL", world.policy))?
                    .hasPrefix("23514 withdrawing_a_pack_has_a_reason: ") == true)
            let other = try await World(world.test, code: "0599", packs: [])
            let planted = try await other.failure(as: other.policy, Self.copy("pack_version", "'2'", world))
            #expect(planted == nil)
            #expect(try await world.count("registry.policy_pack") == 1)
            let foreign = try await other.failure(
                as: other.policy,
                """
                INSERT INTO registry.policy_pack (jurisdiction_id, pack_id, pack_version, sha256, source_text, recorded_by,
                    status, act, changed_by)
                VALUES (\(world.jurisdiction), 'p', '1', encode(sha256('x'), 'hex'), 'x', \(other.policy.person), 'draft',
                    'draft', \(other.policy.person))
                """)
            #expect(foreign?.message == "new row violates row-level security policy for table \"policy_pack\"")
        }
    }

    @Test func `each transition leaves its version in the history and its entry in the outbox`() async throws {
        try await withWorld(packs: []) { world in
            try await world.activate(try SamplePack.new())
            let left = try await world.test.admin.query(
                """
                SELECT h.act || ' ' || h.version || ' ' || (o.digest = sha256(convert_to(h.state::text, 'UTF8')))
                FROM registry.history AS h JOIN audit.outbox AS o USING (jurisdiction_id, object, object_key, version, act)
                WHERE h.object = 'policy_pack' ORDER BY h.version
                """
            ) { rows in try rows.map { try $0.decode(String.self, 0) } }
            #expect(left == ["draft 1 true", "check 2 true", "propose 3 true", "activate 4 true"])
        }
    }

    /// A world with one draft.
    private func withDraft(_ body: @escaping @Sendable (World) async throws -> Void) async throws {
        try await withWorld(packs: []) { world in
            _ = try await world.draft(try SamplePack.new())
            try await body(world)
        }
    }

    private static func change(_ assignments: String, _ person: Actor) -> SQL {
        .file(
            "UPDATE registry.policy_pack SET \(assignments), version = version + 1, changed_by = \(person.person)"
                .replacing("= changed_by", with: "= \(person.person)"))
    }

    private static func proposal(by proposer: Actor, _ person: Actor) -> SQL {
        change(
            "status = 'proposed', act = 'propose', proposed_by = \(proposer.person), valid_from = '2026-01-01'", person)
    }

    /// A copy of the draft as version 2 with another value in one column.
    private static func copy(_ column: String, _ expression: String, _ world: World) -> SQL {
        let columns = [
            "jurisdiction_id", "pack_id", "pack_version", "sha256", "source_text", "bases", "base_sha256", "valid_from",
            "ladder_criteria",
            "recorded_by", "status", "act", "changed_by",
        ]
        let usual = ["pack_version": "'2'", "status": "'draft'", "act": "'draft'"]
        let values = columns.map { $0 == column ? expression : usual[$0] ?? $0 }
        return .file(
            """
            INSERT INTO registry.policy_pack (\(columns.joined(separator: ", ")))
            SELECT \(values.joined(separator: ", ")) FROM registry.policy_pack
            WHERE jurisdiction_id = \(world.jurisdiction)
            """)
    }
}

extension World {
    /// The policy officer checks draft 1.
    fileprivate func check() async throws {
        _ = try await registry.checkPack("1", Call(by: policy, expectedVersion: 1))
    }
}
