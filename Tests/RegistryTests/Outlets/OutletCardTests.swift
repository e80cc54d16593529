import Policy
import Records
import Testing

@testable import Registry

/// What an outlet's card says beside its roles, its licence and its last inspections.
struct OutletCardTests {
    @Test func `an outlet says how many nuisance reports are claimed for it`() async throws {
        try await withWorld { world in
            let before = try await world.registry.outlet(world.outlet, world.officer).json
            #expect([before["nuisanceReports"], before["earlierRecords"], before["lastEarlierRecords"]] == [0, 0, []])
            for _ in 1...2 { _ = try await world.registry.receiveNuisanceReport(.sample, Call(by: world.intake)) }
            let claim = NewAttribution(outlet: world.outlet, reason: "Its customers park there.")
            _ = try await world.registry.proposeAttribution(of: "N-2026-0001", claim, Call(by: world.officer))
            #expect(try await world.registry.outlet(world.outlet, world.officer).json["nuisanceReports"] == 1)
        }
    }

    @Test func `an outlet shows the violations that the former system has of it, a case with penalties once`()
        async throws
    {
        try await withTown { town in
            try await town.importSample()
            let list = try await town.registry.outlets(OutletQuery(), Page(), town.officer).json["items"]?.items ?? []
            var counts: [Int] = []
            for outlet in list {
                let card = try await town.registry.outlet(outlet["reference"]?.text ?? "", town.officer).json
                let last = card["lastEarlierRecords"]?.items ?? []
                let count = card["earlierRecords"]?.wholeNumber ?? -1
                #expect(last.count == min(count, 5))
                let days = last.compactMap { $0["day"]?.text }
                #expect(days.count == last.count && days == days.sorted(by: >))
                #expect(last.allSatisfy { $0["caseNumber"]?.text != nil && $0["standing"]?.text != nil })
                counts.append(count)
            }
            let signed = [town.registry.signer.statement(for: town.officer)]
            let counted: Int = try await town.database.read(signed) {
                try $0.one(
                    """
                    SELECT count(*) FROM registry.earlier_event AS e
                    JOIN registry.outlet_licence_number AS n ON n.licence_number = e.licence_number
                    """)
            }
            #expect(counts.reduce(0, +) == counted && counted > 5)
        }
    }
}
