import Policy
import Records
import Testing

@testable import Registry

struct PartyTests {
    @Test func `a party is registered, found by a part of its name, and amended`() async throws {
        try await withTown() { town in
            let answer = try await town.registry.registerParty(
                NewParty(kind: .legal, name: "Groene Hand B.V.", registrationNumber: "kvk:68750110"),
                Call(by: town.officer))
            let reference = try answer.text("reference") ?? ""
            #expect(answer.location == "/v1/parties/\(reference)")
            #expect(reference.hasPrefix("P-2") && reference.hasSuffix("-0001"))
            _ = try await town.party("Blauwe Vos")
            let found = try await town.registry.parties("groene", Page(), town.reviewer).json["items"]?.items
            #expect(found?.map { $0["reference"] } == [.string(reference)])
            let amended = try await town.registry.amendParty(
                reference, PartyAmendment(name: "Groene Hand Holding B.V."), town.change(1))
            #expect(try amended.text("name") == "Groene Hand Holding B.V.")
            #expect(try amended.text("registrationNumber") == "kvk:68750110")
            let other = try await town.party("Other")
            for number in ["kvk:68750110", "KVK: 68750110"] {
                let taken = try await refusalOf { try await town.party("Other", number: number) }
                #expect(taken.kind == .conflict)
                #expect(
                    taken.message
                        == "Party \(reference) \"Groene Hand Holding B.V.\" has the registration kvk:68750110 already.")
                #expect(taken.hint == "Use that party; one registration is one party.")
                let amending = try await refusalOf {
                    try await town.registry.amendParty(
                        other, PartyAmendment(registrationNumber: number), town.change(1))
                }
                #expect(amending.message == taken.message)
            }
            let kept = try await town.registry.amendParty(
                reference, PartyAmendment(registrationNumber: "KVK:68750110"), town.change(2))
            #expect(try kept.text("registrationNumber") == "KVK:68750110")
        }
    }

    @Test func `what a party was called before is on its card, and finds it`() async throws {
        try await withTown() { town in
            let party = try await town.party("Groene Hand")
            for (version, name) in ["Rode Hand", "Groene Hand", "Witte Hand"].enumerated() {
                _ = try await town.registry.amendParty(
                    party, PartyAmendment(name: name), town.change(version + 1))
            }
            _ = try await town.registry.amendParty(
                party, PartyAmendment(registrationNumber: "kvk:68750110"), town.change(4))
            let card = try await town.registry.party(party, town.officer).json
            let former = card["formerNames"]?.items ?? []
            #expect(former.map { $0["name"] } == ["Groene Hand", "Rode Hand", "Groene Hand"])
            #expect(former.dropFirst().map { $0["from"] } == former.dropLast().map { $0["until"] })
            let (found, now) = (
                try await town.registry.parties("rode", Page(), town.officer).json["items"],
                try await town.registry.parties("witte", Page(), town.officer).json["items"]
            )
            #expect(found?.items?.map { $0["name"] } == ["Witte Hand"])
            #expect(found?[0]?["formerName"] == "Rode Hand")
            #expect(now?[0]?["formerName"] == .null)
            #expect(try await town.registry.parties("zwarte", Page(), town.officer).json["items"] == [])
            #expect(try await town.registry.parties(nil, Page(), town.officer).json["items"]?.items?.count == 1)
        }
    }

    @Test func `a list of parties goes on where the page before it stopped`() async throws {
        try await withTown() { town in
            for name in ["A", "B", "C"] { _ = try await town.party(name) }
            let first = try await town.registry.parties(nil, Page(limit: 2), town.officer).json
            #expect(first["items"]?.items?.map { $0["name"] } == ["A", "B"])
            let second = try await town.registry.parties(nil, Page(limit: 2, cursor: first["next"]?.text), town.officer)
                .json
            #expect(second["items"]?.items?.map { $0["name"] } == ["C"])
            #expect(second["next"] == .null)
            let forged = try await refusalOf {
                try await town.registry.parties(nil, Page(cursor: "YWJj"), town.officer)
            }
            #expect(forged.problems.map(\.detail) == ["The cursor \"YWJj\" did not come from this list."])
        }
    }

    @Test func `a role at an outlet begins and ends, and the party keeps both`() async throws {
        try await withTown() { town in
            let (outlet, party) = (try await town.outlet(), try await town.party())
            let begun = try await town.registry.beginRole(
                at: outlet, NewPartyRole(party: party, role: .manager, validFrom: .sample("2026-01-01")),
                Call(by: town.officer))
            let id = try begun.json["id"]?.wholeNumber ?? 0
            #expect(begun.location == "/v1/outlets/\(outlet)/roles/\(id)")
            #expect(
                try begun.json == [
                    "id": .integer(id), "outlet": .string(outlet), "party": .string(party),
                    "partyName": "Groene Hand B.V.",
                    "role": "manager", "share": nil, "validFrom": "2026-01-01", "endsOn": nil, "status": "current",
                    "reason": nil, "version": 1,
                ])
            let again = try await refusalOf {
                try await town.registry.beginRole(
                    at: outlet, NewPartyRole(party: party, role: .manager, validFrom: .sample("2026-02-01")),
                    Call(by: town.officer))
            }
            #expect(again.message == "The party has that role at the outlet in that period already.")
            let early = try await refusalOf {
                try await town.registry.endRole(at: outlet, "\(id)", RoleEnd(on: .sample("2025-12-31")), town.change(1))
            }
            #expect(early.message == "The role would end before it begins.")
            let ended = try await town.registry.endRole(
                at: outlet, "\(id)", RoleEnd(on: .sample("2026-03-01"), reason: "Retired."), town.change(1))
            #expect(try ended.text("endsOn") == "2026-03-01")
            #expect(try ended.text("status") == "ended")
            let card = try await town.registry.party(party, town.officer).json["roles"]
            #expect(card?[0]?["endsOn"] == "2026-03-01")
            let elsewhere = try await town.outlet(number: "2")
            let wrong = try await refusalOf {
                try await town.registry.endRole(
                    at: elsewhere, "\(id)", RoleEnd(on: .sample("2026-04-01")), town.change(2))
            }
            #expect(wrong.message == "There is no role \(id).")
        }
    }

    @Test func `the end that a role has already comes earlier, never later`() async throws {
        try await withTown() { town in
            let (outlet, party) = (try await town.outlet(), try await town.party())
            try await town.database.write([town.registry.signer.statement(for: town.officer)]) { db in
                _ = try db.execute(
                    """
                    INSERT INTO registry.party_role (jurisdiction_id, outlet_id, party_id, role, valid_from, ends_on, status,
                        act, effective_on, changed_by)
                    SELECT o.jurisdiction_id, o.id, p.id, 'manager', '2026-01-01', '2026-03-01', 'current', 'begin',
                        '2026-01-01', \(town.officer.person) FROM registry.outlet AS o, registry.party AS p
                    """)
            }
            let role = try await town.registry.party(party, town.officer).json["roles"]?[0]?["id"]?.wholeNumber ?? 0
            func end(on day: String) async throws -> Answer {
                try await town.registry.endRole(at: outlet, "\(role)", RoleEnd(on: .sample(day)), town.change(1))
            }
            let later = try await refusalOf { try await end(on: "2026-05-01") }
            #expect(
                later
                    == Refusal(
                        .badInput, "ending_a_role_does_not_prolong_it",
                        "The role ends on 2026-03-01 already; to end it on 2026-05-01 would prolong it.",
                        hint: "Choose 2026-03-01 or an earlier day, or begin another role on 2026-03-01."))
            #expect(try await end(on: "2026-02-01").text("endsOn") == "2026-02-01")
        }
    }

    @Test func `nobody begins to run an outlet that is closed`() async throws {
        try await withTown { town in
            let (outlet, party) = (try await town.outlet(), try await town.party())
            _ = try await town.registry.closeOutlet(
                outlet, DatedReason(on: .sample("2021-01-01"), reason: "Gone."), town.change(1))
            func begin(_ role: PartyRole, _ day: String) async throws -> Answer {
                try await town.registry.beginRole(
                    at: outlet, NewPartyRole(party: party, role: role, validFrom: .sample(day)), Call(by: town.officer))
            }
            let refusal = try await refusalOf { try await begin(.operator, "2025-01-01") }
            #expect(refusal.kind == .notPossibleNow && refusal.code == "nobody_runs_a_closed_outlet")
            #expect(
                refusal.message
                    == "Outlet \(outlet) was closed on 2021-01-01, so nobody becomes its operator on 2025-01-01.")
            #expect(refusal.hint == "Reopen it if there is selling again, or correct the day.")
            #expect(try await begin(.owner, "2025-01-01").status == 201)
            #expect(try await begin(.operator, "2020-12-31").status == 201)
        }
    }

    @Test func `an outlet has one operator on a day`() async throws {
        try await withTown() { town in
            let outlet = try await town.outlet()
            let (first, second) = (try await town.party("Old B.V."), try await town.party("New B.V."))
            func operate(_ party: String, from day: String) async throws -> Int {
                let role = NewPartyRole(party: party, role: .operator, validFrom: .sample(day))
                return try await town.registry.beginRole(at: outlet, role, Call(by: town.officer)).json["id"]?
                    .wholeNumber ?? 0
            }
            let role = try await operate(first, from: "2026-01-01")
            let beside = try await refusalOf { try await operate(second, from: "2026-05-01") }
            #expect(beside.kind == .conflict)
            #expect(beside.code == "one_operator_per_outlet_at_a_time")
            #expect(
                beside.message
                    == "Party \(first) \"Old B.V.\" is operator of outlet \(outlet) from 2026-01-01; an outlet has one operator on a day."
            )
            #expect(beside.hint == "End role \(role) first, on the day on which the new one begins.")
            _ = try await town.registry.endRole(
                at: outlet, "\(role)", RoleEnd(on: .sample("2026-06-01")), town.change(1))
            let early = try await refusalOf { try await operate(second, from: "2026-05-31") }
            #expect(
                early.message
                    == "Party \(first) \"Old B.V.\" is operator of outlet \(outlet) from 2026-01-01 until 2026-06-01; an outlet has one operator on a day."
            )
            #expect(early.hint == "Begin the new role on 2026-06-01 or later.")
            _ = try await operate(second, from: "2026-06-01")
        }
    }

    @Test func `beneficial shares of an outlet are at most the whole on every day`() async throws {
        try await withTown() { town in
            let outlet = try await town.outlet()
            func own(_ share: Double, from day: String) async throws -> Answer {
                let party = try await town.party("Owner \(share) \(day)")
                return try await town.registry.beginRole(
                    at: outlet,
                    NewPartyRole(party: party, role: .beneficialOwner, share: share, validFrom: .sample(day)),
                    Call(by: town.officer))
            }
            let first = try await own(60, from: "2026-01-01")
            #expect(try first.json["share"] == 60)
            _ = try await own(39.5, from: "2026-02-01")
            let refused = try await refusalOf { try await own(0.75, from: "2025-01-01") }
            #expect(refused.kind == .notPossibleNow)
            #expect(
                refused.message
                    == "The beneficial shares of the outlet would be 100.25 % on 2026-02-01; they are at most 100 %.")
            #expect(refused.hint == "0.5 % is free from that day on; end another share first, or give a smaller one.")
            _ = try await town.registry.endRole(
                at: outlet, "\(try first.json["id"]?.wholeNumber ?? 0)", RoleEnd(on: .sample("2026-02-01")),
                town.change(1))
            _ = try await own(60.5, from: "2026-02-01")
            let shared = try await refusalOf {
                try await town.registry.beginRole(
                    at: outlet,
                    NewPartyRole(
                        party: try await town.party("M"), role: .manager, share: 5, validFrom: .sample("2026-01-01")),
                    Call(by: town.officer))
            }
            #expect(shared.message == "A share is given for a beneficial owner, and only for a beneficial owner.")
        }
    }
}
