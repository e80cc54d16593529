import Policy
import PolicyPacks
import Records
import TestSupport
import Testing

@testable import Registry

@Suite struct InspectionRefusalTests {
    @Test func `all problems of the findings are told at once`() async throws {
        try await withWorld { world in
            var new = NewInspection.sample(world.outlet, [:])
            new.findings = [
                NewFinding(criterion: "X", result: .fail), NewFinding(criterion: "G", result: .fail),
                NewFinding(criterion: "J", result: .pass), NewFinding(criterion: "J", result: .pass),
            ]
            let found = try await refused(new, world)
            #expect(found.message == "3 fields need attention.")
            #expect(
                found.problems == [
                    FieldProblem(
                        "/findings/0/criterion", "unknown_criterion",
                        "Pack nl/amsterdam/two-step has no criterion \"X\". Use one of A, H, O, J, G, I."),
                    FieldProblem(
                        "/findings/1/value", "missing_value",
                        "A failed finding for G needs the measured value. Add value and unit: g (sold to one person in one outlet on one day) or g_stock (trading stock)."
                    ),
                    FieldProblem(
                        "/findings/3/criterion", "duplicate_criterion",
                        "Criterion J appears twice in one inspection. Keep one finding."),
                ])
            #expect(try await world.count("registry.inspection", "registry.finding") == 0)
        }
    }

    @Test func `an inspection in the future is refused`() async throws {
        try await withWorld { world in
            let found = try await refused(.sample(world.outlet, [:], on: "2096-01-01"), world)
            #expect(found.problems.map(\.pointer) == ["/startedAt"])
            #expect(found.problems[0].detail.hasPrefix("The inspection would be at 2096-01-01 13:00; it is 2"))
            #expect(found.problems[0].detail.hasSuffix(" now. Log it when it has taken place, or correct the time."))
        }
    }

    @Test(arguments: ["0001-01-01", "2016-01-01"])
    func `an inspection of more than ten years ago is refused`(day: String) async throws {
        try await withWorld { world in
            let found = try await refused(.sample(world.outlet, [:], on: day), world)
            #expect(
                found.problems == [
                    FieldProblem(
                        "/startedAt", "too_long_ago",
                        "The inspection would be of \(day), more than 10 years ago. Correct the time.")
                ])
        }
    }

    @Test func `a value of more decimals or digits than are kept is told, and none is rounded`() async throws {
        try await withWorld { world in
            func finding(_ value: Double) -> NewFinding {
                NewFinding(criterion: "G", result: .fail, value: value, unit: "g")
            }
            func problem(_ pointer: String, _ value: String) -> FieldProblem {
                FieldProblem(
                    pointer, "too_many_digits",
                    "The value for G is \(value); at most 6 decimals and 12 digits are kept. Round it as the instrument does."
                )
            }
            for (value, text) in [
                (6.123456789012345678, "6.123456789012345"), (1_234_567.123456, "1234567.123456"), (1e20, "1e+20"),
            ] {
                var new = NewInspection.sample(world.outlet, [:])
                new.findings = [finding(value)]
                #expect(try await refused(new, world).problems == [problem("/findings/0/value", text)])
            }
            var new = NewInspection.sample(world.outlet, [:])
            new.findings = [finding(123456.123457)]
            _ = try await world.registry.logInspection(World.id(1), new, Call(by: world.inspector))
            let card = try await world.registry.inspection("I-2026-0001", world.officer).json
            #expect(card["findings"]?.items?.first { $0["criterion"] == "G" }?["value"] == 123456.123457)
            let correction = InspectionCorrection(finding: finding(6.1234567), reason: "The scale was misread.")
            let corrected = try await refusalOf {
                try await world.registry.correctFinding(of: "I-2026-0001", correction, Call(by: world.inspector))
            }
            #expect(corrected.problems == [problem("/value", "6.1234567")])
        }
    }

    @Test func `an end before the start and a second inspector nobody knows are told together`() async throws {
        try await withWorld { world in
            var new = NewInspection.sample(world.outlet, ["J": .pass])
            new.endedAt = Instant(text: "2026-10-01T11:00:00Z")
            new.secondInspector = "nobody"
            let found = try await refused(new, world)
            #expect(
                found.problems == [
                    FieldProblem(
                        "/endedAt", "before_the_start",
                        "The inspection would end 60 minutes before it starts. Correct one of the times."
                    ),
                    FieldProblem(
                        "/secondInspector", "unknown_person",
                        "Nobody here signs in as \"nobody\". Write the login of the second inspector, or leave it out."),
                ])
        }
    }

    @Test func `an inspection lasts a day at most, and who is second inspector inspects`() async throws {
        try await withWorld { world in
            var new = NewInspection.sample(world.outlet, ["J": .pass])
            new.endedAt = new.startedAt.adding(seconds: 4 * 24 * 3600)
            #expect(
                try await refused(new, world).problems == [
                    FieldProblem(
                        "/endedAt", "too_long",
                        "The inspection would last 96 hours; one lasts 24 hours at most. Correct one of the times.")
                ])
            (new.endedAt, new.secondInspector) = (nil, "paul")
            let found = try await refused(new, world)
            #expect(found.code == "second_inspector_inspects")
            #expect(
                found.message == "Paul Policy never had the role inspector or officer, so is no second inspector.")
            #expect(found.hint == "Name who was there as inspector, or leave it out.")
        }
    }

    @Test func `the second inspector is another person, however many accounts the first one has`() async throws {
        try await withWorld { world in
            _ = try await world.seed.account("ilse2", of: world.inspector, by: world.administrator)
            var new = NewInspection.sample(world.outlet, ["J": .pass])
            new.secondInspector = "ilse2"
            let found = try await refused(new, world)
            #expect(
                found.problems.map(\.detail) == [
                    "\"ilse2\" is your own login, and you are the first inspector. Name somebody else, or leave it out."
                ])
        }
    }

    @Test func `without access there are no findings`() async throws {
        try await withWorld { world in
            var new = NewInspection.sample(world.outlet, ["J": .pass])
            new.outcome = .nobodyThere
            let found = try await refused(new, world)
            #expect(
                found.problems.map(\.detail) == [
                    "The outcome is nobody_there, so nothing was found. Leave the findings out, or change the outcome to access."
                ])
        }
    }

    @Test func `another inspection under the same id is refused`() async throws {
        try await withWorld { world in
            try await world.inspect(1)
            let found = try await refused(.sample(world.outlet, ["J": .pass]), world)
            #expect(found.kind == .conflict)
            #expect(
                found.message
                    == "The id \(World.id(1)) was used for inspection I-2026-0001, with other content or by somebody else."
            )
            #expect(
                found.hint == "Make a new id for another inspection; to change what was found, record a correction.")
        }
    }

    @Test func `an id that is not a UUID of version 7 is refused`() async throws {
        try await withWorld { world in
            let found = try await refusalOf {
                try await world.registry.logInspection(
                    "01936f2e-7c1a-4b3e-8f00-000000000001", .sample(world.outlet, [:]), Call(by: world.inspector))
            }
            #expect(
                found.problems.map(\.detail) == [
                    "\"01936f2e-7c1a-4b3e-8f00-000000000001\" is not a UUID of version 7, like 01936f2e-7c1a-7b3e-8f00-1c2d3e4f5a6b. Make one for each inspection."
                ])
        }
    }

    @Test func `a closed outlet takes late inspections of days before the closing, and no others`() async throws {
        try await withWorld { world in
            let end = DatedReason(on: LocalDate("2026-10-01")!, reason: "The holder stopped.")
            _ = try await world.registry.closeOutlet(world.outlet, end, Call(by: world.officer, expectedVersion: 1))
            let found = try await refused(.sample(world.outlet, ["J": .pass]), world)
            #expect(
                found.message == "Outlet \(world.outlet) is closed since 2026-10-01; the inspection is of 2026-10-01.")
            #expect(found.hint == "Reopen the outlet if there is selling at the premises again.")
            #expect(found.detail == "Inspections of days before the closing are still taken.")
            #expect(try await world.inspect(2, on: "2026-09-30")["reference"] == "I-2026-0001")
        }
    }

    @Test func `without an active pack findings can't be checked`() async throws {
        try await withWorld(packs: []) { world in
            let found = try await refused(.sample(world.outlet, ["J": .pass]), world)
            #expect(found.kind == .notPossibleNow)
            #expect(found.message == "No policy pack is active on 2026-10-01, so the findings can't be checked.")
            #expect(
                found.hint
                    == "Have policy staff propose one that governs from that day or earlier, and another person activate it."
            )
        }
    }

    @Test func `an active pack that this program can't read is told with the reason`() async throws {
        try await withWorld { world in
            let other = PackShelf { text, _ in
                let remark = PackRemark(file: text.file, line: 9, message: "The key \"ladders\" is not known.")
                return PackShelf.Reading(pack: nil, bases: [], report: PackReport(sha256: "", problems: [remark]))
            }
            let bare = Registry(database: world.test.service, contextKey: world.test.contextKey, packs: other)
            let found = try await refusalOf {
                try await bare.logInspection(
                    World.id(1), .sample(world.outlet, ["J": .pass]), Call(by: world.inspector))
            }
            #expect(
                found
                    == Refusal(
                        .notPossibleNow, "pack_not_readable",
                        "This program can't read the active policy pack nl/amsterdam/two-step 2018-2019.",
                        detail: "nl/amsterdam/two-step.yaml:9: The key \"ladders\" is not known.",
                        hint:
                            "Run a version of the program that reads it, or have another version of the pack activated."
                    ))
        }
    }

    @Test func `a unit without its value is told`() async throws {
        try await withWorld { world in
            var new = NewInspection.sample(world.outlet, [:])
            new.findings = [NewFinding(criterion: "J", result: .pass, unit: "g")]
            let found = try await refused(new, world)
            #expect(
                found.problems.filter { $0.code == "unit_without_value" } == [
                    FieldProblem(
                        "/findings/0/unit", "unit_without_value",
                        "The finding for J has the unit \"g\" and no value. Give both or neither.")
                ])
        }
    }

    @Test func `an outlet of another jurisdiction is as unknown as one that is nowhere`() async throws {
        try await withWorld { world in
            let other = try await World(world.test, code: "0599")
            let found = try await refused(.sample(other.outlet, [:]), world)
            var unknown = Refusal.unknown("outlet", other.outlet)
            unknown.problems = [FieldProblem("/outlet", "unknown_outlet", unknown.message)]
            #expect(found == unknown)
            #expect(found.message == "There is no outlet \(other.outlet).")
        }
    }

    @Test func `who is neither inspector nor officer logs nothing`() async throws {
        try await withWorld { world in
            let found = try await refusalOf {
                try await world.registry.logInspection(
                    World.id(1), .sample(world.outlet, ["J": .pass]), Call(by: world.reviewer))
            }
            #expect(found.kind == .notAllowed)
            #expect(found.message == "To log this inspection the role inspector or officer is needed.")
        }
    }

    private func refused(_ new: NewInspection, _ world: World) async throws -> Refusal {
        try await refusalOf { try await world.registry.logInspection(World.id(1), new, Call(by: world.inspector)) }
    }
}
