import Policy
import Postgres
import Records
import Testing

@testable import Registry

/// What held on a day.
@Suite struct AsOfTests {
    @Test func `who operated an outlet and which licence held on a day`() async throws {
        try await withWorld { world in
            let first = try await world.operated(by: "Groene Hand B.V.", from: "2025-01-01")
            let licence = try await world.licensed(first, from: "2025-01-01")
            _ = try await world.registry.transferLicence(
                licence,
                LicenceTransfer(
                    holder: try await world.knownParty("Nieuw B.V."), on: .sample("2026-06-01"),
                    reason: "The shop was sold."
                ),
                Call(by: world.officer, expectedVersion: 1))
            let roles = try await world.registry.outlet(world.outlet, world.officer).json["roles"]?.items ?? []
            _ = try await world.registry.endRole(
                at: world.outlet, "\(roles[0]["id"]?.wholeNumber ?? 0)",
                RoleEnd(on: .sample("2026-06-01"), reason: "Sold."),
                Call(by: world.officer, expectedVersion: 1))
            _ = try await world.operated(by: "Nieuw B.V.", from: "2026-06-01")
            #expect(try await world.standing(asOf: "2024-12-31") == ["-", "-", "-"])
            #expect(try await world.standing(asOf: "2025-01-01") == ["Groene Hand B.V.", "L-2026-0001", "valid"])
            #expect(try await world.standing(asOf: "2026-05-31") == ["Groene Hand B.V.", "L-2026-0001", "valid"])
            #expect(try await world.standing(asOf: "2026-06-01") == ["Nieuw B.V.", "L-2026-0002", "valid"])
            let today = try await world.standing(asOf: nil)
            #expect(today == ["Nieuw B.V.", "L-2026-0002", "valid"])
        }
    }

    @Test func `where an outlet was on a day, and where it was thought to be`() async throws {
        try await withWorld { world in
            let before = try await world.databaseClock().description
            _ = try await world.registry.moveOutlet(
                world.outlet,
                OutletMove(
                    address: Address(street: "Singel", houseNumber: "7", postcode: "1012LG", locality: "Amsterdam"),
                    on: .sample("2026-05-01"), reason: "The lease ended."), Call(by: world.officer, expectedVersion: 1))
            #expect(try await world.street(asOf: "2026-04-30") == "Damrak")
            #expect(try await world.street(asOf: "2026-05-01") == "Singel")
            #expect(try await world.street(asOf: "2026-05-01", knownAt: before) == "Damrak")
        }
    }

    @Test func `what was recorded later of an earlier day counts, without what took effect in between`() async throws {
        try await withWorld { world in
            try await world.rename("In between")
            _ = try await world.registry.moveOutlet(
                world.outlet,
                OutletMove(
                    address: Address(street: "Singel", houseNumber: "7", postcode: "1012LG", locality: "Amsterdam"),
                    on: .sample("2026-05-01"), reason: "The lease ended."), Call(by: world.officer, expectedVersion: 2))
            // The name is of its day of recording, the address of 1 May.
            let card = try await world.registry.outlet(
                world.outlet, world.officer, from: try await world.past(asOf: "2026-06-01")
            ).json
            #expect(card["name"] == "Outlet 0" && card["street"] == "Singel" && card["version"] == 3)
        }
    }

    @Test func `today's day shows what every card says now`() async throws {
        try await withWorld(outlets: 3) { world in
            try await world.fillEveryTable()
            let today: LocalDate = try await world.test.admin.query(
                "SELECT (now() AT TIME ZONE 'Europe/Amsterdam')::date AS day"
            ) { try $0[0].get("day") }
            let standpoint = try await world.past(asOf: today.description)
            for card in try await world.cards() {
                let (now, then) = (try await world.body(card, .now), try await world.body(card, standpoint))
                #expect(now == then, "\(card)")
            }
        }
    }

    @Test func `an inspection is there from its day on, with its findings as they are known`() async throws {
        try await withWorld { world in
            try await world.inspect(1, on: "2026-10-01")
            try await world.correct("J", .pass)
            let before = try await world.past(asOf: "2026-09-30")
            let none = try await world.body(.inspection("I-2026-0001"), before)
            #expect(
                none.hasPrefix("There was no inspection I-2026-0001 on 2026-09-30 by what had been recorded by 20"),
                "\(none)")
            let on = try await world.past(asOf: "2026-10-01")
            let card = try await world.registry.inspection("I-2026-0001", world.officer, from: on).json
            let results = (card["findings"]?.items ?? []).filter { $0["criterion"] == "J" }.map { $0["result"] }
            #expect(results == ["pass"])
            // What was corrected never was one.
            #expect(card["violations"]?.items?.map { $0["status"] } == ["set_aside"])
        }
    }

    @Test func `a day that is to come is refused, and so is what nobody can have known`() async throws {
        try await withWorld { world in
            func refused(asOf: String? = nil, knownAt: String? = nil) async throws -> [String] {
                try await refusalOf { try await world.past(asOf: asOf, knownAt: knownAt) }.problems.map {
                    "\($0.pointer) \($0.code)"
                }
            }
            #expect(try await refused(asOf: "2900-01-01") == ["/asOf in_the_future"])
            #expect(try await refused(knownAt: "2900-01-01T00:00:00Z") == ["/knownAt in_the_future"])
            #expect(try await refused(knownAt: "2900-01-01") == ["/knownAt in_the_future"])
            #expect(try await refused(knownAt: "1999-01-01") == ["/knownAt before_the_first_record"])
            #expect(
                try await refused(asOf: "2900-01-01", knownAt: "1999-01-01") == [
                    "/asOf in_the_future", "/knownAt before_the_first_record",
                ])
            let today: LocalDate = try await world.test.admin.query(
                "SELECT (now() AT TIME ZONE 'Europe/Amsterdam')::date AS day"
            ) { try $0[0].get("day") }
            let refusal = try await refusalOf { try await world.past(knownAt: today.description) }
            #expect(
                refusal.problems.map(\.detail) == [
                    "\"knownAt\" is \(today), which is not over yet; name a moment of it that is, or leave it out for now."
                ])
            let intake = try await refusalOf { try await world.past(asOf: "2026-01-01", world.intake) }
            #expect(intake.code == "past_needs_a_role" && intake.kind == .notAllowed)
        }
    }

    @Test func `another authority's past is as unknown as its present`() async throws {
        try await withWorld { world in
            let other = try await World(world.test, code: "0394")
            let standpoint = try await other.past(knownAt: other.databaseClock().description)
            for card in try await world.cards() where !Card.lists.contains(card) {
                let said = try await world.body(card, standpoint, other.officer)
                #expect(said.hasPrefix("There was no "), "\(card)")
                let now = try await world.body(card, .now, other.officer)
                let told = now.replacing("There is no ", with: "There was no ").dropLast()
                #expect(said.hasPrefix("\(told) by what had been recorded by 20"), "\(said)")
            }
        }
    }
}

extension World {
    func knownParty(_ name: String) async throws -> String {
        let found = try await registry.parties(name, Page(), officer).json["items"]?.items?.first?["reference"]?.text
        if let found { return found }
        return try await registry.registerParty(NewParty(kind: .legal, name: name), Call(by: officer))
            .text("reference") ?? ""
    }

    /// Makes a party operator of the first outlet; gives its reference.
    func operated(by name: String, from day: String) async throws -> String {
        let party = try await knownParty(name)
        _ = try await registry.beginRole(
            at: outlet, NewPartyRole(party: party, role: .operator, validFrom: .sample(day)), Call(by: officer))
        return party
    }

    func licensed(_ holder: String, from day: String) async throws -> String {
        try await registry.grantLicence(
            for: outlet, NewLicence(holder: holder, validFrom: .sample(day)), Call(by: officer)
        ).text("reference") ?? ""
    }

    /// The operator of the first outlet on a day, the licence in force and how it stands.
    func standing(asOf day: String?) async throws -> [String] {
        let card = try await registry.outlet(outlet, officer, from: try await past(asOf: day)).json
        return [
            card["roles"]?.items?.first?["name"]?.text, card["licence"]?["reference"]?.text,
            card["licence"]?["standing"]?.text,
        ].map { $0 ?? "-" }
    }

    func street(asOf day: String, knownAt: String? = nil) async throws -> String? {
        let standpoint = try await past(asOf: day, knownAt: knownAt)
        return try await registry.outlet(outlet, officer, from: standpoint).json["street"]?.text
    }
}
