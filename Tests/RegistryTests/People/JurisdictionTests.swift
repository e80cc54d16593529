import Records
import TestSupport
import Testing

@testable import Registry

struct JurisdictionTests {
    @Test func `an authority reads and changes its own name and bounds`() async throws {
        try await withTown() { town in
            let before = try await town.registry.jurisdiction(town.officer)
            #expect(before.etag == "\"v1\"")
            #expect(try before.json["bounds"] == ["west": 4.7, "south": 52.2, "east": 5.1, "north": 52.5])
            let after = try await town.registry.amendJurisdiction(
                JurisdictionAmendment(name: "Gemeente Amsterdam"), Call(by: town.administrator, expectedVersion: 1))
            #expect(after.etag == "\"v2\"")
            #expect(try after.text("name") == "Gemeente Amsterdam")
            #expect(try after.text("timeZone") == "Europe/Amsterdam")
        }
    }

    @Test func `a time zone that is not one, an old version, and a wrong role are refused`() async throws {
        try await withTown() { town in
            let zone = try await refusalOf {
                try await town.registry.amendJurisdiction(
                    JurisdictionAmendment(timeZone: "Europe/Mokum"), Call(by: town.administrator, expectedVersion: 1))
            }
            #expect(zone.message == "\"Europe/Mokum\" is not a time zone that PostgreSQL knows.")
            #expect(zone.hint == "Write it like Europe/Amsterdam or America/Los_Angeles.")
            let old = try await refusalOf {
                try await town.registry.amendJurisdiction(
                    JurisdictionAmendment(name: "X"), Call(by: town.administrator, expectedVersion: 7))
            }
            #expect(old.detail == "You have version 7; it has version 1 now.")
            let role = try await refusalOf {
                try await town.registry.amendJurisdiction(
                    JurisdictionAmendment(name: "X"), Call(by: town.officer, expectedVersion: 1))
            }
            #expect(role.message == "To amend this jurisdiction the role administrator is needed.")
        }
    }

    @Test func `a code is taken once and looks like a code`() async throws {
        try await withTestDatabase { scratch in
            _ = try await Town.establish(in: scratch)
            let taken = try await refusalOf { try await Town.establish(in: scratch) }
            #expect(taken.message == "A jurisdiction with that code is there already.")
            let odd = try await refusalOf { try await Town.establish(in: scratch, code: "a-b") }
            #expect(odd.message == "The code of a jurisdiction has 2 to 12 digits or capital letters.")
        }
    }
}
