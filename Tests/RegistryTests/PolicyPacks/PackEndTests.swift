import Policy
import Records
import Testing

@testable import Registry

/// A pack that two persons end governs no more from a day on, in no version.
struct PackEndTests {
    @Test func `an end is proposed by one person, waits for another, and holds from its day on`() async throws {
        try await withWorld(packs: ["nl/leeuwarden/j"]) { world in
            let proposed = try await world.proposingEnd("1", on: "2026-09-01")
            #expect(proposed["endProposedDay"] == "2026-09-01")
            #expect(proposed["endProposedBy"] == "Paul Policy")
            #expect(proposed["endReason"] == "The council repealed it.")
            #expect(proposed["endsOn"] == .null)
            #expect(try await world.governing(on: "2026-10-01") == ["nl/leeuwarden/j"])
            let due = try await world.registry.today(world.reviewer).json["items"]?[0]
            #expect(due?["what"] == "end")
            #expect(due?["reference"] == "nl/leeuwarden/j 2011")
            #expect(due?["due"] == "2026-09-01")
            #expect(due?["about"] == "The council repealed it.")
            #expect(due?["from"] == "Paul Policy")
            // Another person with the role policy may confirm it too.
            var second = world.officer
            second.roles = [.policy]
            #expect(try await world.registry.today(second).json["items"]?[0]?["what"] == "end")
            #expect(try await world.registry.today(world.policy).json["items"] == [])
            let ended = try await world.registry.confirmPackEnd(
                "1", PackEnd(endDay: .sample("2026-09-01")), Call(by: world.reviewer, expectedVersion: 5)
            ).json
            #expect(ended["endsOn"] == "2026-09-01")
            #expect(ended["endedBy"] == "Rita Reviewer")
            #expect(try await world.registry.today(world.reviewer).json["items"] == [])
            #expect(try await world.governing(on: "2026-08-31") == ["nl/leeuwarden/j"])
            #expect(try await world.governing(on: "2026-09-01") == [])
            try await world.inspect(1, on: "2026-08-31")
            let late = try await refusalOf { try await world.inspect(2, on: "2026-09-01") }
            #expect(late.message == "No policy pack is active on 2026-09-01, so the findings can't be checked.")
        }
    }

    @Test func `nobody confirms an end of one's own, nor another day than was read`() async throws {
        try await withWorld(packs: ["nl/leeuwarden/j"]) { world in
            var both = world.policy
            both.roles = [.policy, .reviewer]
            _ = try await world.proposingEnd("1", on: "2026-09-01")
            let own = try await refusalOf {
                try await world.registry.confirmPackEnd("1", PackEnd(), Call(by: both, expectedVersion: 5))
            }
            #expect(
                own
                    == Refusal(
                        .notAllowed, "ended_by_another_person",
                        "You proposed the end of policy pack nl/leeuwarden/j 2011, so someone else must confirm it.",
                        hint: "Ask a reviewer, or another person with the role policy."))
            let other = try await refusalOf {
                try await world.registry.confirmPackEnd(
                    "1", PackEnd(endDay: .sample("2026-10-01")), Call(by: world.reviewer, expectedVersion: 5))
            }
            #expect(
                other
                    == Refusal(
                        .notPossibleNow, "another_end_was_read",
                        "The end that is proposed is on 2026-09-01, not on 2026-10-01.",
                        hint: "Look at the pack and confirm the day that is proposed there, or have its end withdrawn.")
            )
            let role = try await refusalOf {
                try await world.registry.confirmPackEnd("1", PackEnd(), Call(by: world.officer, expectedVersion: 5))
            }
            #expect(role.message == "To end this policy pack the role policy or reviewer is needed.")
            let proposer = try await refusalOf {
                try await world.registry.proposePackEnd(
                    "1", PackEndProposal(endDay: .sample("2026-09-01"), reason: "x"),
                    Call(by: world.reviewer, expectedVersion: 5))
            }
            #expect(proposer.message == "To propose the end of this policy pack the role policy is needed.")
        }
    }

    @Test func `an end is proposed once, not before the pack governs, and can be withdrawn until it is confirmed`()
        async throws
    {
        try await withWorld(packs: ["nl/leeuwarden/j"]) { world in
            let early = try await refusalOf { try await world.proposingEnd("1", on: "2019-12-31") }
            #expect(
                early.message == "Policy pack nl/leeuwarden/j 2011 governs from 2020-01-01; it can't end on 2019-12-31."
            )
            #expect(early.hint == "Choose that day or a later one.")
            let none = try await refusalOf {
                try await world.registry.confirmPackEnd("1", PackEnd(), Call(by: world.reviewer, expectedVersion: 4))
            }
            #expect(none.message == "No end of policy pack nl/leeuwarden/j 2011 is proposed.")
            _ = try await world.proposingEnd("1", on: "2026-09-01")
            let twice = try await refusalOf { try await world.proposingEnd("1", on: "2026-10-01", version: 5) }
            #expect(twice.message == "The end of policy pack nl/leeuwarden/j 2011 on 2026-09-01 is proposed already.")
            #expect(twice.hint == "Have another person confirm it, or withdraw it first.")
            let back = try await world.registry.withdrawPackEnd(
                "1", Reason("The repeal was put off."), Call(by: world.policy, expectedVersion: 5)
            ).json
            #expect(back["endProposedDay"] == .null)
            #expect(back["reason"] == "The repeal was put off.")
            _ = try await world.proposingEnd("1", on: "2026-10-01", version: 6)
            _ = try await world.registry.confirmPackEnd("1", PackEnd(), Call(by: world.reviewer, expectedVersion: 7))
            for act in ["propose", "withdraw"] {
                let over = try await refusalOf {
                    if act == "propose" { return try await world.proposingEnd("1", on: "2026-11-01", version: 8) }
                    return try await world.registry.withdrawPackEnd(
                        "1", Reason("x"), Call(by: world.policy, expectedVersion: 8)
                    ).json
                }
                #expect(over.message == "Policy pack nl/leeuwarden/j 2011 ends on 2026-10-01 already.")
                #expect(over.hint == "A later version may govern from that day on.")
            }
        }
    }

    @Test func `a later version may govern from the end on, and none before it`() async throws {
        try await withWorld(packs: []) { world in
            try await world.activate(try SamplePack.new())
            try await world.end("nl/town/j", from: "2026-09-01")
            let number = try await world.checked(try SamplePack.new(version: "2"))
            let early = try await refusalOf { try await world.proposing(number, from: "2026-08-31") }
            #expect(
                early
                    == Refusal(
                        .notPossibleNow, "pack_begins_again_after_its_end",
                        "Policy pack nl/town/j ends on 2026-09-01 with version 1; version 2 would govern from 2026-08-31.",
                        hint: "Propose it from 2026-09-01 or a later day."))
            try await world.proposing(number, from: "2026-10-01")
            try await world.activating(number)
            #expect(try await world.governing(on: "2026-09-15") == [])
            #expect(try await world.governing(on: "2026-10-01") == ["nl/town/j"])
        }
    }

    @Test func `the last version ends first, and may end before it ever governs`() async throws {
        try await withWorld(packs: []) { world in
            try await world.activate(try SamplePack.new())
            try await world.activate(try SamplePack.new(version: "2"), from: "2027-01-01")
            let first = try await refusalOf { try await world.proposingEnd("1", on: "2026-09-01") }
            #expect(
                first
                    == Refusal(
                        .notPossibleNow, "last_version_ends_first",
                        "Policy pack nl/town/j 1 can't end on 2026-09-01: version 2 governs from 2027-01-01 on.",
                        hint: "End version 2 first; from 2027-01-01 on it then never governs."))
            #expect(try await world.registry.policyPack("1", world.officer).json["governsUntil"] == "2027-01-01")
            try await world.end("nl/town/j", from: "2027-01-01")
            #expect(try await world.governing(on: "2026-12-31") == ["nl/town/j"])
            #expect(try await world.governing(on: "2027-01-01") == [])
            let over = try await refusalOf { try await world.proposingEnd("1", on: "2027-06-01") }
            #expect(over.message == "Policy pack nl/town/j ended on 2027-01-01 already, with its version 2.")
            _ = try await world.proposingEnd("1", on: "2026-09-01")
            _ = try await world.registry.confirmPackEnd("1", PackEnd(), Call(by: world.reviewer, expectedVersion: 5))
            #expect(try await world.governing(on: "2026-12-31") == [])
            // The day of the version that never governed is free again.
            try await world.activate(try SamplePack.new(version: "3"), from: "2027-01-01")
            #expect(try await world.governing(on: "2027-01-01") == ["nl/town/j"])
        }
    }

    @Test func `an end that two persons signed stays, whatever replaces the pack`() async throws {
        try await withWorld(packs: ["nl/leeuwarden/j"]) { world in
            let number = try await world.checked(try SamplePack.new())
            _ = try await world.proposing(number, from: "2026-06-01", OtherPacks(replaces: ["nl/leeuwarden/j"]))
            _ = try await world.proposingEnd("1", on: "2026-09-01")
            _ = try await world.registry.confirmPackEnd("1", PackEnd(), Call(by: world.reviewer, expectedVersion: 5))
            let message =
                "Policy pack nl/leeuwarden/j 2011 ends on 2026-09-01, as two persons signed; nl/town/j 1 would replace it "
                + "from 2026-06-01."
            let activated = try await refusalOf { try await world.activating(number) }
            #expect(
                activated
                    == Refusal(
                        .notPossibleNow, "confirmed_end_stays", message,
                        hint: "Have it withdrawn, drafted anew and proposed from 2026-09-01 or a later day."))
            _ = try await world.registry.withdrawPack(
                number, Reason("Too early."), Call(by: world.policy, expectedVersion: 3))
            let again = try await world.checked(try SamplePack.new())
            let proposed = try await refusalOf {
                try await world.proposing(again, from: "2026-06-01", OtherPacks(replaces: ["nl/leeuwarden/j"]))
            }
            #expect(
                proposed
                    == Refusal(
                        .notPossibleNow, "confirmed_end_stays", message,
                        hint: "Propose it from 2026-09-01 or a later day."))
            _ = try await world.proposing(again, from: "2026-09-01")
            try await world.activating(again)
            let ended = try await world.registry.policyPack("1", world.officer).json
            #expect([ended["endsOn"], ended["endedBy"]] == ["2026-09-01", "Rita Reviewer"])
        }
    }

    @Test func `a day in the past is told with the inspections that were judged otherwise`() async throws {
        try await withWorld(packs: ["nl/leeuwarden/j"], outlets: 2) { world in
            try await world.inspect(1, on: "2026-08-31")
            try await world.inspect(2, on: "2026-09-01", at: world.outlets[1])
            try await world.inspect(3, failed: [], on: "2026-09-02", at: world.outlets[1])
            let number = try await world.checked(try SamplePack.new())
            let proposed = try await world.proposing(
                number, from: "2026-09-01", OtherPacks(replaces: ["nl/leeuwarden/j"]))
            #expect(proposed["judgedOtherwise"] == 1)
            #expect(try await world.registry.policyPack(number, world.reviewer).json["judgedOtherwise"] == 1)
            let active = try await world.activating(number)
            #expect(active["judgedOtherwise"] == 1)
            #expect(try await world.judgedOtherwise(number) == ["I-2026-0002"])
            // Of the pack that ended: what it judged since.
            #expect(try await world.judgedOtherwise("1") == ["I-2026-0002"])
            #expect(try await world.count("registry.recommendation") == 2)
            _ = try await world.registry.recommendAgain(
                in: "C-2026-0002", inspection: "I-2026-0002", Call(by: world.officer))
            #expect(try await world.judgedOtherwise(number) == [])
        }
    }

    @Test func `a voided inspection is not among those that were judged otherwise`() async throws {
        try await withWorld(packs: ["nl/leeuwarden/j"], outlets: 1) { world in
            try await world.inspect(1, on: "2026-09-01")
            let number = try await world.checked(try SamplePack.new())
            _ = try await world.proposing(number, from: "2026-09-01", OtherPacks(replaces: ["nl/leeuwarden/j"]))
            #expect(try await world.judgedOtherwise(number) == ["I-2026-0001"])
            _ = try await world.registry.voidInspection(
                "I-2026-0001", InspectionVoiding(duplicateOf: nil, reason: "Typed at the wrong outlet."),
                Call(by: world.officer))
            #expect(try await world.judgedOtherwise(number) == [])
            #expect(try await world.registry.policyPack(number, world.reviewer).json["judgedOtherwise"] == 0)
        }
    }
}

extension World {
    /// The policy officer proposes the end of a pack.
    @discardableResult
    func proposingEnd(_ number: String, on day: String, version: Int = 4) async throws -> JSONValue {
        try await registry.proposePackEnd(
            number, PackEndProposal(endDay: .sample(day), reason: "The council repealed it."),
            Call(by: policy, expectedVersion: version)
        ).json
    }

    /// References of the inspections that a version's days and what judged them don't agree on.
    fileprivate func judgedOtherwise(_ number: String) async throws -> [String] {
        let list = try await registry.inspectionsJudgedOtherwise(number, Page(), inspector).json
        return (list["items"]?.items ?? []).compactMap { $0["reference"]?.text }
    }
}
