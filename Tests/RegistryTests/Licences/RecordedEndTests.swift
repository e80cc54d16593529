import Policy
import Records
import Testing

@testable import Registry

/// A licence whose lapse or transfer of a later day is recorded already: until then it holds, and bears measures.
struct RecordedEndTests {
    @Test func `a licence that lapses later is suspended until then, and lapses all the same`() async throws {
        try await withWorld { world in
            let licence = try await world.licence()
            try await world.lapse(licence, on: "2999-01-01")
            let action = try await world.issued(.suspension, from: "2026-09-01", until: try await world.day(1))
            #expect(
                try await world.titles(licence)
                    == ["suspend: \(action) was issued; it lapses on 2999-01-01"])
            let suspended = try await world.suspending(licence, action, version: 2)
            #expect(suspended["status"] == "suspended")
            #expect(suspended["endsOn"] == "2999-01-01")
            #expect(suspended["endsAs"] == "lapsed")
            #expect(
                try await world.titles(licence)
                    == ["review: \(action) suspends it until \(try await world.day(1)); it lapses on 2999-01-01"])
            try await world.past(licence, action)
            let again = try await world.registry.reinstateLicence(
                licence, Reason("The term is served."), Call(by: world.officer, expectedVersion: 3)
            ).json
            #expect([again["status"], again["endsOn"]] == ["lapsed", "2999-01-01"])
            #expect(try await world.titles(licence) == [])
        }
    }

    @Test func `a suspension goes on with the licence that continues a transferred one`() async throws {
        try await withWorld { world in
            let licence = try await world.licence()
            let heir = try await world.transfer(licence, on: "2999-01-01")
            let action = try await world.issued(.suspension, from: "2026-09-01")
            let suspended = try await world.suspending(licence, action, version: 2)
            #expect([suspended["status"], suspended["endsAs"]] == ["suspended", "transferred"])
            #expect(suspended["next"]?["reference"] == .string(heir))
            #expect(try await world.titles(heir) == ["suspend: \(action) was issued"])
            let next = try await world.suspending(heir, action, version: 1)
            #expect([next["status"], next["next"]] == ["suspended", .null])
            let once = try await refusalOf { try await world.suspending(heir, action, version: 2) }
            #expect(once.code == "status_forbids")
        }
    }

    @Test func `a licence that is reinstated says that the one which continues it is suspended still`() async throws {
        try await withWorld { world in
            let licence = try await world.licence()
            let heir = try await world.transfer(licence, on: "2999-01-01")
            let action = try await world.issued(.suspension, from: "2026-09-01")
            _ = try await world.suspending(licence, action, version: 2)
            _ = try await world.suspending(heir, action, version: 1)
            #expect(try await world.titles(heir) == [])
            _ = try await world.registry.reinstateLicence(
                licence, Reason("The fine was paid."), Call(by: world.officer, expectedVersion: 3))
            let again = try await world.registry.reinstateLicence(
                licence, Reason("I agree with it."), Call(by: world.otherOfficer, expectedVersion: 4)
            ).json
            let warning: JSONValue = [
                "code": "successor_stays_suspended", "party": nil,
                "text": .string("\(heir) continues it and is still suspended: it is reinstated on its own."),
            ]
            #expect(again["warnings"]?.items?.contains(warning) == true)
            #expect(try await world.titles(heir) == ["reinstate: \(licence) before it was reinstated"])
        }
    }

    @Test func `who suspends the later licence first still has the one of today to suspend`() async throws {
        try await withWorld { world in
            let licence = try await world.licence()
            let heir = try await world.transfer(licence, on: "2999-01-01")
            let action = try await world.issued(.suspension, from: "2026-09-01")
            _ = try await world.suspending(heir, action, version: 1)
            #expect(
                try await world.titles(licence)
                    == ["suspend: \(action) was issued; it goes to another holder on 2999-01-01"])
            #expect(try await world.suspending(licence, action, version: 2)["status"] == "suspended")
        }
    }

    @Test func `a withdrawal before the transfer takes the licence that would continue it too`() async throws {
        try await withWorld { world in
            let licence = try await world.licence()
            let heir = try await world.transfer(licence, on: "2999-01-01")
            let action = try await world.issued(.withdrawal, from: "2026-10-01")
            let withdrawn = try await world.withdrawing(licence, action, version: 2)
            #expect([withdrawn["status"], withdrawn["endsOn"]] == ["withdrawn", "2026-10-01"])
            #expect(
                withdrawn["next"] == [
                    "act": "withdraw_licence", "reference": .string(heir), "role": "officer", "action": .string(action),
                ])
            #expect(try await world.titles(heir) == ["withdraw: \(action) was issued"])
            let never = try await world.withdrawing(heir, action, version: 1)
            #expect([never["status"], never["endsOn"], never["next"]] == ["withdrawn", "2999-01-01", .null])
            _ = try await world.registry.revokeAction(
                action, Reason("Objection upheld."), Call(by: world.reviewer, expectedVersion: 3))
            let back = try await world.registry.reinstateLicence(
                heir, Reason("Its ground fell."), Call(by: world.officer, expectedVersion: 2)
            ).json
            #expect([back["status"], back["endsOn"]] == ["valid", .null])
            #expect(try await world.titles(licence) == ["reinstate: \(action) was revoked"])
            let first = try await world.registry.reinstateLicence(
                licence, Reason("Its ground fell."), Call(by: world.officer, expectedVersion: 3)
            ).json
            #expect([first["status"], first["endsOn"]] == ["transferred", "2999-01-01"])
        }
    }

    @Test func `a withdrawal for a term before the transfer leaves the licence that continues it alone`() async throws {
        try await withWorld { world in
            let licence = try await world.licence()
            let heir = try await world.transfer(licence, on: "2999-01-01")
            let last = try await world.day(1)
            let action = try await world.issued(.withdrawal, from: "2026-10-01", until: last)
            #expect(try await world.withdrawing(licence, action, version: 2)["next"] == .null)
            #expect(try await world.titles(heir) == [])
            let refused = try await refusalOf { try await world.withdrawing(heir, action, version: 1) }
            #expect(
                refused
                    == Refusal(
                        .badInput, "withdrawal_is_about_its_days",
                        "Action \(action) withdraws until \(last); licence \(heir) begins on 2999-01-01.",
                        hint: "Withdraw the licence that is in force in those days."))
        }
    }

    @Test func `what has ended bears no measure, and says which licence does`() async throws {
        try await withWorld { world in
            let licence = try await world.licence()
            let heir = try await world.transfer(licence, on: "2026-03-01")
            let action = try await world.issued(.suspension, from: "2026-09-01")
            #expect(try await world.titles(licence) == [])
            let refused = try await refusalOf { try await world.suspending(licence, action, version: 2) }
            #expect(
                refused
                    == Refusal(
                        .notPossibleNow, "ended_licence_carries_no_measure",
                        "Licence \(licence) went to another holder on 2026-03-01, so there is nothing left to suspend.",
                        hint: "It goes on as licence \(heir); look at that one."))
        }
    }

    @Test func `a withdrawal from a day after the lapse says that nothing is left`() async throws {
        try await withWorld { world in
            let licence = try await world.licence()
            try await world.lapse(licence, on: try await world.day(30))
            let action = try await world.issued(.withdrawal, from: "2999-01-01")
            #expect(try await world.titles(licence) == [])
            let refused = try await refusalOf {
                try await world.withdrawing(licence, action, on: "2999-01-01", version: 2)
            }
            #expect(refused.hint == "Nothing of it is left to withdraw from that day on.")
        }
    }

    @Test func `a lapse of a later day doesn't end a suspension`() async throws {
        try await withWorld { world in
            let licence = try await world.licence()
            let action = try await world.issued(.suspension, from: "2026-09-01", until: "2999-06-01")
            _ = try await world.suspending(licence, action, version: 1)
            let refused = try await refusalOf { try await world.lapse(licence, on: "2999-01-01", version: 2) }
            #expect(
                refused
                    == Refusal(
                        .notPossibleNow, "suspended_licence_lapses_on_its_day",
                        "Licence \(licence) is suspended until 2999-06-01; to record today that it lapses on 2999-01-01 would end the suspension.",
                        hint: "Record the lapse on that day, or when the licence is reinstated."))
            try await world.lapse(licence, on: "2026-10-01", version: 2)
        }
    }

    @Test func `a transfer goes to somebody else, and tells what it leaves behind`() async throws {
        try await withWorld { world in
            let licence = try await world.licence()
            let card = try await world.registry.licence(licence, world.officer).json
            let holder = try #require(card["holder"]?.text)
            let refused = try await refusalOf { try await world.transfer(licence, on: "2026-03-01", to: holder) }
            #expect(
                refused.message == "\(holder) holds licence \(licence) already, so there is nothing to transfer.")
            #expect(refused.hint == "Name the new holder; to give the licence a later end, renew it.")
            #expect(card["warnings"]?.items?.map { $0["code"] } == ["licenses_past_days"])
            _ = try await world.registry.beginRole(
                at: world.outlet,
                NewPartyRole(party: holder, role: .operator, share: nil, validFrom: .sample("2019-01-01")),
                Call(by: world.officer))
            let heir = try await world.transfer(licence, on: "2026-03-01")
            let today = try await world.day(0)
            #expect(
                try await world.registry.licence(heir, world.officer).json["warnings"] == [
                    [
                        "code": "operator_stays", "party": .string(holder),
                        "text": .string(
                            "\(holder) \"Groene Hand B.V.\" held the licence before and is still operator of \(world.outlet)."
                        ),
                    ],
                    [
                        "code": "recorded_later", "party": .null,
                        "text": .string("The transfer of 2026-03-01 was recorded on \(today)."),
                    ],
                ])
        }
    }
}

extension World {
    fileprivate func lapse(_ licence: String, on day: String, version: Int = 1) async throws {
        _ = try await registry.lapseLicence(
            licence, DatedReason(on: .sample(day), reason: "The holder stops."),
            Call(by: officer, expectedVersion: version))
    }

    /// Transfers a licence that nothing has happened to yet, to a new party unless one is named; gives the new reference.
    @discardableResult
    fileprivate func transfer(_ licence: String, on day: String, to party: String? = nil) async throws -> String {
        var holder = party
        if holder == nil {
            holder = try await registry.registerParty(
                NewParty(kind: .legal, name: "Nieuwe Hand B.V."), Call(by: officer)
            ).json["reference"]?.text
        }
        let transfer = LicenceTransfer(holder: holder ?? "", on: .sample(day), reason: "The business was sold.")
        return try await registry.transferLicence(licence, transfer, Call(by: officer, expectedVersion: 1))
            .json["reference"]?.text ?? ""
    }

    @discardableResult
    fileprivate func suspending(_ licence: String, _ action: String, version: Int) async throws -> JSONValue {
        try await registry.suspendLicence(
            licence, LicenceSuspension(action: action, reason: "It is ordered."),
            Call(by: officer, expectedVersion: version)
        ).json
    }

    @discardableResult
    func withdrawing(
        _ licence: String, _ action: String, on day: String = "2026-10-01", version: Int = 1
    ) async throws -> JSONValue {
        try await registry.withdrawLicence(
            licence, LicenceWithdrawal(action: action, on: .sample(day), reason: "It is ordered."),
            Call(by: officer, expectedVersion: version)
        ).json
    }

    /// As if the suspension of a licence had been over since yesterday, past the guards.
    fileprivate func past(_ licence: String, _ action: String) async throws {
        let day = try await day(0)
        try await end(action, on: day)
        _ = try await test.admin.write(["SET LOCAL session_replication_role = replica"]) { db in
            try db.execute(
                "UPDATE registry.licence SET suspended_until = \(LocalDate.sample(day)) WHERE reference = \(licence)")
        }
    }
}
