import Policy
import Records
import Testing

@testable import Registry

/// A pack of one's own, from the draft to the day on which it governs.
struct PackLifecycleTests {
    @Test func `a draft is checked and proposed by one person and activated by another`() async throws {
        try await withWorld(packs: []) { world in
            let drafted = try await world.draft(try SamplePack.new())
            #expect(drafted["status"] == "draft")
            #expect(drafted["passed"] == nil || drafted["passed"] == .null)
            let checked = try await world.registry.checkPack("1", Call(by: world.policy, expectedVersion: 1)).json
            #expect(checked["passed"] == true)
            #expect(checked["report"]?["examples"] == 5)
            #expect(checked["report"]?["combinations"] == 6_351_954)
            #expect(checked["report"]?["sha256"] == checked["sha256"])
            #expect(
                checked["report"]?["choices"]?[0]?["text"]
                    == "town.yaml:30: Ladder \"minors\": how long an earlier violation counts is unknown (Handhavingsarrangement Leeuwarden, in force in 2011, as quoted by the court)."
            )
            let proposed = try await world.registry.proposePack(
                "1", PackProposal(validFrom: .sample("2026-01-01")), Call(by: world.policy, expectedVersion: 2))
            #expect(try proposed.text("status") == "proposed")
            let active = try await world.registry.activatePack(
                "1", PackActivation(sha256: String((try proposed.text("sha256") ?? "").prefix(12))),
                Call(by: world.reviewer, expectedVersion: 3))
            #expect(try active.text("status") == "active")
            #expect(active.etag == "\"v4\"")
            let logged = try await world.inspect(1)
            #expect(logged["recommendation"]?["pack"] == "nl/town/j")
            let shown = try await world.registry.policyPack("1", world.officer).json
            #expect(shown["text"] == .string(try SamplePack.new().text))
        }
    }

    @Test func `rules that end by their own text govern until then, and are proposed for no later day`() async throws {
        try await withWorld(packs: []) { world in
            let text = try SamplePack.new {
                $0.replacing(
                    /\n  from: unknown.*\n  through: unknown/, with: "\n  from: 2026-01-01\n  through: 2026-06-30")
            }
            #expect(try await world.draft(text)["rulesThrough"] == "2026-06-30")
            _ = try await world.registry.checkPack("1", Call(by: world.policy, expectedVersion: 1))
            let late = try await refusalOf {
                try await world.registry.proposePack(
                    "1", PackProposal(validFrom: .sample("2026-07-01")), Call(by: world.policy, expectedVersion: 2))
            }
            #expect(
                late.problems == [
                    FieldProblem(
                        "/validFrom", "pack_ended_before",
                        "nl/town/j 1 holds through 2026-06-30, as its text says; it can't govern from 2026-07-01. "
                            + "Draft the version that holds then.")
                ])
            _ = try await world.registry.proposePack(
                "1", PackProposal(validFrom: .sample("2026-01-01")), Call(by: world.policy, expectedVersion: 2))
            let active = try await world.registry.activatePack(
                "1", PackActivation(), Call(by: world.reviewer, expectedVersion: 3)
            ).json
            #expect(active["governsUntil"] == "2026-07-01")
            #expect(active["endsOn"] == .null)
            try await world.inspect(1, on: "2026-06-30")
            let refused = try await refusalOf { try await world.inspect(2, on: "2026-07-01") }
            #expect(refused.message == "No policy pack is active on 2026-07-01, so the findings can't be checked.")
        }
    }

    @Test func `an unreadable text is not kept, and all its problems are told with their lines`() async throws {
        try await withWorld(packs: []) { world in
            let bad = try SamplePack.new {
                $0.replacing("standing: established", with: "standin: established")
                    .replacing("counts: same_criterion", with: "counts: same_criterio")
            }
            let refused = try await refusalOf {
                try await world.registry.draftPack(bad, Call(by: world.policy))
            }
            #expect(refused.code == "pack_has_problems")
            #expect(refused.message == "town.yaml can't be read as a policy pack: 3 problems.")
            #expect(refused.hint == "Mend what is listed and send it again; nothing was stored.")
            let lines = refused.problems.compactMap {
                $0.detail.split(separator: ":").dropFirst().first.map(String.init)
            }
            #expect(refused.problems.allSatisfy { $0.pointer == "/text" && $0.detail.hasPrefix("town.yaml:") })
            #expect(lines.compactMap(Int.init) == lines.compactMap(Int.init).sorted() && lines.count == 3)
            #expect(
                refused.problems.contains {
                    $0.detail.hasSuffix("has an unknown key \"standin\". Did you mean \"standing\"?")
                })
            let report = try await world.registry.checkText(bad, world.officer).json
            #expect(report["problems"]?.items?.map { $0["text"] } == refused.problems.map { .string($0.detail) })
            #expect(report["examples"] == 0)
            #expect(report["examplesNotRun"] == 5)
            #expect(report["pack"] == .null)
            let noYAML = try await refusalOf {
                try await world.registry.draftPack(PackText(text: "pack: [", file: "x.yaml"), Call(by: world.policy))
            }
            #expect(noYAML.problems[0].detail.hasPrefix("x.yaml:"))
            #expect(noYAML.problems[0].detail.contains("The file is not readable as YAML"))
            #expect(try await world.count("registry.policy_pack") == 0)
        }
    }

    @Test func `examples that can't be read are told apart from none`() async throws {
        try await withWorld(packs: []) { world in
            func report(_ examples: String?) async throws -> JSONValue {
                var text = try SamplePack.new()
                text.examples = examples
                return try await world.registry.checkText(text, world.officer).json
            }
            let slip = try await report("examples:\n  - nam: a first violation\n  - name: a second one\n")
            #expect(slip["examplesNotRun"] == 2)
            #expect(slip["problems"] != [])
            #expect(try await report("examples: [")["examplesNotRun"] == .null)
            let none = try await report(nil)
            #expect(none["examples"] == 0 && none["examplesNotRun"] == 0 && none["problems"]?.items?.isEmpty == false)
            #expect(none["pack"] == "nl/town/j" && none["version"] == "1")
        }
    }

    @Test func `a failing example keeps a draft from being proposed until it is amended and checked again`()
        async throws
    {
        try await withWorld(packs: []) { world in
            _ = try await world.draft(try SamplePack.new(outcome: "warning"))
            let unchecked = try await world.propose(pack: "1", on: 1)
            #expect(
                unchecked
                    == Refusal(
                        .notPossibleNow, "proposed_pack_was_checked",
                        "Policy pack nl/town/j 1 was not checked as it is now.", hint: "Check it first."))
            let checked = try await world.registry.checkPack("1", Call(by: world.policy, expectedVersion: 1)).json
            #expect(checked["passed"] == false)
            #expect(
                checked["report"]?["problems"]?[0]?["text"]
                    == "town.examples.yaml:2: \"a first violation\": the outcome is \"closure for 3 months\", not \"warning\"."
            )
            let failing = try await world.propose(pack: "1", on: 2)
            #expect(failing?.message == "The check of policy pack nl/town/j 1 found 1 problem.")
            #expect(failing?.hint == "Look at the report, amend the draft and check it again.")
            _ = try await world.registry.amendPack(
                "1", try SamplePack.new(), Call(by: world.policy, expectedVersion: 2))
            #expect(try await world.propose(pack: "1", on: 3)?.message == unchecked?.message)
            _ = try await world.registry.checkPack("1", Call(by: world.policy, expectedVersion: 3))
            #expect(try await world.propose(pack: "1", on: 4) == nil)
        }
    }

    @Test func `a pack that the proof refuses is not proposed, and the report names the combination`() async throws {
        try await withWorld(packs: []) { world in
            let gap = try SamplePack.new {
                $0.replacing("no_ladder: {criteria: [A, H, O, G, I]", with: "no_ladder: {criteria: [A, H, O, G]")
            }
            _ = try await world.draft(gap)
            let checked = try await world.registry.checkPack("1", Call(by: world.policy, expectedVersion: 1)).json
            #expect(checked["passed"] == false)
            #expect(
                checked["report"]?["problems"]?.items?.map { $0["text"] } == [
                    "town.yaml:9: No ladder for criterion I, when I fails, with no earlier violation. Put it on a ladder, or name it under no_ladder with the source."
                ])
            let refused = try await world.propose(pack: "1", on: 2)
            #expect(
                refused
                    == Refusal(
                        .notPossibleNow, "proposed_pack_was_checked",
                        "The check of policy pack nl/town/j 1 found 1 problem.",
                        hint: "Look at the report, amend the draft and check it again."))
            #expect(try await world.registry.policyPack("1", world.officer).json["status"] == "draft")
            let milder = try SamplePack.new {
                $0.replacing("closure, length: 6 months", with: "closure, length: 2 months")
            }
            _ = try await world.registry.amendPack("1", milder, Call(by: world.policy, expectedVersion: 2))
            let again = try await world.registry.checkPack("1", Call(by: world.policy, expectedVersion: 3)).json
            #expect(
                again["report"]?["problems"]?.items?.map { $0["text"] } == [
                    "town.yaml:49: Step 2 of ladder \"minors\" is milder than step 1: closure for 2 months after closure for 3 months. Correct the measure, or state the source's reason as \"reason\" of the step."
                ])
            #expect(try await world.propose(pack: "1", on: 4)?.message == refused?.message)
        }
    }

    @Test func `whoever proposed a pack does not activate it, and nobody activates another text than was read`()
        async throws
    {
        try await withWorld(packs: []) { world in
            var both = world.policy
            both.roles = [.policy, .reviewer]
            try await world.propose(try SamplePack.new())
            let own = try await refusalOf {
                try await world.registry.activatePack("1", PackActivation(), Call(by: both, expectedVersion: 3))
            }
            #expect(
                own
                    == Refusal(
                        .notAllowed, "activated_by_another_person",
                        "You proposed policy pack nl/town/j 1, so someone else must activate it.",
                        hint: "Ask a reviewer, or another person with the role policy."))
            let other = try await refusalOf {
                try await world.registry.activatePack(
                    "1", PackActivation(sha256: "00000000"), Call(by: world.reviewer, expectedVersion: 3))
            }
            #expect(other.message == "The text that is proposed has another SHA-256 than the one you name.")
            #expect(other.hint == "Read the text that is proposed.")
            let role = try await refusalOf {
                try await world.registry.activatePack(
                    "1", PackActivation(), Call(by: world.officer, expectedVersion: 3))
            }
            #expect(role.message == "To activate this policy pack the role policy or reviewer is needed.")
            let old = try await refusalOf {
                try await world.registry.activatePack(
                    "1", PackActivation(), Call(by: world.reviewer, expectedVersion: 2))
            }
            #expect(old.detail == "You have version 2; it has version 3 now.")
        }
    }

    @Test func `an active version is neither amended nor withdrawn; a change is a new version`() async throws {
        try await withWorld(packs: []) { world in
            try await world.activate(try SamplePack.new())
            let amended = try await refusalOf {
                try await world.registry.amendPack(
                    "1", try SamplePack.new(outcome: "warning"), Call(by: world.policy, expectedVersion: 4))
            }
            #expect(amended.message == "The policy pack is active; \"amend\" is possible from: draft.")
            let withdrawn = try await refusalOf {
                try await world.registry.withdrawPack("1", Reason("No."), Call(by: world.policy, expectedVersion: 4))
            }
            #expect(withdrawn.message == "The policy pack is active; \"withdraw\" is possible from: draft, proposed.")
            let again = try await refusalOf {
                try await world.registry.draftPack(try SamplePack.new(), Call(by: world.policy))
            }
            #expect(again.message == "Version 1 of policy pack nl/town/j is there already; it is active.")
            #expect(try await world.draft(try SamplePack.new(version: "2"))["version"] == "2")
        }
    }

    @Test func `a draft keeps its name, and one that was withdrawn may be drafted anew`() async throws {
        try await withWorld(packs: []) { world in
            _ = try await world.draft(try SamplePack.new())
            let renamed = try await refusalOf {
                try await world.registry.amendPack(
                    "1", try SamplePack.new(version: "2"), Call(by: world.policy, expectedVersion: 1))
            }
            #expect(
                renamed
                    == Refusal(
                        .badInput, "pack_keeps_its_name",
                        "The text is of policy pack nl/town/j 2, and the draft is nl/town/j 1.",
                        hint: "Draft the other version as a record of its own."))
            let withdrawn = try await world.registry.withdrawPack(
                "1", Reason("The council voted it down."), Call(by: world.policy, expectedVersion: 1)
            ).json
            #expect(withdrawn["status"] == "withdrawn")
            #expect(withdrawn["reason"] == "The council voted it down.")
            #expect(try await world.draft(try SamplePack.new())["number"] == 2)
        }
    }

    @Test func `a pack needs the pack that it builds on, and names the hash of its text`() async throws {
        try await withWorld(packs: []) { world in
            let text = try SamplePack.new { Self.extending("nl/town/base", "7", $0) }
            let unknown = try await refusalOf { try await world.registry.draftPack(text, Call(by: world.policy)) }
            #expect(
                unknown.problems.contains {
                    $0.detail.contains("Pack nl/town/base version 7, which this pack extends, was not found.")
                })
            let base = try SamplePack.new(id: "nl/town/base", version: "7")
            _ = try await world.draft(base)
            _ = try await refusalOf { try await world.registry.draftPack(text, Call(by: world.policy)) }
            _ = try await world.registry.withdrawPack("1", Reason("Anew."), Call(by: world.policy, expectedVersion: 1))
            let active = try await world.activate(base).json
            let built = try await world.draft(text)
            #expect(built["bases"]?.items?.map { $0["id"] } == ["nl/town/base", "nl/ahojgi"])
            #expect(built["bases"]?[0]?["sha256"] == active["sha256"])
        }
    }

    @Test func `a pack of another authority is as unknown as one that is nowhere`() async throws {
        try await withWorld(packs: []) { world in
            try await world.propose(try SamplePack.new())
            let other = try await World(world.test, code: "0599", packs: [])
            let unknown = try await refusalOf {
                try await other.registry.activatePack(
                    "1", PackActivation(), Call(by: other.reviewer, expectedVersion: 3))
            }
            #expect(unknown == Refusal.unknown("policy pack", "1"))
            #expect(try await other.registry.policyPacks(PackQuery(), other.policy).json["items"] == [])
            let text = try SamplePack.new { Self.extending("nl/town/j", "1", $0) }
            let base = try await refusalOf { try await other.registry.draftPack(text, Call(by: other.policy)) }
            #expect(base.code == "pack_has_problems")
        }
    }

    private static func extending(_ id: String, _ version: String, _ text: String) -> String {
        text.replacing(
            /extends: \{pack: nl\/ahojgi, version: "[^"]*"\}/, with: "extends: {pack: \(id), version: \"\(version)\"}")
    }
}

extension World {
    /// The policy officer drafts a text.
    func draft(_ text: PackText) async throws -> JSONValue {
        try await registry.draftPack(text, Call(by: policy)).json
    }

    /// Drafted, checked and proposed by the policy officer, as record 1.
    func propose(_ text: PackText) async throws {
        _ = try await draft(text)
        _ = try await registry.checkPack("1", Call(by: policy, expectedVersion: 1))
        if let refused = try await propose(pack: "1", on: 2) { throw refused }
    }

    /// The refusal with which the policy officer's proposal ends, or nil.
    func propose(pack number: String, on version: Int) async throws -> Refusal? {
        do {
            _ = try await registry.proposePack(
                number, PackProposal(validFrom: .sample("2026-01-01")), Call(by: policy, expectedVersion: version))
            return nil
        } catch let refusal as Refusal {
            return refusal
        }
    }
}
