import Policy
import Postgres
import Records
import Testing

@testable import Registry

/// Who alone let something go doesn't close the case; there is always somebody who does.
struct LeniencyTests {
    @Test func `an action under one pack makes up for no leniency under another`() async throws {
        try await withWorld(packs: ["nl/leeuwarden/j", "nl/dordrecht/o"]) { world in
            try await world.sparedBesideAnIssuedAction()
            let found = try await refusalOf { try await world.close() }
            #expect(
                found
                    == Refusal(
                        .notAllowed, "closed_by_another_person",
                        "You decided on no measure about I-2026-0001 under nl/dordrecht/o, so someone else must close case C-2026-0001.",
                        hint:
                            "The action that is issued in it doesn't make up for that. Ask another officer, or a reviewer."
                    ))
            #expect(try await world.close(by: world.reviewer)["status"] == "closed")
        }
    }

    @Test func `a milder action makes up for no later decision on no measure`() async throws {
        try await withWorld(packs: ["nl/leeuwarden/j"]) { world in
            try await world.inspect(1)
            let milder = NewDecision(choice: .depart, measure: .warning, reasons: "The first in ten years.")
            _ = try await world.registry.decide(in: "C-2026-0001", milder, Call(by: world.officer))
            let action = try await world.propose("C-2026-0001")
            _ = try await world.registry.issueAction(action, Call(by: world.reviewer, expectedVersion: 2))
            try await world.askAgain()
            try await world.spare()
            let found = try await refusalOf { try await world.close() }
            #expect(
                found.message
                    == "You decided on no measure about I-2026-0001, so someone else must close case C-2026-0001.")
            #expect(try await world.close(by: world.otherOfficer)["status"] == "closed")
        }
    }

    @Test func `who revoked the action doesn't close the case`() async throws {
        try await withWorld { world in
            let action = try await world.revoked()
            let file = try await world.registry.caseFile("C-2026-0001", world.officer).json
            #expect(file["next"]?["notBy"] == ["Rita Reviewer"])
            let found = try await refusalOf { try await world.close(by: world.reviewer) }
            #expect(
                found.message
                    == "You revoked action \(action) about I-2026-0001, so someone else must close case C-2026-0001.")
            #expect(try await world.due(world.reviewer) == [])
            #expect(try await world.close()["status"] == "closed")
        }
    }

    @Test func `a revocation opens a closed case again, for somebody else to close`() async throws {
        try await withWorld { world in
            let action = try await world.issued()
            try await world.close()
            let revoked = try await world.revoke(action)
            #expect(revoked["status"] == "revoked")
            #expect(revoked["followUp"] == ["case": "C-2026-0001", "reopened": true])
            let file = try await world.registry.caseFile("C-2026-0001", world.officer).json
            #expect(file["status"] == "open")
            #expect(file["next"]?["notBy"] == ["Rita Reviewer"])
            let found = try await refusalOf { try await world.close(by: world.reviewer, version: 3) }
            #expect(
                found.message
                    == "You revoked action \(action) about I-2026-0001, so someone else must close case C-2026-0001.")
            #expect(try await world.due(world.otherOfficer) == ["close C-2026-0001"])
            #expect(try await world.close(version: 3)["status"] == "closed")
        }
    }

    @Test func `while another case is open, what follows from a revocation is decided in that one`() async throws {
        try await withWorld { world in
            let action = try await world.issued()
            try await world.close()
            try await world.inspect(2, on: "2026-10-02")
            let revoked = try await world.revoke(action)
            #expect(revoked["status"] == "revoked")
            #expect(revoked["followUp"] == ["case": "C-2026-0002", "reopened": false])
            #expect(
                revoked["next"] == [
                    "act": "recompute", "reference": "C-2026-0002", "role": "officer", "inspection": "I-2026-0001",
                ])
            #expect(try await world.registry.caseFile("C-2026-0001", world.officer).json["status"] == "closed")
            try await world.spare("C-2026-0002")
            #expect(try await world.due(world.otherOfficer) == ["recompute C-2026-0002"])
            let pending = try await refusalOf { try await world.close("C-2026-0002", by: world.otherOfficer) }
            #expect(
                pending
                    == Refusal(
                        .notPossibleNow, "closed_case_has_nothing_pending",
                        "Case C-2026-0002 can't be closed yet: since action A-2026-0001 (warning, case C-2026-0001) "
                            + "was revoked, nobody has asked the rules again about I-2026-0001.",
                        hint: "Ask the rules again about the inspection in this case, and decide on what they say."))
            _ = try await world.registry.recommendAgain(
                in: "C-2026-0002", inspection: "I-2026-0001", Call(by: world.officer))
            try await world.spare("C-2026-0002")
            #expect(try await world.close("C-2026-0002", by: world.otherOfficer)["status"] == "closed")
        }
    }

    @Test func `who revoked in a closed case and nobody asked again doesn't close the open one`() async throws {
        try await withWorld { world in
            let action = try await world.issued()
            try await world.close()
            try await world.inspect(2, on: "2026-10-02")
            _ = try await world.revoke(action)
            try await world.correct("J", .pass)
            try await world.spare("C-2026-0002")
            let found = try await refusalOf { try await world.close("C-2026-0002", by: world.reviewer) }
            #expect(
                found.message
                    == "You revoked action \(action) about I-2026-0001, so someone else must close case C-2026-0002.")
            #expect(try await world.close("C-2026-0002", by: world.otherOfficer)["status"] == "closed")
        }
    }

    @Test func `who voided a duplicate closes, and not who let the visit itself go`() async throws {
        try await withWorld { world in
            try await world.inspect(1)
            try await world.inspect(2)
            _ = try await world.registry.voidInspection(
                "I-2026-0002", InspectionVoiding(duplicateOf: "I-2026-0001", reason: "The same visit, typed twice."),
                Call(by: world.otherOfficer))
            try await world.spare()
            try await world.dismiss([world.reviewer, world.both])
            let found = try await refusalOf { try await world.close() }
            #expect(
                found.message
                    == "You decided on no measure about I-2026-0001, so someone else must close case C-2026-0001.")
            #expect(try await world.close(by: world.otherOfficer)["status"] == "closed")
        }
    }

    @Test func `what comes next after a decision is the action of that decision`() async throws {
        try await withWorld { world in
            try await world.inspect(1)
            try await world.inspect(2, on: "2026-10-02")
            let file = try await world.registry.caseFile("C-2026-0001", world.officer).json
            let numbers = (file["recommendations"]?.items ?? []).compactMap { $0["id"]?.wholeNumber }.sorted()
            #expect(numbers.count == 2)
            for number in numbers {
                let choice = NewDecision(
                    recommendation: number, choice: .depart, measure: .closure, reasons: "Minors, twice in one week.")
                let taken = try await world.registry.decide(in: "C-2026-0001", choice, Call(by: world.officer)).json
                let next = taken["next"]
                if number == numbers[1] { #expect(next?["decision"] == taken["id"]) }
            }
        }
    }

    @Test func `where two officers set one violation aside each, either closes the case`() async throws {
        try await withWorld { world in
            try await world.inspect(1, failed: ["A", "J"])
            try await world.correct("J", .pass, by: world.officer)
            let second = try await world.correct("A", .pass, by: world.otherOfficer)
            #expect(second["next"] == ["act": "close", "reference": "C-2026-0001", "role": "officer"])
            #expect(try await world.close(by: world.otherOfficer)["status"] == "closed")
        }
    }

    @Test func `where everyone who could close let something else go alone, each of them may close`() async throws {
        try await withWorld { world in
            try await world.inspect(1)
            try await world.inspect(2, on: "2026-10-02")
            try await world.spare(by: world.otherOfficer)
            try await world.correct("J", .pass, by: world.officer)
            let first = try await refusalOf { try await world.close() }
            #expect(first.message.hasPrefix("You set the violations of I-2026-0001 aside, so someone else"))
            let other = try await refusalOf { try await world.close(by: world.otherOfficer) }
            #expect(other.message.hasPrefix("You decided on no measure about I-2026-0002, so someone else"))
            try await world.dismiss([world.reviewer, world.both])
            #expect(try await world.close()["status"] == "closed")
        }
    }

    @Test func `who answered that nothing follows and followed that doesn't close`() async throws {
        try await withWorld(packs: ["nl/dordrecht/o"]) { world in
            try await world.inspect(1, failed: ["O"])
            try await world.answered(by: world.officer)
            let decision = try await world.follow("C-2026-0001")
            #expect(
                decision["next"] == [
                    "act": "close", "reference": "C-2026-0001", "role": "officer", "notBy": ["Otto Officer"],
                ])
            let alone = try await refusalOf { try await world.close() }
            #expect(
                alone
                    == Refusal(
                        .notAllowed, "closed_by_another_person",
                        "You decided on no measure about I-2026-0001 after your own answer about structural_pattern, "
                            + "so someone else must close case C-2026-0001.",
                        hint: "Ask another officer, or a reviewer."))
            #expect(try await world.close(by: world.otherOfficer)["status"] == "closed")
        }
    }

    @Test func `an answer that somebody else's replaced makes nobody alone`() async throws {
        try await withWorld(packs: ["nl/dordrecht/o"]) { world in
            try await world.inspect(1, failed: ["O"])
            try await world.answered(by: world.officer)
            try await world.answered(by: world.otherOfficer)
            #expect(
                try await world.follow("C-2026-0001")["next"]
                    == ["act": "close", "reference": "C-2026-0001", "role": "officer"])
            #expect(try await world.close()["status"] == "closed")
        }
    }

    @Test func `who is alone in everything doesn't close, though nobody else is there`() async throws {
        try await withWorld { world in
            try await world.inspect(1)
            try await world.spare()
            try await world.dismiss([world.otherOfficer, world.reviewer, world.both])
            let found = try await refusalOf { try await world.close() }
            #expect(found.code == "closed_by_another_person")
        }
    }

    @Test func `nothing is decided on a recommendation that rests on nothing any more`() async throws {
        try await withWorld { world in
            try await world.inspect(1)
            try await world.correct("J", .pass)
            let found = try await refusalOf { try await world.spare(recommendation: 1) }
            #expect(
                found
                    == Refusal(
                        .notPossibleNow, "decision_is_on_a_recommendation_that_stands",
                        "No violation that recommendation 1 rests on stands any more, so there is nothing to decide.",
                        hint:
                            "Close the case when nothing else is pending in it. Where a finding still fails because an action was revoked, ask the rules again about the inspection."
                    ))
        }
    }

    @Test func `after a revocation the rules asked again allege what still fails, so an action follows`() async throws {
        try await withWorld { world in
            try await world.revoked()
            let again = try await world.askAgain()
            #expect(again["stands"] == true)
            let alleged = try await world.violation()
            #expect(alleged == "alleged: The rules were asked again after action A-2026-0001 was revoked.")
            try await world.follow("C-2026-0001")
            let second = try await world.propose("C-2026-0001")
            _ = try await world.registry.issueAction(second, Call(by: world.reviewer, expectedVersion: 2))
            #expect(try await world.violation() == "established: ")
            #expect(try await world.close()["status"] == "closed")
        }
    }

    @Test func `after a revocation a corrected finding is not alleged anew`() async throws {
        try await withWorld { world in
            try await world.revoked()
            try await world.correct("J", .pass)
            let found = try await refusalOf { try await world.askAgain() }
            #expect(found.code == "nothing_failed")
            #expect(try await world.violation() == "set_aside: Objection upheld.")
        }
    }

    @Test func `no gate is answered about a voided inspection`() async throws {
        try await withWorld(packs: ["nl/dordrecht/o"]) { world in
            try await world.inspect(1, failed: ["O"])
            _ = try await world.registry.voidInspection(
                "I-2026-0001", InspectionVoiding(reason: "It was another outlet."), Call(by: world.officer))
            let new = NewGateAnswer(gate: "structural_pattern", holds: true, reason: "It was seen.")
            let found = try await refusalOf {
                try await world.registry.answerGate(in: "C-2026-0001", new, Call(by: world.officer))
            }
            #expect(
                found
                    == Refusal(
                        .notPossibleNow, "inspection_holds",
                        "Inspection I-2026-0001 is voided, so nothing more follows from it.",
                        hint: "Look at the inspection; it says who voided it and why."))
            #expect(try await world.count("registry.gate_answer") == 0)
            #expect(try await world.count("registry.recommendation") == 1)
        }
    }
}

extension World {
    /// No structural pattern, says an officer about the first case.
    func answered(by person: Actor) async throws {
        _ = try await registry.answerGate(
            in: "C-2026-0001", NewGateAnswer(gate: "structural_pattern", holds: false, reason: "One report."),
            Call(by: person))
    }

    /// Under two packs the officer drops the nuisance, and the action about the minors is issued.
    func sparedBesideAnIssuedAction() async throws {
        try await inspect(1, failed: ["J", "O"])
        try await spare(recommendation: 1)
        _ = try await registry.decide(
            in: "C-2026-0001", NewDecision(recommendation: 2, choice: .follow), Call(by: officer))
        let action = try await propose("C-2026-0001")
        _ = try await registry.issueAction(action, Call(by: reviewer, expectedVersion: 2))
    }

    /// The first inspection's action is issued and revoked by the reviewer; gives its reference.
    @discardableResult
    func revoked() async throws -> String {
        let action = try await issued()
        _ = try await revoke(action)
        return action
    }

    func issued() async throws -> String {
        let action = try await proposed()
        _ = try await registry.issueAction(action, Call(by: reviewer, expectedVersion: 2))
        return action
    }

    func revoke(_ action: String) async throws -> JSONValue {
        try await registry.revokeAction(
            action, Reason("Objection upheld."), Call(by: reviewer, expectedVersion: 3)
        ).json
    }

    /// Asks the rules again about the first inspection.
    @discardableResult
    func askAgain() async throws -> JSONValue {
        try await registry.recommendAgain(in: "C-2026-0001", inspection: "I-2026-0001", Call(by: officer)).json
    }

    /// Takes every role from people.
    func dismiss(_ people: [Actor]) async throws {
        let failed = try await failure(
            as: administrator,
            """
            UPDATE registry.role_grant SET status = 'revoked', act = 'revoke', version = version + 1,
                changed_by = \(administrator.person)
            WHERE person_id = ANY (\(people.map(\.person))::bigint[])
            """)
        if let failed { throw failed }
    }

    /// The only violation: "alleged: why".
    func violation() async throws -> String {
        try await test.admin.read { db in
            try db.one("SELECT status || ': ' || coalesce(reason, '') FROM registry.violation")
        }
    }
}
