import Policy
import Records
import Testing

@testable import Registry

/// Packs that ship with the program: proposed in one go, activated by another person.
struct PolicyPackTests {
    @Test func `an active pack governs from its day until a later version does`() async throws {
        try await withTown(packs: .sample) { town in
            let answer = try await town.activate("nl/test", "1", from: "2026-01-01")
            let json = try answer.json
            #expect(json["status"] == "active")
            #expect(json["validFrom"] == "2026-01-01")
            #expect(json["licenceMaximum"] == 2)
            #expect(json["draftedBy"] == "Paula Licy")
            #expect(json["proposedBy"] == "Paula Licy")
            #expect(json["activatedBy"] == "Rev Iewer")
            #expect(json["bases"]?.items?.map { $0["id"] } == ["nl/ahojgi"])
            try await town.activate("nl/test", "2", from: "2026-07-01")
            #expect(try await town.governing(on: "2025-12-31") == [])
            #expect(try await town.governing(on: "2026-01-01") == ["1"])
            #expect(try await town.governing(on: "2026-06-30") == ["1"])
            #expect(try await town.governing(on: "2026-07-01") == ["2"])
            let listed = try await town.registry.policyPacks(PackQuery(), town.officer).json["items"]?.items
            #expect(listed?.map { $0["version"] } == ["2", "1"])
            #expect(listed?.map { $0["status"] } == ["active", "active"])
        }
    }

    @Test func `what is only proposed does not govern, and the reviewer sees it waiting`() async throws {
        try await withTown(packs: .sample) { town in
            let proposed = try await town.registry.adopt(
                PackAdoption(id: "nl/test", version: "1", validFrom: .sample("2026-01-01")), Call(by: town.policy))
            #expect(proposed.status == 201)
            #expect(try proposed.text("status") == "proposed")
            #expect(try await town.governing(on: "2026-06-30") == [])
            let due = try await town.registry.today(town.reviewer).json["items"]?[0]
            #expect(due?["what"] == "activate")
            #expect(due?["reference"] == "nl/test 1")
            #expect(due?["from"] == "Paula Licy")
            #expect(try await town.registry.today(town.policy).json["items"] == [])
        }
    }

    @Test func `a pack that is not there, too early, or there already is refused`() async throws {
        try await withTown(packs: .sample) { town in
            func refused(_ id: String, _ version: String, _ day: String, by actor: Actor? = nil) async throws -> Refusal
            {
                try await refusalOf {
                    try await town.registry.adopt(
                        PackAdoption(id: id, version: version, validFrom: .sample(day)),
                        Call(by: actor ?? town.policy))
                }
            }
            let unknown = try await refused("nl/none", "1", "2026-01-01")
            #expect(unknown.message == "There is no policy pack nl/none 1.")
            #expect(unknown.hint == "Adopt one of them, or draft a pack of your own.")
            #expect(unknown.detail == "The packs of this program are: nl/test 1, nl/test 2.")
            let early = try await refused("nl/test", "2", "2025-12-31")
            #expect(
                early.problems.map(\.detail) == ["nl/test 2 holds from 2026-01-01; it can't govern from 2025-12-31."])
            try await town.activate("nl/test", "1", from: "2026-01-01")
            let twice = try await refused("nl/test", "1", "2027-01-01")
            #expect(
                twice
                    == Refusal(
                        .conflict, "one_record_per_pack_version",
                        "Version 1 of policy pack nl/test is there already; it is active.",
                        hint: "A change of the rules is a new version: give it another version."))
            let sameDay = try await refused("nl/test", "2", "2026-01-01")
            #expect(
                sameDay
                    == Refusal(
                        .conflict, "one_adoption_per_pack_and_day",
                        "Another version of that policy pack governs or is proposed from that day already.",
                        hint: "Choose another day; an active version is never edited."))
            let role = try await refused("nl/test", "2", "2026-02-01", by: town.officer)
            #expect(role.message == "To draft this policy pack the role policy is needed.")
        }
    }
}

extension Town {
    /// The versions that govern on a day.
    fileprivate func governing(on day: String) async throws -> [String] {
        try await registry.read(officer) { [self] db in
            let noon = Instant(text: "\(day)T12:00:00Z")!
            let rows = try db.rows(GoverningPacks.adopted(at: noon, officer))
            return try GoverningPacks(rows, on: registry.packs, officer, db).packs.map(\.version)
        }
    }
}
