import Policy
import Records
import Testing

@testable import Registry

struct PolicyPackTests {
    @Test func `an adopted pack governs from its day until a later version does`() async throws {
        try await withTown(packs: .sample) { town in
            let answer = try await town.registry.adopt(
                PackAdoption(id: "nl/test", version: "1", validFrom: .sample("2026-01-01")), Call(by: town.policy))
            #expect(answer.status == 201)
            #expect(try answer.json["licenceMaximum"] == 2)
            #expect(try answer.text("adoptedBy") == "Paula Licy")
            _ = try await town.registry.adopt(
                PackAdoption(id: "nl/test", version: "2", validFrom: .sample("2026-07-01")), Call(by: town.policy))
            let governing = { (day: String) async throws -> [String] in
                try await town.registry.read(town.officer) { db in
                    let noon = Instant(text: "\(day)T12:00:00Z")!
                    return try GoverningPacks(try db.rows(GoverningPacks.adopted(at: noon, town.officer)), on: .sample)
                        .packs.map(\.version)
                }
            }
            #expect(try await governing("2025-12-31") == [])
            #expect(try await governing("2026-01-01") == ["1"])
            #expect(try await governing("2026-06-30") == ["1"])
            #expect(try await governing("2026-07-01") == ["2"])
            let listed = try await town.registry.policyPacks(town.officer).json["items"]?.items?.map { $0["version"] }
            #expect(listed == ["2", "1"])
        }
    }

    @Test func `a pack that is not there, too early, or adopted for that day already is refused`() async throws {
        try await withTown(packs: .sample) { town in
            let unknown = try await refusalOf {
                try await town.registry.adopt(
                    PackAdoption(id: "nl/none", version: "1", validFrom: .sample("2026-01-01")), Call(by: town.policy))
            }
            #expect(unknown.message == "There is no policy pack nl/none 1.")
            #expect(unknown.hint == "Adopt one of them.")
            #expect(unknown.detail == "The packs of this program are: nl/test 1, nl/test 2.")
            let early = try await refusalOf {
                try await town.registry.adopt(
                    PackAdoption(id: "nl/test", version: "2", validFrom: .sample("2025-12-31")), Call(by: town.policy))
            }
            #expect(
                early.problems.map(\.detail) == ["nl/test 2 holds from 2026-01-01; it can't govern from 2025-12-31."])
            let adoption = PackAdoption(id: "nl/test", version: "1", validFrom: .sample("2026-01-01"))
            _ = try await town.registry.adopt(adoption, Call(by: town.policy))
            let twice = try await refusalOf { try await town.registry.adopt(adoption, Call(by: town.policy)) }
            #expect(twice.message == "That pack is adopted from that day already.")
            let role = try await refusalOf { try await town.registry.adopt(adoption, Call(by: town.officer)) }
            #expect(role.message == "To adopt this policy pack the role policy is needed.")
        }
    }
}
