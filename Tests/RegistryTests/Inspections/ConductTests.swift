import Policy
import Postgres
import Records
import TestSupport
import Testing

@testable import Registry

/// Conduct that an inspector states with a failed finding reaches the rules, wherever facts are made.
struct ConductTests {
    @Test func `stated conduct does not wait for the next step, and what was not stated is told`() async throws {
        try await withRules { world in
            let plain = try await world.log(1, "J", .fail)
            #expect(plain["recommendation"]?["measure"] == "closure")
            #expect(
                plain["recommendation"]?["text"]?.items?.compactMap(\.text).filter { $0.contains("(knowingly)") } == [
                    "No such conduct was stated: knowingly (knowingly). If it was part of this violation, it leads to withdrawal of the exploitation permit and of the toleration."
                ])
            let knowing = try await world.log(2, "J", .fail, ["knowingly"])
            #expect(knowing["recommendation"]?["measure"] == "withdrawal")
            let card = try await world.registry.inspection("I-2026-0002", world.officer).json
            #expect(card["findings"]?.items?.first { $0["criterion"] == "J" }?["conduct"] == ["knowingly"])
            #expect(card["findings"]?.items?.first { $0["criterion"] == "H" }?["conduct"] == [])
            #expect(try await world.replayedLines() == ["2 replayed, 0 differing"])
        }
    }

    @Test func `San Luis Obispo's barred conduct leads to revocation`() async throws {
        try await withWorld(packs: ["us/ca/san-luis-obispo"]) { world in
            let answer = try await world.log(1, "rules", .fail, ["barred_conduct"])
            #expect(answer["recommendation"]?["measure"] == "withdrawal")
        }
    }

    @Test func `every problem of stated conduct is told at once`() async throws {
        try await withRules { world in
            var new = NewInspection.sample(world.outlet, [:])
            new.findings = [
                NewFinding(criterion: "J", result: .fail, conduct: ["knowingli", "breach_of_suspension", "asleep"]),
                NewFinding(criterion: "H", result: .pass, conduct: ["knowingly"]),
                NewFinding(criterion: "A", result: .fail, conduct: ["knowingly"]),
                NewFinding(criterion: "X", result: .fail, conduct: ["knowingly"]),
            ]
            let refused = try await refusalOf { [new] in
                try await world.registry.logInspection(World.id(1), new, Call(by: world.inspector))
            }
            #expect(
                refused.problems.filter { $0.code != "unknown_criterion" } == [
                    FieldProblem(
                        "/findings/0/conduct", "unknown_conduct",
                        "The rules name no conduct \"asleep\" or \"knowingli\" for criterion J. Use one of knowingly (knowingly), again (once more on one day). Did you mean knowingly? \"breach_of_suspension\" is not stated: it follows from the measures that run on the day of the inspection. Leave it out."
                    ),
                    FieldProblem(
                        "/findings/1/conduct", "conduct_of_no_failure",
                        "The finding for H is pass, so it has no conduct (knowingly). Leave it out, or correct the result."
                    ),
                    FieldProblem(
                        "/findings/2/conduct", "unknown_conduct",
                        "The rules name no conduct \"knowingly\" for criterion A. Leave it out; a note keeps what was seen."
                    ),
                ])
            #expect(
                refused.problems.filter { $0.code == "unknown_criterion" }.map(\.pointer) == ["/findings/3/criterion"])
            #expect(try await world.count("registry.inspection", "registry.finding") == 0)
        }
    }

    @Test func `conduct that one of two packs knows can be stated`() async throws {
        try await withRules { world in
            try await world.activate("nl/amsterdam/two-step", beside: "Both judge for the sake of the test.")
            let answer = try await world.log(1, "J", .fail, ["knowingly"])
            #expect(answer["recommendation"]?["measure"] == "warning")
            #expect(answer["furtherRecommendations"]?[0]?["measure"] == "withdrawal")
        }
    }

    @Test func `the same inspection sent again may name its conduct in another order, and no other conduct`()
        async throws
    {
        try await withRules { world in
            try await world.log(1, "J", .fail, ["knowingly", "again"])
            let repeated = try await world.log(1, "J", .fail, ["again", "knowingly", "again"])
            #expect(repeated["reference"] == "I-2026-0001")
            let refused = try await refusalOf { try await world.log(1, "J", .fail, ["knowingly"]) }
            #expect(refused.code == "inspection_id_reused")
        }
    }

    @Test func `a correction that states conduct asks the rules again, and so does one that takes it back`()
        async throws
    {
        try await withRules { world in
            try await world.log(1, "J", .fail)
            let stated = try await world.correct("J", .fail, ["knowingly"])
            #expect(
                stated["effects"]?["recommended"] == [
                    [
                        "id": 2, "pack": "nl/town/j", "measure": "withdrawal", "personDecides": false, "replaces": 1,
                    ]
                ])
            #expect(stated["corrections"]?[0]?["conduct"] == ["knowingly"])
            let again = try await refusalOf { try await world.correct("J", .fail, ["knowingly"]) }
            #expect(again.code == "nothing_to_correct")
            let back = try await world.correct("J", .fail, [])
            #expect(back["effects"]?["recommended"]?[0]?["measure"] == "closure")
            #expect(back["findings"]?.items?.first { $0["criterion"] == "J" }?["conduct"] == [])
            #expect(try await world.replayedLines() == ["3 replayed, 0 differing"])
        }
    }

    @Test func `in a closed case stated conduct opens a new one, and conduct taken back does not`() async throws {
        try await withRules { world in
            try await world.log(1, "J", .fail)
            try await world.spare()
            try await world.close(by: world.reviewer)
            let stated = try await world.correct("J", .fail, ["knowingly"])
            #expect(stated["effects"]?["opened"] == true)
            #expect(stated["effects"]?["case"] == "C-2026-0002")
            try await world.spare("C-2026-0002")
            try await world.close("C-2026-0002", by: world.reviewer)
            let back = try await world.correct("J", .fail, [])
            #expect(back["effects"]?["recommended"] == [])
            #expect(back["effects"]?["opened"] == false)
        }
    }

    @Test func `the card of a pack lists the conduct that can be stated, and for which criteria`() async throws {
        try await withRules { world in
            let card = try await world.registry.policyPack("1", world.officer).json
            #expect(
                card["conduct"] == [
                    ["conduct": "knowingly", "name": "knowingly", "criteria": ["J"]],
                    ["conduct": "again", "name": "once more on one day", "criteria": ["J"]],
                ])
        }
    }

    @Test func `conduct that follows from other facts is not stated`() async throws {
        try await withRules { world in
            let refused = try await refusalOf { try await world.log(1, "J", .fail, ["breach_of_suspension"]) }
            #expect(
                refused.problems == [
                    FieldProblem(
                        "/findings/1/conduct", "derived_conduct",
                        "\"breach_of_suspension\" is not stated: it follows from the measures that run on the day of the inspection. Leave it out."
                    )
                ])
        }
    }

    @Test func `a correction names conduct that the rules don't know`() async throws {
        try await withRules { world in
            try await world.log(1, "J", .fail)
            let refused = try await refusalOf { try await world.correct("J", .pass, ["knowingly"]) }
            #expect(
                refused.problems == [
                    FieldProblem(
                        "/conduct", "conduct_of_no_failure",
                        "The finding for J is pass, so it has no conduct (knowingly). Leave it out, or correct the result."
                    )
                ])
        }
    }

    @Test func `a back-test and a recommendation that is computed again are told the same conduct`() async throws {
        try await withRules { world in
            try await world.log(1, "J", .fail, ["again", "knowingly"])
            try await world.log(2, "J", .fail)
            _ = try await world.registry.correctFinding(
                of: "I-2026-0002",
                InspectionCorrection(
                    finding: NewFinding(criterion: "J", result: .fail, conduct: ["again"]),
                    reason: "The seller said so."),
                Call(by: world.inspector))
            for (name, conduct) in [("I-2026-0001", ["again", "knowingly"]), ("I-2026-0002", ["again"])] {
                let facts = try #require(try await world.facts(name))
                #expect(facts.findings.map(\.conduct) == [conduct])
                #expect(try await facts == world.factsAskedAgain(name))
            }
        }
    }

    @Test func `the export of inspections has the conduct as it holds now`() async throws {
        try await withRules { world in
            try await world.log(1, "J", .fail, ["knowingly", "again"])
            let (stream, sink) = AsyncStream<[UInt8]>.makeStream()
            try await world.registry.export(.inspections, .csv, world.policy) { sink.yield($0) }
            sink.finish()
            let lines = String(decoding: await stream.reduce(into: []) { $0 += $1 }, as: UTF8.self).split(
                separator: "\r\n")
            #expect(lines[0].contains(",measured,conduct,corrected,"))
            #expect(lines[1].contains(",\"J=again,knowingly\","))
        }
    }

    /// Leeuwarden's ladder with conduct of its own for J.
    private func withRules(_ body: @escaping @Sendable (World) async throws -> Void) async throws {
        try await withWorld(packs: [], packShelf: try .withoutProof()) { world in
            var text = try SamplePack.counting()
            text.text = text.text.replacing(
                "    steps:\n",
                with: """
                        skips:
                          knowingly: {name: {en: knowingly}, to: 3, source: arrangement}
                          again: {name: {en: once more on one day}, to: 1, source: arrangement}
                          breach_of_suspension: {name: {en: selling while suspended}, to: 3, source: arrangement}
                        steps:

                    """)
            text.examples = nil
            try await world.activate(text)
            try await body(world)
        }
    }
}

extension World {
    /// Logs an inspection in which one criterion was looked at beside H.
    @discardableResult
    fileprivate func log(
        _ number: Int, _ criterion: String, _ result: FindingResult, _ conduct: [String] = []
    ) async throws -> JSONValue {
        var new = NewInspection.sample(outlet, criterion == "J" ? ["H": .pass] : [:])
        new.findings.append(NewFinding(criterion: criterion, result: result, conduct: conduct))
        return try await registry.logInspection(Self.id(number), new, Call(by: inspector)).json
    }

    @discardableResult
    fileprivate func correct(_ criterion: String, _ result: FindingResult, _ conduct: [String]) async throws
        -> JSONValue
    {
        let correction = InspectionCorrection(
            finding: NewFinding(criterion: criterion, result: result, conduct: conduct),
            reason: "The seller has said so.")
        return try await registry.correctFinding(of: "I-2026-0001", correction, Call(by: inspector)).json
    }
}
