import Policy
import Records
import Testing

@testable import Registry

/// A licence rests on an action: it is suspended when that says so, and is to hold again when it is revoked.
struct RevokedGroundTests {
    @Test func `a licence is not suspended before the first day that the action names`() async throws {
        try await withWorld { world in
            let (licence, action) = (try await world.licence(), try await world.issued(.suspension, from: "2999-01-01"))
            #expect(try await world.titles(licence) == ["suspend: \(action) was issued"])
            let card = try await world.registry.action(action, world.officer).json
            #expect(
                card["next"] == [
                    "act": "suspend_licence", "reference": .string(licence), "role": "officer",
                    "action": .string(action),
                    "day": "2999-01-01",
                ])
            let today: LocalDate = try await world.test.admin.query(
                "SELECT (now() AT TIME ZONE 'Europe/Amsterdam')::date"
            ) { try $0[0].decode(LocalDate.self, 0) }
            let refused = try await refusalOf { try await world.suspend(licence, action) }
            #expect(
                refused
                    == Refusal(
                        .notPossibleNow, "suspension_begins_with_its_action",
                        "Action \(action) suspends from 2999-01-01; it is \(today) today.",
                        hint: "Suspend the licence on that day; until then it holds."))
        }
    }

    @Test func `an issued suspension waits for the officers until the licence is suspended, and so does its end`()
        async throws
    {
        try await withWorld { world in
            let licence = try await world.licence()
            let action = try await world.issued(.suspension, from: "2026-09-01")
            #expect(try await world.titles(licence) == ["suspend: \(action) was issued"])
            try await world.suspend(licence, action)
            #expect(try await world.titles(licence) == [])
        }
    }

    @Test func `a suspension that is over is ended by one officer, and suspends no more`() async throws {
        try await withWorld { world in
            let licence = try await world.licence()
            let action = try await world.issued(.suspension, from: "2026-09-01", until: try await world.day(1))
            try await world.end(action, on: world.day(0))
            // It orders nothing any more; the licence is suspended all the same.
            #expect(try await world.titles(licence) == [])
            try await world.suspend(licence, action)
            #expect(try await world.titles(licence) == ["reinstate: the suspension is over"])
            let valid = try await world.registry.reinstateLicence(
                licence, Reason("The term is served."), Call(by: world.officer, expectedVersion: 2))
            #expect(try valid.text("status") == "valid")
            #expect(try await world.titles(licence) == [])
        }
    }

    @Test func `before its last day a suspension is ended by two officers`() async throws {
        try await withWorld { world in
            let (licence, last) = (try await world.licence(), try await world.day(1))
            let action = try await world.issued(.suspension, from: "2026-09-01", until: last)
            try await world.suspend(licence, action)
            let proposed = try await world.registry.reinstateLicence(
                licence, Reason("The fine was paid."), Call(by: world.officer, expectedVersion: 2))
            #expect(try [proposed.text("status"), proposed.text("suspendedUntil")] == ["suspended", last])
            #expect(try proposed.text("reinstatementProposedBy") == "Otto Officer")
            #expect(try await world.titles(licence) == [])
            #expect(try await world.titles(licence, of: world.otherOfficer) == ["reinstate: The fine was paid."])
            let alone = try await refusalOf {
                try await world.registry.reinstateLicence(
                    licence, Reason("Once more."), Call(by: world.officer, expectedVersion: 3))
            }
            #expect(
                alone
                    == Refusal(
                        .notAllowed, "reinstated_by_another_person",
                        "You proposed to reinstate licence \(licence) before its suspension is over, so someone else must do it.",
                        hint: "Ask another officer."))
            let valid = try await world.registry.reinstateLicence(
                licence, Reason("I agree with it."), Call(by: world.otherOfficer, expectedVersion: 3))
            #expect(try valid.text("status") == "valid")
            #expect(try valid.text("reinstatementProposedBy") == "Otto Officer")
            #expect(try valid.text("reinstatedBy") == "Olga Officer")
            #expect(try await world.titles(licence, of: world.otherOfficer) == [])
        }
    }

    @Test func `who revoked the action doesn't reinstate the licence`() async throws {
        try await withWorld { world in
            let (licence, action) = (try await world.licence(), try await world.issued(.suspension, from: "2026-09-01"))
            try await world.suspend(licence, action)
            let revoked = try await world.registry.revokeAction(
                action, Reason("Objection upheld."), Call(by: world.both, expectedVersion: 3)
            ).json
            #expect(
                revoked["next"] == [
                    "act": "reinstate", "reference": .string(licence), "role": "officer", "notBy": ["Bea Both"],
                ])
            #expect(try await world.titles(licence, of: world.both) == [])
            #expect(try await world.titles(licence) == ["reinstate: \(action) was revoked"])
            let alone = try await refusalOf {
                try await world.registry.reinstateLicence(
                    licence, Reason("It was my own."), Call(by: world.both, expectedVersion: 2))
            }
            #expect(
                alone
                    == Refusal(
                        .notAllowed, "reinstated_by_another_person",
                        "You revoked action \(action), so someone else must reinstate licence \(licence).",
                        hint: "Ask another officer."))
            let valid = try await world.registry.reinstateLicence(
                licence, Reason("Its ground fell."), Call(by: world.officer, expectedVersion: 2))
            #expect(try valid.text("status") == "valid")
        }
    }

    @Test func `an issued withdrawal waits for the officers until the licence is withdrawn`() async throws {
        try await withWorld { world in
            let (licence, action) = (try await world.licence(), try await world.issued(.withdrawal, from: "2026-10-01"))
            let card = try await world.registry.action(action, world.officer).json
            #expect(
                card["next"] == [
                    "act": "withdraw_licence", "reference": .string(licence), "role": "officer",
                    "action": .string(action),
                ])
            #expect(try await world.titles(licence) == ["withdraw: \(action) was issued"])
            _ = try await world.registry.withdrawLicence(
                licence, LicenceWithdrawal(action: action, on: .sample("2026-10-01"), reason: "It is ordered."),
                Call(by: world.officer, expectedVersion: 1))
            #expect(try await world.titles(licence) == [])
            let later = try await world.licence(from: "2026-10-01")
            #expect(try await world.titles(later) == [])
            #expect(try await world.registry.action(action, world.officer).json["next"]?["act"] == "close")
        }
    }

    @Test func `a withdrawal is not about a licence that was granted after it`() async throws {
        try await withWorld { world in
            let action = try await world.issued(.withdrawal, from: nil)
            let licence = try await world.licence()
            #expect(try await world.titles(licence) == [])
            #expect(try await world.registry.action(action, world.officer).json["next"]?["act"] == "close")
        }
    }

    @Test func `a suspended licence whose action is revoked is to be reinstated, and whoever revokes it is told`()
        async throws
    {
        try await withWorld { world in
            let (licence, action) = (try await world.licence(), try await world.issued(.suspension, from: "2026-09-01"))
            try await world.suspend(licence, action)
            let revoked = try await world.registry.revokeAction(
                action, Reason("Objection upheld."), Call(by: world.reviewer, expectedVersion: 3)
            ).json
            #expect(
                revoked["next"] == [
                    "act": "reinstate", "reference": .string(licence), "role": "officer", "notBy": ["Rita Reviewer"],
                ])
            #expect(try await world.titles(licence) == ["reinstate: \(action) was revoked"])
            let valid = try await world.registry.reinstateLicence(
                licence, Reason("Its ground fell."), Call(by: world.officer, expectedVersion: 2))
            #expect(try valid.text("status") == "valid")
            #expect(try await world.titles(licence) == [])
            #expect(try await world.registry.action(action, world.officer).json["next"]?["act"] != "reinstate")
        }
    }

    @Test func `a licence that was withdrawn on an action that is revoked holds again until its former end`()
        async throws
    {
        try await withWorld { world in
            let licence = try await world.licence(until: "2999-01-01")
            let action = try await world.issued(.withdrawal, from: "2026-10-01")
            _ = try await world.registry.withdrawLicence(
                licence, LicenceWithdrawal(action: action, on: .sample("2026-10-01"), reason: "It is ordered."),
                Call(by: world.officer, expectedVersion: 1))
            let early = try await refusalOf {
                try await world.registry.reinstateLicence(
                    licence, Reason("We are sorry."), Call(by: world.officer, expectedVersion: 2))
            }
            #expect(
                early
                    == Refusal(
                        .notPossibleNow, "withdrawal_stands_with_its_action",
                        "Licence \(licence) was withdrawn on action \(action), which is not revoked.",
                        hint: "Have a reviewer revoke the action first, or grant a new licence."))
            let revoked = try await world.registry.revokeAction(
                action, Reason("Objection upheld."), Call(by: world.reviewer, expectedVersion: 3)
            ).json
            #expect(
                revoked["next"] == [
                    "act": "reinstate", "reference": .string(licence), "role": "officer", "notBy": ["Rita Reviewer"],
                ])
            #expect(try await world.titles(licence) == ["reinstate: \(action) was revoked"])
            let valid = try await world.registry.reinstateLicence(
                licence, Reason("Its ground fell."), Call(by: world.officer, expectedVersion: 2))
            #expect(try valid.text("status") == "valid")
            #expect(try valid.text("endsOn") == "2999-01-01")
        }
    }

    @Test func `a withdrawn licence is not to be reinstated beside a later one`() async throws {
        try await withWorld { world in
            let licence = try await world.licence(until: "2999-01-01")
            let action = try await world.issued(.withdrawal, from: "2026-10-01")
            _ = try await world.registry.withdrawLicence(
                licence, LicenceWithdrawal(action: action, on: .sample("2026-10-01"), reason: "It is ordered."),
                Call(by: world.officer, expectedVersion: 1))
            let later = try await world.licence(from: "2026-10-01")
            let revoked = try await world.registry.revokeAction(
                action, Reason("Objection upheld."), Call(by: world.reviewer, expectedVersion: 3)
            ).json
            #expect(revoked["next"]?["act"] != "reinstate")
            #expect(try await world.titles(licence) == [])
            let refused = try await refusalOf {
                try await world.registry.reinstateLicence(
                    licence, Reason("Its ground fell."), Call(by: world.officer, expectedVersion: 2))
            }
            #expect(
                refused
                    == Refusal(
                        .conflict, "one_licence_per_outlet_at_a_time",
                        "The outlet has licence \(later) from 2026-10-01, without an end; licence \(licence) would hold again beside it.",
                        hint:
                            "The days of licence \(later) stay; for other conditions, let it lapse and grant a new one from then on."
                    ))
            _ = try await world.registry.lapseLicence(
                later, DatedReason(on: .sample("2026-10-05"), reason: "The holder stops."),
                Call(by: world.officer, expectedVersion: 1))
            let over = try await refusalOf { try await world.reinstated(licence) }
            #expect(over.hint == "Those days are over and stay with licence \(later); grant a new licence.")
        }
    }
}

extension World {
    /// A licence of the first outlet, by its reference.
    func licence(from: String = "2019-01-01", until: String? = nil) async throws -> String {
        let holder = try await registry.registerParty(
            NewParty(kind: .legal, name: "Groene Hand B.V."), Call(by: officer)
        ).json["reference"]?.text
        let new = NewLicence(
            holder: holder ?? "", validFrom: .sample(from), endsOn: until.map { .sample($0) }, conditions: [])
        return try await registry.grantLicence(for: outlet, new, Call(by: officer)).json["reference"]?.text ?? ""
    }

    /// Departs to a measure about the first inspection, and has it issued; gives the action's reference.
    func issued(_ measure: DecidedMeasure, from: String?, until: String? = nil) async throws -> String {
        try await inspect(1, on: "2026-09-01")
        return try await order(measure, from: from, until: until)
    }

    /// Suspends a licence that nothing has happened to yet.
    func suspend(_ licence: String, _ action: String) async throws {
        _ = try await registry.suspendLicence(
            licence, LicenceSuspension(action: action, reason: "It is ordered."), Call(by: officer, expectedVersion: 1))
    }

    /// The day that many days after today.
    func day(_ days: Int) async throws -> String {
        let today: LocalDate = try await test.admin.query("SELECT (now() AT TIME ZONE 'Europe/Amsterdam')::date") {
            try $0[0].decode(LocalDate.self, 0)
        }
        return today.adding(days: days).description
    }

    /// `WHAT: ABOUT` of what waits for the officer about a licence.
    func titles(_ licence: String, of person: Actor? = nil) async throws -> [String] {
        let items = try await registry.today(person ?? officer).json["items"]?.items ?? []
        return items.filter { $0["reference"]?.text == licence }.map {
            "\($0["what"]?.text ?? ""): \($0["about"]?.text ?? "")"
        }
    }
}
