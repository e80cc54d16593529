import Policy
import Records
import Testing

@testable import Registry

@Suite struct LogInspectionTests {
    @Test func `a failed criterion alleges a violation, opens a case and recommends`() async throws {
        try await withWorld { world in
            let answer = try await world.registry.logInspection(
                World.id(1), .sample(world.outlet, ["J": .fail, "O": .pass]), Call(by: world.inspector))
            let json = try answer.json
            #expect(answer.status == 201)
            #expect(answer.location == "/v1/inspections/\(World.id(1))")
            #expect(json["reference"] == "I-2026-0001")
            #expect(json["outlet"] == .string(world.outlet))
            #expect(json["day"] == "2026-10-01")
            #expect(json["case"] == "C-2026-0001")
            #expect(json["violations"]?[0]?["criterion"] == "J")
            #expect(json["recommendation"]?["measure"] == "warning")
            #expect(json["recommendation"]?["personDecides"] == false)
            #expect(json["recommendation"]?["text"]?[1] == "The rules recommend: a warning letter.")
            #expect(json["next"] == ["act": "decide", "reference": "C-2026-0001", "role": "officer"])
        }
    }

    @Test func `an inspection without a failed criterion makes no case`() async throws {
        try await withWorld { world in
            let json = try await world.inspect(1, failed: [])
            #expect(json["case"] == .null)
            #expect(json["recommendation"] == .null)
            #expect(json["violations"] == [])
            let cases = try await world.registry.cases(CaseQuery(), Page(), world.officer)
            #expect(String(decoding: cases.body, as: UTF8.self) == #"{"items":[],"next":null}"#)
        }
    }

    @Test func `access in which nothing was checked is told, also when it is sent again`() async throws {
        try await withWorld { world in
            let warnings: JSONValue = [
                [
                    "code": "nothing_checked", "inspection": "I-2026-0001",
                    "text":
                        "There was access, and no criterion was checked: every one is kept as not checked, which is never compliance.",
                ]
            ]
            for status in [201, 200] {
                let answer = try await world.registry.logInspection(
                    World.id(1), .sample(world.outlet, [:]), Call(by: world.inspector))
                #expect(answer.status == status)
                #expect(try answer.json["warnings"] == warnings)
            }
            var closed = NewInspection.sample(world.outlet, [:], on: "2026-10-02")
            closed.outcome = .nobodyThere
            let answer = try await world.registry.logInspection(World.id(2), closed, Call(by: world.inspector))
            #expect(try answer.json["warnings"] == JSONValue.array([]))
        }
    }

    @Test func `a device clock that can't be right is told, and one that sent late is not`() async throws {
        try await withWorld { world in
            func warnings(_ number: Int, _ deviceTime: String) async throws -> [JSONValue] {
                var new = NewInspection.sample(world.outlet, ["J": .pass], on: "2026-10-0\(number)")
                new.deviceTime = Instant(text: deviceTime)
                let call = Call(by: world.inspector)
                let first = try await world.registry.logInspection(World.id(number), new, call).json["warnings"]
                let again = try await world.registry.logInspection(World.id(number), new, call).json["warnings"]
                #expect(first?.items?.map { $0["code"] } == again?.items?.map { $0["code"] })
                return first?.items ?? []
            }
            #expect(try await warnings(1, "2026-10-01T12:30:00Z") == [])
            let ahead = try await warnings(2, "2999-01-01T00:00:00Z")
            #expect(ahead.map { $0["code"] } == ["device_clock"] && ahead.map { $0["inspection"] } == ["I-2026-0002"])
            let text = ahead.first?["text"]?.text ?? ""
            #expect(text.hasPrefix("The clock of the device said 2999-01-01T00:00:00Z when this was logged, "))
            #expect(
                text.hasSuffix(
                    " days later than the server received it. Set the clock, and see whether the times of the inspection are right."
                ))
            #expect(
                try await warnings(3, "2026-09-30T12:00:00Z") == [
                    [
                        "code": "device_clock", "inspection": "I-2026-0003",
                        "text":
                            "The clock of the device said 2026-09-30T12:00:00Z when this was logged, 3 days before the inspection began. Set the clock, and see whether the times of the inspection are right.",
                    ]
                ])
        }
    }

    @Test func `the edges of a device's clock`() {
        let start = Instant(text: "2026-10-01T11:00:00Z")!
        let received = start.adding(seconds: 3600)
        func isTold(_ device: Instant) -> Bool {
            DeviceClock(device, inspection: "I-2026-0001", startedAt: start, recordedAt: received) != nil
        }
        #expect(!isTold(received.adding(seconds: 600)) && isTold(received.adding(seconds: 601)))
        #expect(!isTold(start.adding(seconds: -86_400)) && isTold(start.adding(seconds: -86_401)))
        #expect(DeviceClock(nil, inspection: "I-2026-0001", startedAt: start, recordedAt: received) == nil)
    }

    @Test func `every criterion has a finding, and one that the inspector left out was not checked`() async throws {
        try await withWorld { world in
            _ = try await world.registry.logInspection(
                World.id(1), .sample(world.outlet, ["H": .pass, "J": .fail]), Call(by: world.inspector))
            let card = try await world.registry.inspection("I-2026-0001", world.officer).json
            let found = card["findings"]?.items?.map { "\($0["criterion"]?.text ?? "") \($0["result"]?.text ?? "")" }
            #expect(
                found == [
                    "A not_checked", "G not_checked", "H pass", "I not_checked", "J fail", "O not_checked",
                ])
            let advice = try await world.registry.recommendation(1, language: .english, world.officer).json
            #expect(
                advice["explanation"]?.items?.last
                    == "Criteria that were not checked, and so are not known to be met: A, G, I, O.")
            _ = try await world.registry.logInspection(
                World.id(2), .sample(world.outlet, [:]), Call(by: world.inspector))
            let empty = try await world.registry.inspection("I-2026-0002", world.officer).json
            #expect(Set(empty["findings"]?.items?.map { $0["result"]?.text ?? "" } ?? []) == ["not_checked"])
        }
    }

    @Test func `the packs are told who operated the outlet when, and what an earlier violation led to`() async throws {
        try await withWorld { world in
            func operate(_ name: String, from: String, until: String?) async throws -> JSONValue {
                let party = try await world.registry.registerParty(
                    NewParty(kind: .legal, name: name), Call(by: world.officer)
                ).json["reference"]
                let role = try await world.registry.beginRole(
                    at: world.outlet,
                    NewPartyRole(party: party?.text ?? "", role: .operator, validFrom: LocalDate(from)!),
                    Call(by: world.officer)
                ).json
                if let until {
                    _ = try await world.registry.endRole(
                        at: world.outlet, "\(role["id"]?.wholeNumber ?? 0)",
                        RoleEnd(on: LocalDate(until)!, reason: "Sold."), Call(by: world.officer, expectedVersion: 1))
                }
                return party ?? .null
            }
            let first = try await operate("Old B.V.", from: "2020-01-01", until: "2026-10-02")
            let second = try await operate("New B.V.", from: "2026-10-02", until: nil)
            let action = try await world.proposed()
            _ = try await world.registry.issueAction(action, Call(by: world.reviewer, expectedVersion: 2))
            let later = try await world.inspect(2, on: "2026-10-02")
            let id = try #require(later["recommendation"]?["id"]?.wholeNumber)
            let facts = try await world.registry.recommendation(id, language: .english, world.officer).json["facts"]
            #expect(facts?["operator"] == second)
            #expect(facts?["history"]?[0]?["operator"] == first)
            #expect(facts?["history"]?[0]?["measure"] == "warning")
        }
    }

    @Test func `a second inspection with a failed criterion goes into the open case`() async throws {
        try await withWorld { world in
            try await world.inspect(1)
            let second = try await world.inspect(2, on: "2026-10-02")
            #expect(second["case"] == "C-2026-0001")
            #expect(second["reference"] == "I-2026-0002")
        }
    }

    @Test func `several packs each recommend about the criteria they have a ladder for`() async throws {
        try await withWorld(packs: ["nl/leeuwarden/j", "nl/dordrecht/o"]) { world in
            let json = try await world.inspect(1, failed: ["J", "O"])
            #expect(json["recommendation"]?["pack"] == "nl/dordrecht/o")
            #expect(json["furtherRecommendations"]?[0]?["pack"] == "nl/leeuwarden/j")
            #expect(json["furtherRecommendations"]?[0]?["measure"] == "closure")
            #expect(json["furtherRecommendations"]?.items?.count == 1)
        }
    }

    @Test func `where packs judge the same criterion differently, the answer says so`() async throws {
        try await withWorld { world in
            try await world.activate("nl/leeuwarden/j", beside: "The two are compared until the council has chosen.")
            let json = try await world.inspect(1, failed: ["A", "J"])
            #expect(
                json["differences"] == [
                    [
                        "criterion": "J",
                        "packs": [
                            ["pack": "nl/amsterdam/two-step", "outcome": "a warning letter"],
                            ["pack": "nl/leeuwarden/j", "outcome": "closure for 3 months"],
                        ],
                    ]
                ])
        }
    }

    @Test func `the same inspection sent again gives the same answer`() async throws {
        try await withWorld { world in
            let new = NewInspection.sample(world.outlet, ["J": .fail, "O": .pass])
            let first = try await world.registry.logInspection(World.id(1), new, Call(by: world.inspector))
            let again = try await world.registry.logInspection(World.id(1), new, Call(by: world.inspector))
            #expect(again.status == 200)
            #expect(again.body == first.body)
        }
    }

    @Test func `the same inspection sent 8 times at once is stored once`() async throws {
        try await withWorld { world in
            let new = NewInspection.sample(world.outlet, ["J": .fail])
            let answers = try await withThrowingTaskGroup(of: Answer.self) { group in
                for _ in 0..<8 {
                    group.addTask {
                        try await world.registry.logInspection(World.id(1), new, Call(by: world.inspector))
                    }
                }
                return try await group.reduce(into: [Answer]()) { $0.append($1) }
            }
            #expect(answers.map(\.status).sorted() == [200, 200, 200, 200, 200, 200, 200, 201])
            #expect(Set(answers.map(\.body)).count == 1)
            let list = try await world.registry.inspections(InspectionQuery(), Page(), world.officer)
            #expect(try list.json["items"]?.items?.count == 1)
        }
    }

    @Test func `a dry run answers in full and stores nothing`() async throws {
        try await withWorld { world in
            let answer = try await world.registry.logInspection(
                World.id(1), .sample(world.outlet, ["J": .fail]), Call(by: world.inspector, dryRun: true))
            #expect(try answer.json["recommendation"]?["measure"] == "warning")
            let missing = try await refusalOf { try await world.registry.inspection(World.id(1), world.officer) }
            #expect(missing.code == "unknown_inspection")
            #expect(try await world.count("registry.violation", "registry.case_file", "registry.recommendation") == 0)
        }
    }
}
