import Policy
import Records
import Testing

@testable import Registry

/// A grant, a lapse or a transfer that was recorded is taken back until its day is over.
struct TakeBackTests {
    @Test func `what was granted after a withdrawal makes way when its action is revoked`() async throws {
        try await withWorld { world in
            let (licence, tomorrow) = (try await world.licence(), try await world.day(1))
            let action = try await world.issued(.withdrawal, from: "2026-10-01", until: tomorrow)
            _ = try await world.withdrawing(licence, action)
            let later = try await world.licence(from: tomorrow)
            try await world.annul(action)
            #expect(
                try await world.titles(licence)
                    == ["reinstate: \(action) was revoked; before that \(later) has to be taken back"])
            let refused = try await refusalOf { try await world.reinstated(licence) }
            #expect(
                refused
                    == Refusal(
                        .conflict, "one_licence_per_outlet_at_a_time",
                        "The outlet has licence \(later) from \(tomorrow), without an end; licence \(licence) would hold again beside it.",
                        hint: "Take licence \(later) back first, or leave licence \(licence) as it is."))
            let back = try await world.takeBack(later, version: 1)
            #expect(
                [back["status"], back["standing"], back["endsOn"]] == ["taken_back", "taken_back", .string(tomorrow)])
            #expect(try await world.titles(licence) == ["reinstate: \(action) was revoked"])
            #expect(try await world.reinstated(licence)["standing"] == "valid")
            let events = try await world.registry.timeline(world.outlet, world.officer).json["items"]?.items ?? []
            #expect(
                events.filter { $0["what"] == "take_back" }.map { [$0["reference"], $0["reason"]] }
                    == [[.string(later), "It was a mistake."]])
        }
    }

    @Test func `a licence that began today is taken back, one that began earlier lapses`() async throws {
        try await withWorld(outlets: 1) { world in
            let today = try await world.day(0)
            let licence = try await world.licence(from: today)
            let lapse = DatedReason(on: .sample(today), reason: "The holder stops.")
            let refused = try await refusalOf {
                try await world.registry.lapseLicence(licence, lapse, Call(by: world.officer, expectedVersion: 1))
            }
            #expect(
                refused
                    == Refusal(
                        .badInput, "lapsed_licence_had_a_day",
                        "Licence \(licence) begins on \(today), so it would lapse before its first day is over.",
                        hint: "Take it back, or choose a day after its first one."))
            #expect(try await world.takeBack(licence, version: 1)["standing"] == "taken_back")
            let again = try await refusalOf { try await world.takeBack(licence, version: 2) }
            #expect(
                again.message
                    == "The licence is taken back; \"take back\" is possible from: lapsed, transferred, valid.")
            let begun = try await world.licence(from: "2026-03-01")
            let late = try await refusalOf { try await world.takeBack(begun, version: 1) }
            #expect(
                late
                    == Refusal(
                        .notPossibleNow, "taken_back_until_its_day_is_over",
                        "Licence \(begun) began on 2026-03-01; it is \(today) today, so that is not taken back.",
                        hint: "Let it lapse."))
            let first = try await refusalOf {
                try await world.registry.lapseLicence(
                    begun, DatedReason(on: .sample("2026-03-01"), reason: "The holder stops."),
                    Call(by: world.officer, expectedVersion: 1))
            }
            #expect(first.hint == "Choose a day after its first one.")
        }
    }

    @Test func `a lapse is taken back until its day is over, and not the one of a suspended licence`() async throws {
        try await withWorld { world in
            let (licence, today) = (try await world.licence(until: "2999-06-01"), try await world.day(0))
            try await world.lapsing(licence, on: today, version: 1)
            let back = try await world.takeBack(licence, version: 2)
            #expect([back["status"], back["endsOn"], back["endsAs"]] == ["valid", "2999-06-01", .null])
            try await world.lapsing(licence, on: "2026-11-01", version: 3)
            let late = try await refusalOf { try await world.takeBack(licence, version: 4) }
            #expect(
                late
                    == Refusal(
                        .notPossibleNow, "taken_back_until_its_day_is_over",
                        "Licence \(licence) lapsed on 2026-11-01; it is \(today) today, so that is not taken back.",
                        hint: "Grant a new licence."))
        }
        try await withWorld { world in
            let licence = try await world.licence()
            try await world.suspend(licence, try await world.issued(.suspension, from: "2026-09-01"))
            try await world.lapsing(licence, on: try await world.day(0), version: 2)
            let refused = try await refusalOf { try await world.takeBack(licence, version: 3) }
            #expect(
                refused
                    == Refusal(
                        .notPossibleNow, "lapse_of_a_suspended_licence_stays",
                        "Licence \(licence) was suspended when it lapsed; to take the lapse back would end the suspension.",
                        hint: "Grant a new licence when the suspension is over."))
        }
    }

    @Test func `a transfer is taken back with the licence that would continue it`() async throws {
        try await withWorld { world in
            let licence = try await world.licence(until: "2999-06-01")
            let heir = try await world.transferring(licence, on: "2999-01-01", version: 1)
            let half = try await refusalOf { try await world.takeBack(heir, version: 1) }
            #expect(
                half
                    == Refusal(
                        .notPossibleNow, "transfer_is_taken_back_whole",
                        "Licence \(heir) continues licence \(licence), so it is not taken back alone.",
                        hint: "Take licence \(licence) back: that takes the transfer back, and both with it."))
            let back = try await world.takeBack(licence, version: 2)
            #expect([back["status"], back["endsOn"], back["continuedBy"]] == ["valid", "2999-06-01", .null])
            #expect(try await world.registry.licence(heir, world.officer).json["status"] == "taken_back")
            let second = try await world.transferring(licence, on: "2999-02-01", version: 3)
            #expect(
                try await world.registry.licence(licence, world.officer).json["continuedBy"] == .string(second))
            _ = try await world.registry.renewLicence(
                second, LicenceRenewal(endsOn: .sample("2999-12-01")), Call(by: world.officer, expectedVersion: 1))
            let more = try await refusalOf { try await world.takeBack(licence, version: 4) }
            #expect(
                more
                    == Refusal(
                        .notPossibleNow, "transfer_is_taken_back_whole",
                        "Licence \(licence) goes on as licence \(second), which is valid.",
                        hint: "Look at licence \(second): only one to which nothing else has happened is taken back."))
        }
        try await withWorld { world in
            let licence = try await world.licence()
            _ = try await world.transferring(licence, on: "2026-06-01", version: 1)
            let late = try await refusalOf { try await world.takeBack(licence, version: 2) }
            #expect(
                late.message
                    == "Licence \(licence) went to another holder on 2026-06-01; it is \(try await world.day(0)) today, so that is not taken back."
            )
            #expect(late.hint == "Transfer the licence that continues it.")
        }
    }
}

extension World {
    func takeBack(_ licence: String, version: Int) async throws -> JSONValue {
        try await registry.takeBackLicence(
            licence, Reason("It was a mistake."), Call(by: officer, expectedVersion: version)
        ).json
    }

    func annul(_ action: String) async throws {
        _ = try await registry.revokeAction(
            action, Reason("Objection upheld."), Call(by: reviewer, expectedVersion: 3))
    }

    /// Of a licence that was withdrawn and to which nothing else has happened.
    @discardableResult
    func reinstated(_ licence: String) async throws -> JSONValue {
        try await registry.reinstateLicence(
            licence, Reason("Its ground fell."), Call(by: officer, expectedVersion: 2)
        ).json
    }

    fileprivate func lapsing(_ licence: String, on day: String, version: Int) async throws {
        _ = try await registry.lapseLicence(
            licence, DatedReason(on: .sample(day), reason: "The holder stops."),
            Call(by: officer, expectedVersion: version))
    }

    fileprivate func transferring(_ licence: String, on day: String, version: Int) async throws -> String {
        let heir = try await registry.registerParty(
            NewParty(kind: .legal, name: "Nieuwe Hand B.V."), Call(by: officer)
        ).json["reference"]?.text
        return try await registry.transferLicence(
            licence, LicenceTransfer(holder: heir ?? "", on: .sample(day), reason: "The business was sold."),
            Call(by: officer, expectedVersion: version)
        ).json["reference"]?.text ?? ""
    }
}
