import Policy
import Records
import Testing

@testable import Registry

struct LicenceTests {
    @Test func `a licence that licenses days before its grant says so, one from today on does not`() async throws {
        try await withWorld(outlets: 2) { world in
            let holder = try await world.registry.registerParty(
                NewParty(kind: .natural, name: "H. Holder"), Call(by: world.officer)
            ).text("reference")
            let today: LocalDate = try await world.test.admin.query(
                "SELECT (now() AT TIME ZONE 'Europe/Amsterdam')::date"
            ) { try $0[0].decode(LocalDate.self, 0) }
            func grant(_ outlet: String, from day: LocalDate) async throws -> JSONValue? {
                try await world.registry.grantLicence(
                    for: outlet, NewLicence(holder: holder ?? "", validFrom: day), Call(by: world.officer)
                ).json["warnings"]
            }
            #expect(try await grant(world.outlets[0], from: today) == [])
            #expect(
                try await grant(world.outlets[1], from: .sample("2015-01-01")) == [
                    [
                        "code": "licenses_past_days", "party": .null,
                        "text": .string("It was granted on \(today), and licenses the days from 2015-01-01 on."),
                    ]
                ])
        }
    }

    @Test func `a licence is granted, renewed and lapses`() async throws {
        try await withTown() { town in
            let (outlet, holder) = (try await town.outlet(), try await town.party())
            let licence = try await town.licence(outlet, holder, until: .sample("2097-01-01"))
            let card = try await town.registry.licence(licence, town.reviewer).json
            #expect(card["outlet"] == .string(outlet))
            #expect(card["holder"] == .string(holder))
            #expect(card["conditions"] == ["No music"])
            let shorter = try await refusalOf {
                try await town.registry.renewLicence(
                    licence, LicenceRenewal(endsOn: .sample("2096-12-31")), town.change(1))
            }
            #expect(shorter.message == "Licence \(licence) ends on 2097-01-01; 2096-12-31 would not prolong it.")
            let renewed = try await town.registry.renewLicence(
                licence, LicenceRenewal(endsOn: .sample("2098-01-01"), reason: "Asked in time."), town.change(1))
            #expect(try renewed.text("endsOn") == "2098-01-01")
            #expect(renewed.etag == "\"v2\"")
            let late = try await refusalOf {
                try await town.registry.lapseLicence(
                    licence, DatedReason(on: .sample("2098-01-02"), reason: "The holder stopped."), town.change(2))
            }
            #expect(late.message == "Licence \(licence) ends on 2098-01-01 already; 2098-01-02 would prolong it.")
            let lapsed = try await town.registry.lapseLicence(
                licence, DatedReason(on: .sample("2026-06-01"), reason: "The holder stopped."), town.change(2))
            #expect(try lapsed.text("status") == "lapsed")
            #expect(try lapsed.text("endsOn") == "2026-06-01")
            let again = try await refusalOf {
                try await town.registry.renewLicence(
                    licence, LicenceRenewal(endsOn: .sample("2099-01-01")), town.change(3))
            }
            #expect(again.kind == .notPossibleNow)
            #expect(again.message == "The licence is lapsed; \"renew\" is possible from: valid.")
            let found = try await town.registry.licences(
                LicenceQuery(outlet: outlet, standing: .lapsed), Page(), town.officer)
            #expect(try found.json["items"]?.items?.map { $0["reference"] } == [.string(licence)])
        }
    }

    @Test func `an outlet has one licence at a time, and none when it is closed`() async throws {
        try await withTown() { town in
            let (outlet, holder) = (try await town.outlet(), try await town.party())
            let first = try await town.licence(outlet, holder, until: .sample("2097-01-01"))
            let second = try await refusalOf { try await town.licence(outlet, holder, from: .sample("2096-12-31")) }
            #expect(
                second.message
                    == "Outlet \(outlet) has licence \(first) from 2026-01-01 until 2097-01-01 already; one from 2096-12-31,"
                    + " without an end, would overlap it.")
            _ = try await town.licence(outlet, holder, from: .sample("2097-01-01"))
            let closed = try await town.outlet(number: "2")
            _ = try await town.registry.closeOutlet(
                closed, DatedReason(on: .sample("2026-01-01"), reason: "Gone."), town.change(1))
            let none = try await refusalOf { try await town.licence(closed, holder) }
            #expect(none.message == "Outlet \(closed) is closed, so no licence was granted.")
            let unknown = try await refusalOf { try await town.licence("0363-999-X", holder) }
            #expect(unknown.message == "There is no outlet 0363-999-X.")
            let role = try await refusalOf {
                try await town.registry.grantLicence(
                    for: try await town.outlet(number: "3"),
                    NewLicence(holder: holder, validFrom: .sample("2026-01-01")),
                    Call(by: town.inspector))
            }
            #expect(role.message == "To grant this licence the role officer is needed.")
        }
    }

    @Test func `a licence that has ended is not renewed, nor is one of a closed outlet`() async throws {
        try await withTown() { town in
            let (outlet, holder) = (try await town.outlet(), try await town.party())
            let old = try await town.licence(
                outlet, holder, from: .sample("2015-01-01"), until: .sample("2020-01-01"))
            let late = try await refusalOf {
                try await town.registry.renewLicence(
                    old, LicenceRenewal(endsOn: .sample("2097-01-01")), town.change(1))
            }
            #expect(late.kind == .notPossibleNow && late.code == "ended_licence_is_not_renewed")
            #expect(
                late.message == "Licence \(old) ended on 2020-01-01; to renew it now would license the days since then."
            )
            #expect(late.hint == "Grant a new licence.")
            let held = try await town.licence(outlet, holder, until: .sample("2096-01-01"))
            _ = try await town.registry.closeOutlet(
                outlet, DatedReason(on: .sample("2026-02-01"), reason: "Gone."), town.change(1))
            let closed = try await refusalOf {
                try await town.registry.renewLicence(
                    held, LicenceRenewal(endsOn: .sample("2097-01-01")), town.change(1))
            }
            #expect(closed.kind == .notPossibleNow && closed.code == "licence_is_for_an_active_outlet")
            #expect(closed.message == "The outlet is closed, so its licence was not renewed.")
            #expect(closed.hint == "Reopen the outlet first.")
        }
    }

    @Test func `an outlet shows the licence of today and the next one, and an export that of today`() async throws {
        try await withTown() { town in
            let (outlet, holder) = (try await town.outlet(), try await town.party())
            _ = try await town.licence(outlet, holder, from: .sample("2020-01-01"), until: .sample("2021-01-01"))
            let past = try await town.registry.outlet(outlet, town.officer).json
            #expect(past["licence"] == .null)
            #expect(past["nextLicence"] == .null)
            let current = try await town.licence(
                outlet, holder, from: .sample("2021-01-01"), until: .sample("2999-01-01"))
            let next = try await town.licence(outlet, holder, from: .sample("2999-01-01"))
            let card = try await town.registry.outlet(outlet, town.officer).json
            #expect(card["licence"]?["reference"] == .string(current))
            #expect(card["nextLicence"]?["reference"] == .string(next))
            let exported: [String] = try await town.database.read([town.registry.signer.statement(for: town.policy)]) {
                try $0.rows("SELECT licence FROM registry.export_outlets").map { try $0.get("licence") }
            }
            #expect(exported == [current])
        }
    }

    @Test func `a transferred licence ends and another one continues it, in one act`() async throws {
        try await withTown() { town in
            let (outlet, holder) = (try await town.outlet(), try await town.party())
            let heir = try await town.party("Nieuwe Hand")
            let old = try await town.licence(outlet, holder, until: .sample("2027-01-01"))
            let new = try await town.registry.transferLicence(
                old, LicenceTransfer(holder: heir, on: .sample("2026-06-01"), reason: "The business was sold."),
                town.change(1))
            #expect(new.status == 201)
            #expect(try new.text("holder") == heir)
            #expect(try new.text("continues") == old)
            #expect(try new.text("validFrom") == "2026-06-01")
            #expect(try new.text("endsOn") == "2027-01-01")
            #expect(try new.json["conditions"] == ["No music"])
            let before = try await town.registry.licence(old, town.officer)
            #expect(try before.text("status") == "transferred")
            #expect(try before.text("endsOn") == "2026-06-01")
            #expect(try before.text("continuedBy") == new.text("reference"))
        }
    }

    @Test func `an outlet shows a licence until the day on which it is transferred, and the one that continues it`()
        async throws
    {
        try await withTown() { town in
            let (outlet, holder) = (try await town.outlet(), try await town.party())
            let (heir, old) = (try await town.party("Nieuwe Hand"), try await town.licence(outlet, holder))
            let new = try await town.registry.transferLicence(
                old, LicenceTransfer(holder: heir, on: .sample("2999-06-01"), reason: "The business was sold."),
                town.change(1))
            let card = try await town.registry.outlet(outlet, town.officer).json
            #expect(card["licence"]?["reference"] == .string(old))
            #expect(card["licence"]?["status"] == "transferred")
            #expect(card["licence"]?["endsOn"] == "2999-06-01")
            #expect(card["nextLicence"]?["reference"] == .string(try new.text("reference") ?? ""))
            #expect(card["nextLicence"]?["validFrom"] == "2999-06-01")
        }
    }

    @Test func `a suspension and a withdrawal each rest on an issued action against the same outlet`() async throws {
        try await withTown() { town in
            let (outlet, other, holder) = (
                try await town.outlet(), try await town.outlet(number: "2"), try await town.party()
            )
            let licence = try await town.licence(outlet, holder)
            let foreign = try await town.issuedAction("suspension", against: other)
            let refused = try await refusalOf {
                try await town.registry.suspendLicence(
                    licence, LicenceSuspension(action: foreign, reason: "It is ordered."), town.change(1))
            }
            #expect(
                refused.message
                    == "Action \(foreign) doesn't order to suspend licence \(licence): it is about outlet \(other), and the licence is of outlet \(outlet)."
            )
            #expect(refused.detail == "No issued suspension of outlet \(outlet) waits for it.")
            #expect(refused.choices == [])
            #expect(refused.hint == "Draft the action, have another person issue it, and name it here.")
            let suspension = try await town.issuedAction("suspension", against: outlet)
            let named = try await refusalOf {
                try await town.registry.suspendLicence(
                    licence, LicenceSuspension(action: foreign, reason: "Ordered."), town.change(1))
            }
            #expect(named.detail == "It is ordered by: \(suspension).")
            #expect(named.hint == "Name the action that orders it.")
            #expect(named.choices == [.string(suspension)])
            let suspended = try await town.registry.suspendLicence(
                licence, LicenceSuspension(action: suspension, reason: "It is ordered."), town.change(1))
            #expect(try suspended.text("status") == "suspended")
            #expect(try suspended.json["suspendedUntil"] == .null)
            #expect(try suspended.text("action") == suspension)
            let proposed = try await town.registry.reinstateLicence(
                licence, Reason("The term is served."), town.change(2))
            #expect(try proposed.text("status") == "suspended")
            #expect(try proposed.text("reinstatementProposedBy") == "Otto Ficer")
            let wrongKind = try await refusalOf {
                try await town.registry.withdrawLicence(
                    licence,
                    LicenceWithdrawal(action: suspension, on: .sample("2026-10-01"), reason: "As it is ordered."),
                    town.change(3))
            }
            #expect(
                wrongKind.message
                    == "Action \(suspension) doesn't order to withdraw licence \(licence): it is a suspension, not a withdrawal."
            )
            let unknown = try await refusalOf {
                try await town.registry.suspendLicence(
                    licence, LicenceSuspension(action: "A-2026-9999", reason: "As it is ordered."), town.change(3))
            }
            #expect(unknown.message == "There is no action A-2026-9999.")
        }
    }

    @Test func `the maximum of a pack that ended binds no licence from that day on`() async throws {
        try await withTown(packs: .sample) { town in
            try await town.activate("nl/test", "1", from: "2026-01-01")
            _ = try await town.registry.proposePackEnd(
                "1", PackEndProposal(endDay: .sample("2999-06-01"), reason: "Repealed."),
                Call(by: town.policy, expectedVersion: 4))
            _ = try await town.registry.confirmPackEnd("1", PackEnd(), Call(by: town.reviewer, expectedVersion: 5))
            let holder = try await town.party()
            for number in ["1", "2"] { _ = try await town.licence(try await town.outlet(number: number), holder) }
            let third = try await town.outlet(number: "3")
            let before = try await refusalOf { try await town.licence(third, holder, from: .sample("2999-05-31")) }
            #expect(before.code == "licence_maximum")
            _ = try await town.licence(third, holder, from: .sample("2999-06-01"))
        }
    }

    @Test func `the maximum of the active pack is not exceeded by granting or by renewing`() async throws {
        try await withTown(packs: .sample) { town in
            try await town.activate("nl/test", "1", from: "2026-01-01")
            let holder = try await town.party()
            let first = try await town.licence(try await town.outlet(), holder, until: .sample("2097-01-01"))
            _ = try await town.licence(try await town.outlet(number: "2"), holder)
            let third = try await town.outlet(number: "3")
            let refused = try await refusalOf { try await town.licence(third, holder, from: .sample("2096-12-31")) }
            #expect(refused.kind == .notPossibleNow)
            #expect(refused.code == "licence_maximum")
            #expect(refused.message == "The policy allows 2 licences; 2 are in force on 2096-12-31.")
            #expect(refused.hint == "A place comes free when a licence ends.")
            _ = try await town.licence(third, holder, from: .sample("2097-01-01"))
            let renewed = try await refusalOf {
                try await town.registry.renewLicence(
                    first, LicenceRenewal(endsOn: .sample("2098-01-01")), town.change(1))
            }
            #expect(renewed.message == "The policy allows 2 licences; 2 are in force on 2097-01-01.")
            _ = try await town.registry.transferLicence(
                first,
                LicenceTransfer(
                    holder: try await town.party("Nieuwe Hand"), on: .sample("2026-06-01"),
                    reason: "The business was sold."),
                town.change(1))
        }
    }
}
