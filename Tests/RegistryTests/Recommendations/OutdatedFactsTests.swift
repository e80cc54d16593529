import Policy
import Records
import Testing

@testable import Registry

/// What was recommended before an earlier violation was established is not followed as it is.
struct OutdatedFactsTests {
    @Test func `issuing an action lists what waits and doesn't know what it has established`() async throws {
        try await withWorld { world in
            try await world.inspect(1)
            try await world.inspect(2, on: "2026-10-02")
            let issued = try await world.issued(on: 1)
            #expect(
                issued["outdated"] == [
                    [
                        "recommendation": 2, "case": "C-2026-0001", "outlet": .string(world.outlet),
                        "inspection": "I-2026-0002", "day": "2026-10-02", "pack": "nl/amsterdam/two-step",
                        "measure": "warning", "text": "a warning letter",
                        "changes": ["the violation of J in I-2026-0001 was alleged and is established now"],
                        "next": [
                            "act": "recompute", "reference": "C-2026-0001", "role": "officer",
                            "inspection": "I-2026-0002",
                        ],
                    ]
                ])
            let found = try await refusalOf { try await world.follow("C-2026-0001") }
            #expect(
                found
                    == Refusal(
                        .notPossibleNow, "what_is_followed_knows_what_stands",
                        "Recommendation 2 rests on what has changed since, so it is not followed: the violation of J in I-2026-0001 was alleged and is established now.",
                        hint:
                            "Ask the rules again about its inspection (recommendation recompute), and decide on what they say then; or depart, with reasons."
                    ))
            let again = try await world.registry.recommendAgain(
                in: "C-2026-0001", inspection: "I-2026-0002", Call(by: world.officer)
            ).json
            #expect(again["personDecides"] == true)
        }
    }

    @Test func `an earlier visit that is logged later is told, and the rules asked again know it`() async throws {
        try await withWorld { world in
            try await world.inspect(1, on: "2026-10-02")
            try await world.inspect(2, on: "2026-10-01")
            let change = "the violation of J in I-2026-0002 of 2026-10-01 was not known and is alleged now"
            #expect(try await world.outdated(1) == [change])
            #expect(try await world.outdated(2) == [])
            let file = try await world.registry.caseFile("C-2026-0001", world.officer).json
            #expect(file["recommendations"]?.items?.map { $0["outdated"] } == [[.string(change)], []])
            let due = try await world.registry.today(world.officer).json["items"]?.items ?? []
            #expect(due.map { $0["what"] } == ["recompute", "decide"])
            #expect(
                due.first?["about"]
                    == .string(
                        "warning: I-2026-0001 of 2026-10-02, unannounced, by nl/amsterdam/two-step; "
                            + "the facts changed since: \(change)"))
            let found = try await refusalOf {
                let follow = NewDecision(recommendation: 1, choice: .follow)
                return try await world.registry.decide(in: "C-2026-0001", follow, Call(by: world.officer))
            }
            #expect(
                found.message
                    == "Recommendation 1 rests on what has changed since, so it is not followed: \(change).")
            let again = try await world.registry.recommendAgain(
                in: "C-2026-0001", inspection: "I-2026-0001", Call(by: world.officer)
            ).json
            #expect(again["outdated"] == [])
            #expect(try await world.outdated(1) == [], "it is replaced, and waits no more")
        }
    }

    @Test func `a correction and a revocation are told to what counted the violation`() async throws {
        try await withWorld { world in
            try await world.inspect(1)
            try await world.inspect(2, on: "2026-10-02")
            try await world.correct("J", .pass)
            #expect(
                try await world.outdated(2) == ["the violation of J in I-2026-0001 was alleged and is set aside now"])
        }
        try await withWorld { world in
            try await world.inspect(1)
            _ = try await world.issued(on: 1)
            try await world.inspect(2, on: "2026-10-02")
            #expect(try await world.outdated(2) == [])
            _ = try await world.registry.revokeAction(
                "A-2026-0001", Reason("Objection upheld."), Call(by: world.reviewer, expectedVersion: 3))
            #expect(
                try await world.outdated(2)
                    == ["the violation of J in I-2026-0001 was established and is set aside now"])
        }
    }

    @Test func `a measured value that was corrected is told, although the finding still fails`() async throws {
        try await withWorld { world in
            var new = NewInspection.sample(world.outlet, [:])
            new.findings = [NewFinding(criterion: "G", result: .fail, value: 6.2, unit: "g")]
            _ = try await world.registry.logInspection(World.id(1), new, Call(by: world.inspector))
            let correction = InspectionCorrection(
                finding: NewFinding(criterion: "G", result: .fail, value: 7.4, unit: "g"),
                reason: "The scales were read wrongly.")
            _ = try await world.registry.correctFinding(of: "I-2026-0001", correction, Call(by: world.inspector))
            let changes = try await world.outdated(1)
            #expect(
                changes == ["the finding of G was fail 6.2 g and is fail 7.4 g now"])
        }
    }

    @Test func `another operator, another kind and a move are told`() async throws {
        try await withWorld { world in
            try await world.inspect(1)
            let party =
                try await world.registry.registerParty(
                    NewParty(kind: .natural, name: "O. Perator"), Call(by: world.officer)
                ).json["reference"]?.text ?? ""
            let role = NewPartyRole(party: party, role: .operator, validFrom: .sample("2020-01-01"))
            _ = try await world.registry.beginRole(at: world.outlet, role, Call(by: world.officer))
            #expect(
                try await world.outdated(1) == ["the operator on that day was not known and is \(party) now"])
            let address = Address(street: "Singel", houseNumber: "9", postcode: "1012LG", locality: "Amsterdam")
            let move = OutletMove(address: address, on: .sample("2026-10-20"), reason: "It moves.")
            _ = try await world.registry.moveOutlet(
                world.outlet, move, Call(by: world.officer, expectedVersion: 1))
            #expect(
                try await world.outdated(1) == [
                    "the operator on that day was not known and is \(party) now",
                    "the outlet moved on 2026-10-20, to Singel 9 1012LG Amsterdam",
                ])
            let again = try await world.registry.recommendAgain(
                in: "C-2026-0001", inspection: "I-2026-0001", Call(by: world.officer)
            ).json
            #expect(again["outdated"] == [])
        }
    }

    @Test func `an import of a former system's records says what it has made outdated`() async throws {
        try await withWorld { world in
            try await world.inspect(1)
            let first = try await world.importOwn(
                "licence,L-1,,,,,,\(world.outlet)\nviolation,L-1,2026-09-01,V1,J,established,warning,\n")
            let changes: JSONValue = [
                "the violation of J of 2026-09-01 (V1 of a former system) was not known and is established now"
            ]
            #expect(first["outdated"]?.items?.map { $0["changes"] } == [changes])
            #expect(first["outdated"]?[0]?["next"]?["act"] == "recompute")
            #expect(try await world.outdated(1) == changes.items?.compactMap(\.text))
            _ = try await world.registry.recommendAgain(
                in: "C-2026-0001", inspection: "I-2026-0001", Call(by: world.officer))
            let penalty = try await world.importOwn("penalty,L-1,2026-09-01,V1,J,established,fine,\n")
            #expect(
                penalty["outdated"]?[0]?["changes"] == [
                    "the violation of J of 2026-09-01 (V1 of a former system) was not known and is established now",
                    "the violation of J of 2026-09-01 (V1 of a former system) is told by another record of its case now",
                ])
            #expect(
                penalty["vanishedRows"]?.items?.map { $0["line"] } == [2, 3],
                "the rows of the first file are not in the second")
            #expect(try await world.importOwn("penalty,L-1,2026-09-01,V1,J,established,fine,\n")["outdated"] == [])
        }
    }

    @Test func `the timeline says who asked the rules again, and has the records of a former system`() async throws {
        try await withWorld { world in
            try await world.inspect(1)
            _ = try await world.importOwn(
                "licence,L-1,,,,,,\(world.outlet)\nvisit,L-1,2020-05-01,,,,,\nviolation,L-1,2021-09-01,V1,J,established,warning,\n"
            )
            _ = try await world.registry.recommendAgain(
                in: "C-2026-0001", inspection: "I-2026-0001", Call(by: world.otherOfficer))
            let events = try await world.registry.timeline(world.outlet, world.officer).json["items"]?.items ?? []
            let asked = events.filter { $0["object"] == "recommendation" }
            #expect(asked.map { $0["what"] } == ["recompute"])
            #expect(asked.first?["by"] == "Olga Officer")
            #expect(asked.first?["reference"] == "C-2026-0001 I-2026-0001")
            #expect(asked.first?["reason"]?.text?.hasPrefix("recommendation 2 by nl/amsterdam/two-step: ") == true)
            let earlier = events.filter { $0["object"] == "earlier_record" }
            #expect(earlier.map { $0["what"] } == ["violation", "visit", "licence"])
            #expect(earlier.map { $0["day"] } == ["2021-09-01", "2020-05-01", .null])
            #expect(earlier.first?["reference"] == "V1 J")
            #expect(
                earlier.first?["reason"]
                    == "of a former system, own.csv line 4; warning; established")
            #expect(earlier.first?["by"] == "Otto Officer")
            let file = try await world.registry.caseFile("C-2026-0001", world.officer).json
            #expect(file["recommendations"]?.items?.map { $0["by"] } == ["Ilse Inspector", "Olga Officer"])
        }
    }

    @Test func `who departs needs not ask again, and what came later changes nothing`() async throws {
        try await withWorld { world in
            try await world.inspect(1)
            try await world.inspect(2, on: "2026-10-02")
            #expect(try await world.issued(on: 2)["outdated"] == [])
            #expect(try await world.follow("C-2026-0001")["measure"] == "warning")
        }
        try await withWorld { world in
            try await world.inspect(1)
            try await world.inspect(2, on: "2026-10-02")
            _ = try await world.issued(on: 1)
            #expect(try await world.spare(recommendation: 2)["measures"] == [])
        }
    }
}

extension World {
    /// What has changed in the facts of a recommendation while it waits.
    fileprivate func outdated(_ recommendation: Int) async throws -> [String] {
        let card = try await registry.recommendation(recommendation, language: .english, officer).json
        return card["outdated"]?.items?.compactMap(\.text) ?? ["?"]
    }

    /// Imports rows of this project's own form.
    fileprivate func importOwn(_ rows: String) async throws -> JSONValue {
        let order = HistoryImport(profile: .generic, file: "own.csv", apply: true)
        let head = "record,licence_number,day,case_number,criterion,standing,measure,outlet\n"
        return try await registry.importHistory(Array((head + rows).utf8), order, Call(by: officer)).json
    }

    /// A recommendation of the first case is followed, and its action issued.
    fileprivate func issued(on recommendation: Int) async throws -> JSONValue {
        let follow = NewDecision(recommendation: recommendation, choice: .follow)
        _ = try await registry.decide(in: "C-2026-0001", follow, Call(by: officer))
        let action = try await propose("C-2026-0001")
        return try await registry.issueAction(action, Call(by: reviewer, expectedVersion: 2)).json
    }
}
