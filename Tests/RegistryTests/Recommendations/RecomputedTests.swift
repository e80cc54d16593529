import Records
import Testing

@testable import Registry

/// Asking the rules again says what the new recommendations take the place of, under every pack.
struct RecomputedTests {
    @Test(arguments: [true, false])
    func `what is replaced is told with decisions and actions, also dry`(isDry: Bool) async throws {
        try await withWorld(packs: ["nl/leeuwarden/j", "nl/dordrecht/o"]) { world in
            try await world.sparedBesideAnIssuedAction()
            let again = try await world.registry.recommendAgain(
                in: "C-2026-0001", inspection: "I-2026-0001", Call(by: world.otherOfficer, dryRun: isDry)
            ).json
            let recomputed = again["recomputed"]?.items ?? []
            #expect(recomputed.first?["id"] == again["id"])
            let replaced = recomputed.map { $0["replaces"] ?? .null }
            #expect(recomputed.map { $0["pack"] } == ["nl/dordrecht/o", "nl/leeuwarden/j"])
            #expect(replaced.map { $0["id"] } == [1, 2])
            #expect(replaced.map { $0["personDecides"] } == [true, false])
            #expect(replaced.map { $0["decision"]?["choice"] } == ["depart", "follow"])
            #expect(replaced.map { $0["decision"]?["measure"] } == ["none", "closure"])
            #expect(replaced.map { $0["decision"]?["by"] } == ["Otto Officer", "Otto Officer"])
            #expect(
                replaced.map { $0["actions"] } == [
                    [], [["reference": "A-2026-0001", "kind": "closure", "status": "issued"]],
                ])
            #expect(try await world.count("registry.recommendation") == (isDry ? 2 : 4))
        }
    }
}
