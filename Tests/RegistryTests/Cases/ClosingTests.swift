import Policy
import Records
import Testing

@testable import Registry

/// When a case can be closed, and by whom.
struct ClosingTests {
    @Test func `a case with an undecided recommendation stays open`() async throws {
        try await withWorld { world in
            try await world.inspect(1)
            let found = try await refusalOf { try await world.close() }
            #expect(
                found
                    == Refusal(
                        .notPossibleNow, "closed_case_has_nothing_pending",
                        "Case C-2026-0001 can't be closed yet: recommendation 1 (warning, by nl/amsterdam/two-step about I-2026-0001) has no decision.",
                        hint: "Decide on the recommendation; that nothing is done is a decision too, and has reasons."))
        }
    }

    @Test func `a recommendation keeps no case open when no failed finding that it rests on stands`() async throws {
        try await withWorld { world in
            try await world.inspect(1)
            try await world.correct("J", .pass)
            let file = try await world.registry.caseFile("C-2026-0001", world.officer).json
            #expect(file["recommendations"]?[0]?["standing"] == "moot")
            #expect(file["next"]?["act"] == "close")
            #expect(try await world.close()["status"] == "closed")
        }
    }

    @Test func `where packs share an inspection, one that rests on what was corrected alone is moot alone`()
        async throws
    {
        try await withWorld(packs: ["nl/leeuwarden/j", "nl/dordrecht/o"]) { world in
            try await world.inspect(1, failed: ["J", "O"])
            try await world.correct("O", .pass)
            let file = try await world.registry.caseFile("C-2026-0001", world.officer).json
            let standing = file["recommendations"]?.items?.map { [$0["pack"], $0["standing"]] }
            #expect(
                standing == [
                    ["nl/dordrecht/o", "moot"], ["nl/leeuwarden/j", "replaced"], ["nl/leeuwarden/j", "waiting"],
                ])
        }
    }

    @Test func `all that is pending is named in one message, with the step for what comes first`() async throws {
        try await withWorld(packs: ["nl/leeuwarden/j", "nl/dordrecht/o"]) { world in
            try await world.inspect(1, failed: ["J", "O"])
            try await world.inspect(2, failed: ["J"])
            _ = try await world.registry.decide(
                in: "C-2026-0001", NewDecision(recommendation: 2, choice: .follow), Call(by: world.officer))
            let decided = try await refusalOf { try await world.close() }
            #expect(
                decided.message
                    == "Case C-2026-0001 can't be closed yet: decision 1 (closure, on nl/leeuwarden/j about I-2026-0001) has no action; recommendation 1 (a person decides, by nl/dordrecht/o about I-2026-0001) has no decision; recommendation 3 (closure, by nl/leeuwarden/j about I-2026-0002) has no decision."
            )
            #expect(
                decided.hint
                    == "Draft the action; to decide otherwise, ask the rules again about the inspection and decide on what they say then."
            )
            let content = ActionContent(startsOn: LocalDate("2026-12-01"), text: "Closed.")
            _ = try await world.registry.draftAction(in: "C-2026-0001", content, Call(by: world.officer))
            let drafted = try await refusalOf { try await world.close() }
            #expect(
                drafted.message.hasPrefix(
                    "Case C-2026-0001 can't be closed yet: action A-2026-0001 (closure) is a draft; recommendation 1 (")
            )
            #expect(drafted.hint == "Have the action issued, or withdraw it.")
        }
    }

    @Test func `a withdrawn action leaves its decision pending, a revoked one ends the matter`() async throws {
        try await withWorld { world in
            let first = try await world.proposed()
            _ = try await world.registry.withdrawAction(
                first, Reason("The text was wrong."), Call(by: world.officer, expectedVersion: 2))
            let pending = try await refusalOf { try await world.close() }
            #expect(
                pending.message
                    == "Case C-2026-0001 can't be closed yet: decision 1 (warning, on nl/amsterdam/two-step about I-2026-0001) has no action."
            )
            let second = try await world.propose("C-2026-0001")
            _ = try await world.registry.issueAction(second, Call(by: world.reviewer, expectedVersion: 2))
            _ = try await world.registry.revokeAction(
                second, Reason("Objection upheld."), Call(by: world.reviewer, expectedVersion: 3))
            #expect(try await world.close()["status"] == "closed")
        }
    }

    @Test func `who decided on no measure can't close the case, with either account; another officer can`() async throws
    {
        try await withWorld { world in
            try await world.inspect(1)
            let decided = try await world.spare()
            #expect(
                decided["next"] == [
                    "act": "close", "reference": "C-2026-0001", "role": "officer", "notBy": ["Otto Officer"],
                ])
            let second = try await world.seed.account("otto2", of: world.officer, by: world.administrator)
            for account in [world.officer, second] {
                let found = try await refusalOf { try await world.close(by: account) }
                #expect(
                    found
                        == Refusal(
                            .notAllowed, "closed_by_another_person",
                            "You decided on no measure about I-2026-0001, so someone else must close case C-2026-0001.",
                            hint: "Ask another officer, or a reviewer."))
            }
            #expect(try await world.due(world.officer) == [])
            #expect(try await world.due(world.reviewer) == ["close C-2026-0001"])
            #expect(try await world.due(world.both) == ["close C-2026-0001"])
            #expect(try await world.close(by: world.otherOfficer)["status"] == "closed")
        }
    }

    @Test func `a reviewer closes a case, an inspector does not`() async throws {
        try await withWorld { world in
            try await world.inspect(1)
            try await world.spare()
            let found = try await refusalOf { try await world.close(by: world.inspector) }
            #expect(found.message == "To close this case the role officer or reviewer is needed.")
            #expect(try await world.close(by: world.reviewer)["status"] == "closed")
        }
    }

    @Test func `who set the violations aside can't close the case alone either`() async throws {
        try await withWorld { world in
            try await world.inspect(1)
            try await world.correct("J", .pass, by: world.officer)
            let found = try await refusalOf { try await world.close() }
            #expect(
                found.message
                    == "You set the violations of I-2026-0001 aside, so someone else must close case C-2026-0001.")
            #expect(try await world.close(by: world.otherOfficer)["status"] == "closed")
        }
    }

    @Test func `two people have acted where an action was issued, so its officer closes the case`() async throws {
        try await withWorld { world in
            let action = try await world.proposed()
            _ = try await world.registry.issueAction(action, Call(by: world.reviewer, expectedVersion: 2))
            #expect(try await world.close()["status"] == "closed")
        }
    }

    @Test func `an action about another inspection makes nobody's leniency good`() async throws {
        try await withWorld { world in
            let action = try await world.proposed()
            _ = try await world.registry.issueAction(action, Call(by: world.reviewer, expectedVersion: 2))
            try await world.inspect(2, on: "2026-10-02")
            try await world.spare()
            let found = try await refusalOf { try await world.close() }
            #expect(
                found.message
                    == "You decided on no measure about I-2026-0002, so someone else must close case C-2026-0001.")
        }
    }

    @Test func `a case is closed for a reason of at least 10 characters`() async throws {
        try await withWorld { world in
            _ = try await world.registry.openCase(
                NewCase(outlet: world.outlet, reason: "Reports of the neighbours."), Call(by: world.officer))
            let found = try await refusalOf {
                try await world.registry.closeCase(
                    "C-2026-0001", Reason("x"), Call(by: world.officer, expectedVersion: 1))
            }
            #expect(
                found
                    == Refusal(
                        .badInput, "closing_a_case_has_a_reason",
                        "Closing a case needs a reason of at least 10 characters.",
                        hint: "Write why nothing more has to be done in it."))
            #expect(try await world.due(world.officer) == ["inspect C-2026-0001"])
        }
    }
}

extension World {
    /// What waits for somebody: "close C-2026-0001".
    func due(_ actor: Actor) async throws -> [String] {
        let items = try await registry.today(actor).json["items"]?.items ?? []
        return items.map { "\($0["what"]?.text ?? "") \($0["reference"]?.text ?? "")" }
    }
}
