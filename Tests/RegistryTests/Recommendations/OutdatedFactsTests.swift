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
            // Once eight weeks have gone by, today also asks for a look at what nobody has decided on.
            let due = try await world.registry.today(world.officer).json["items"]?.items?.filter {
                $0["what"] != "review"
            }
            #expect(due?.map { $0["what"] } == ["recompute", "decide"])
            #expect(
                due?.first?["about"]
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

    @Test func `an action on what has changed since is not drafted, proposed or issued`() async throws {
        let change = "the violation of J in I-2026-0001 was established and is set aside now"
        try await withWorld { world in
            try await world.inspect(1)
            _ = try await world.issued(on: 1)
            try await world.inspect(2, on: "2026-10-02")
            let depart = NewDecision(
                recommendation: 2, choice: .depart, measure: .warning, reasons: "It is milder than it looks.")
            _ = try await world.registry.decide(in: "C-2026-0001", depart, Call(by: world.officer))
            _ = try await world.registry.revokeAction(
                "A-2026-0001", Reason("Objection upheld."), Call(by: world.reviewer, expectedVersion: 3))
            // Who departs has given reasons of one's own.
            _ = try await world.propose("C-2026-0001")
        }
        try await withWorld(packs: [], packShelf: try .withoutProof()) { world in
            try await world.activate(try SamplePack.counting())
            try await world.inspect(1)
            _ = try await world.issued(on: 1)
            try await world.inspect(2, on: "2026-10-02")
            _ = try await world.registry.decide(
                in: "C-2026-0001", NewDecision(recommendation: 2, choice: .follow), Call(by: world.officer))
            let second = try await world.propose("C-2026-0001")
            _ = try await world.registry.revokeAction(
                "A-2026-0001", Reason("Objection upheld."), Call(by: world.reviewer, expectedVersion: 3))
            let issued = try await refusalOf {
                try await world.registry.issueAction(second, Call(by: world.reviewer, expectedVersion: 2))
            }
            #expect(
                issued
                    == Refusal(
                        .notPossibleNow, "action_knows_what_stands",
                        "Decision 2 follows what has changed since, so action A-2026-0002 is not issued: \(change).",
                        hint:
                            "Withdraw the action, ask the rules again about its inspection (recommendation recompute), and decide on what they say then."
                    ))
            let card = try await world.registry.action(second, world.reviewer).json
            #expect(card["next"] == ["act": "withdraw", "reference": "A-2026-0002", "role": "officer"])
            #expect(card["factsChanged"] == .string(change))
            #expect(try await world.outdated(2) == [change], "it was followed, and nothing is issued yet")
            #expect(try await world.outdated(1) == [], "its action was issued once")
            let due = try await world.registry.today(world.officer).json["items"]?.items ?? []
            let withdraw = try #require(due.first { $0["what"] == "withdraw" })
            #expect(withdraw["about"]?.text?.hasSuffix("; the facts changed since: \(change)") == true)
            let signed = try await world.registry.today(world.reviewer).json["items"]?.items ?? []
            #expect(!signed.map { $0["what"] }.contains("issue"))
            _ = try await world.registry.returnAction(
                second, Reason("Look at the facts again."), Call(by: world.reviewer, expectedVersion: 2))
            let proposed = try await refusalOf {
                try await world.registry.proposeAction(second, Call(by: world.officer, expectedVersion: 3))
            }
            #expect(
                proposed.message
                    == "Decision 2 follows what has changed since, so action A-2026-0002 is not proposed: \(change).")
            _ = try await world.registry.withdrawAction(
                second, Reason("The facts have changed."), Call(by: world.officer, expectedVersion: 3))
            let drafted = try await refusalOf { try await world.propose("C-2026-0001") }
            #expect(
                drafted
                    == Refusal(
                        .notPossibleNow, "action_knows_what_stands",
                        "Decision 2 follows what has changed since, so no action is drafted on it: \(change).",
                        hint:
                            "Ask the rules again about its inspection (recommendation recompute), and decide on what they say then."
                    ))
            let closing = try await refusalOf { try await world.close() }
            #expect(
                closing.hint
                    == "The facts that decision 2 follows have changed since, so nothing is drafted on it. Ask the rules again about the inspection (recommendation recompute), and decide on what they say then."
            )
            let file = try await world.registry.caseFile("C-2026-0001", world.officer).json
            #expect(file["next"]?["act"] == "recompute")
            #expect(file["next"]?["inspection"] == "I-2026-0002")
            let still = try await world.registry.today(world.officer).json["items"]?.items ?? []
            #expect(still.map { $0["what"] }.contains("recompute"))
            #expect(!still.map { $0["what"] }.contains("close"))
            _ = try await world.registry.recommendAgain(
                in: "C-2026-0001", inspection: "I-2026-0002", Call(by: world.officer))
            #expect(try await world.outdated(3) == [])
        }
    }

    @Test func `another operator and kind are told, and a move is not, for the rules know no address`() async throws {
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
                try await world.outdated(1) == ["the operator on that day was not known and is \(party) now"])
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
            // It changes what is known of V1, so it takes another officer, too.
            let proposed = try await world.importOwn("penalty,L-1,2026-09-01,V1,J,established,fine,\n")
            #expect([proposed["proposed"], proposed["outdated"]] == [1, []])
            let penalty = try await world.importOwn(
                "penalty,L-1,2026-09-01,V1,J,established,fine,\n", by: world.otherOfficer)
            #expect(penalty["proposed"] == 0)
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

    @Test func `the timeline says who asked the rules again, and has a former system's records`() async throws {
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
    fileprivate func importOwn(_ rows: String, by actor: Actor? = nil) async throws -> JSONValue {
        let order = HistoryImport(profile: .generic, file: "own.csv", apply: true)
        let head = "record,licence_number,day,case_number,criterion,standing,measure,outlet\n"
        return try await registry.importHistory(Array((head + rows).utf8), order, Call(by: actor ?? officer)).json
    }

    /// A recommendation of the first case is followed, and its action issued.
    fileprivate func issued(on recommendation: Int) async throws -> JSONValue {
        let follow = NewDecision(recommendation: recommendation, choice: .follow)
        _ = try await registry.decide(in: "C-2026-0001", follow, Call(by: officer))
        let action = try await propose("C-2026-0001")
        return try await registry.issueAction(action, Call(by: reviewer, expectedVersion: 2)).json
    }
}
