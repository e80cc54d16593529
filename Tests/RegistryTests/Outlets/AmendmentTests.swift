import Records
import Testing

@testable import Registry

/// What an amendment takes away, and that it changes something.
struct AmendmentTests {
    @Test func `an amendment that changes nothing is not recorded`() async throws {
        try await withWorld { world in
            for change: JSONValue in [
                ["reason": "Nothing at all."], ["name": "Outlet 0", "reason": "As it is."],
                ["openingHours": nil, "reason": "There are none."],
                ["longitude": 4.8952, "latitude": 52.3702, "reason": "As it is."],
            ] {
                let refusal = try await refusalOf { try await world.amend(change) }
                #expect(refusal.kind == .badInput && refusal.code == "amendment_changes_something")
                #expect(
                    refusal.message == "Nothing was amended: of the outlet everything is recorded so already.")
                #expect(refusal.hint == "Send what is to be different; null takes away what may be left out.")
            }
            #expect(try await world.registry.outlet(world.outlet, world.officer).json["version"] == 1)
            let direct = try await world.failure(
                as: world.officer,
                """
                UPDATE registry.outlet SET act = 'amend', version = version + 1, changed_by = \(world.officer.person)
                """)
            #expect(direct?.constraint == "amendment_changes_something")
        }
    }

    @Test func `a name, a place, a postcode and a town that don't hold are taken away`() async throws {
        try await withWorld { world in
            let card = try await world.amend([
                "name": nil, "longitude": nil, "latitude": nil, "postcode": nil, "reason": "It was another outlet's.",
            ]).json
            #expect([card["name"], card["longitude"], card["postcode"]] == [.null, .null, ""])
            #expect(card["locality"] == "Amsterdam")
        }
    }

    @Test func `half a place and a kind are not taken away`() throws {
        let refusal = #expect(throws: Refusal.self) {
            try Fields.read(["longitude": nil, "kind": nil, "reason": "So."]) { OutletAmendment(&$0) }
        }
        #expect(
            refusal?.problems.map(\.detail) == [
                "Of \"longitude\" and \"latitude\" one is null; both are, where the place is taken away.",
                "\"kind\" is null; an outlet has a kind, which may be unknown.",
            ])
    }

    @Test func `a party loses a registration number that is another's, and an empty change is refused`() async throws {
        try await withTown { town in
            let party =
                try await town.registry.registerParty(
                    NewParty(kind: .legal, name: "Kade B.V.", registrationNumber: "kvk:68750110"),
                    Call(by: town.officer)
                ).text("reference") ?? ""
            func amend(_ change: JSONValue, _ version: Int) async throws -> JSONValue {
                let read = try Fields.read(change) { PartyAmendment(&$0) }
                return try await town.registry.amendParty(party, read, town.change(version)).json
            }
            #expect(try await amend(["registrationNumber": nil, "reason": "Typed."], 1)["registrationNumber"] == .null)
            let refusal = try await refusalOf { try await amend(["name": "Kade B.V."], 2) }
            #expect(refusal.message == "Nothing was amended: of the party everything is recorded so already.")
        }
    }
}

extension World {
    fileprivate func amend(_ change: JSONValue) async throws -> Answer {
        let read = try Fields.read(change) { OutletAmendment(&$0) }
        return try await registry.amendOutlet(outlet, read, Call(by: officer, expectedVersion: 1))
    }
}
