import Policy
import Records
import Testing

@testable import Registry

/// What an outlet's card says beside its roles, its licence and its last inspections.
struct OutletCardTests {
    @Test func `an outlet says how many nuisance reports are claimed for it`() async throws {
        try await withWorld { world in
            let before = try await world.registry.outlet(world.outlet, world.officer).json
            #expect([before["nuisanceReports"], before["earlierRecords"], before["lastEarlierRecords"]] == [0, 0, []])
            for _ in 1...2 { _ = try await world.registry.receiveNuisanceReport(.sample, Call(by: world.intake)) }
            let claim = NewAttribution(outlet: world.outlet, reason: "Its customers park there.")
            _ = try await world.registry.proposeAttribution(of: "N-2026-0001", claim, Call(by: world.officer))
            #expect(try await world.registry.outlet(world.outlet, world.officer).json["nuisanceReports"] == 1)
        }
    }

    @Test func `an outlet shows the violations that the former system has of it, a case with penalties once`()
        async throws
    {
        try await withTown { town in
            try await town.importSample()
            let list = try await town.registry.outlets(OutletQuery(), Page(), town.officer).json["items"]?.items ?? []
            var counts: [Int] = []
            for outlet in list {
                let card = try await town.registry.outlet(outlet["reference"]?.text ?? "", town.officer).json
                let last = card["lastEarlierRecords"]?.items ?? []
                let count = card["earlierRecords"]?.wholeNumber ?? -1
                #expect(last.count == min(count, 5))
                let days = last.compactMap { $0["day"]?.text }
                #expect(days.count == last.count && days == days.sorted(by: >))
                #expect(last.allSatisfy { $0["caseNumber"]?.text != nil && $0["standing"]?.text != nil })
                counts.append(count)
            }
            let signed = [town.registry.signer.statement(for: town.officer)]
            let counted: Int = try await town.database.read(signed) {
                try $0.one(
                    """
                    SELECT count(*) FROM registry.earlier_event AS e
                    JOIN registry.outlet_licence_number AS n ON n.licence_number = e.licence_number
                    """)
            }
            #expect(counts.reduce(0, +) == counted && counted > 5)
        }
    }

    @Test func `a closure that runs stands on the card, and access to the premises is told when it is logged`()
        async throws
    {
        try await withWorld { world in
            #expect(try await world.registry.outlet(world.outlet, world.inspector).json["running"] == [])
            let (first, end) = (try await world.day(-3), try await world.day(30))
            let action = try await world.issued(.closure, from: first, until: end)
            #expect(
                try await world.registry.outlet(world.outlet, world.inspector).json["running"] == [
                    ["action": .string(action), "kind": "closure", "startsOn": .string(first), "endsOn": .string(end)]
                ])
            let yesterday = try await world.day(-1)
            let warnings: JSONValue = [
                [
                    "code": "measure_running", "inspection": "I-2026-0002",
                    "text":
                        "There was access while a closure ran against this outlet. If it was open for selling, tell an officer: that is told by no finding unless the rules have one for it.",
                ]
            ]
            #expect(try await world.inspect(2, on: yesterday)["warnings"] == warnings)
            #expect(try await world.inspect(2, on: yesterday)["warnings"] == warnings, "the same, sent again")
            #expect(try await world.inspect(3, on: "2026-08-01")["warnings"] == [])
        }
    }

    @Test func `a withdrawn licence stands on the card until another one follows it`() async throws {
        try await withWorld { world in
            let licence = try await world.licence()
            let until = try await world.day(7)
            let action = try await world.issued(.withdrawal, from: "2026-10-01", until: until)
            #expect(try await world.registry.outlet(world.outlet, world.inspector).json["withdrawnLicence"] == .null)
            try await world.withdrawing(licence, action)
            let card = try await world.registry.outlet(world.outlet, world.inspector).json
            #expect(card["licence"] == .null)
            #expect(
                card["withdrawnLicence"] == [
                    "reference": .string(licence), "withdrawnFrom": "2026-10-01", "withdrawnUntil": .string(until),
                ])
        }
    }

    @Test func `who operated an outlet before stands on its card, and by name in what happened there`() async throws {
        try await withWorld { world in
            let party =
                try await world.registry.registerParty(
                    NewParty(kind: .natural, name: "O. Perator"), Call(by: world.officer)
                ).json["reference"]?.text ?? ""
            let role = NewPartyRole(party: party, role: .operator, validFrom: .sample("2020-01-01"))
            let begun = try await world.registry.beginRole(at: world.outlet, role, Call(by: world.officer)).json
            #expect(try await world.registry.outlet(world.outlet, world.inspector).json["formerOperators"] == [])
            _ = try await world.registry.endRole(
                at: world.outlet, "\(begun["id"]?.wholeNumber ?? 0)", RoleEnd(on: .sample("2026-02-01")),
                Call(by: world.officer, expectedVersion: 1))
            #expect(
                try await world.registry.outlet(world.outlet, world.inspector).json["formerOperators"] == [
                    ["party": .string(party), "name": "O. Perator", "validFrom": "2020-01-01", "endsOn": "2026-02-01"]
                ])
            let events = try await world.registry.timeline(world.outlet, world.inspector).json["items"]?.items ?? []
            let told = events.filter { $0["object"] == "party_role" }.map { event in
                ["what", "reference", "was", "became"].map { event[$0]?.text ?? "-" }.joined(separator: "|")
            }
            #expect(told == ["end|operator \(party)|O. Perator|-", "begin|operator \(party)|-|O. Perator"])
        }
    }
}
