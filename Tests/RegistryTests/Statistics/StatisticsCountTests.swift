import Policy
import Records
import Testing

@testable import Registry

struct StatisticsCountTests {
    @Test func `outlets are those in force at the end of a day`() async throws {
        try await withTown { town in
            let list =
                "kind,street,house_number,tolerated_from\nretail,Damrak,1,2024-01-01\nretail,Damrak,2,2025-06-01\n"
                + "club,Damrak,3,2024-01-01\n"
            _ = try await town.registry.importOutlets(
                Array(list.utf8), OutletImport(profile: .generic, apply: true), Call(by: town.officer))
            _ = try await town.registry.closeOutlet(
                "0363-001-Z", DatedReason(on: .sample("2025-03-01"), reason: "Gone."), town.change(1))
            func counts(_ day: String) async throws -> IndicatorCounts.Figures {
                try await town.registry.statistics(
                    .outlets, StatisticsQuery(from: .sample("2020-01-01"), to: .sample(day)), town.inspector
                ).figures
            }
            #expect(try await counts("2023-12-31") == .outlets([]))
            #expect(
                try await counts("2025-02-28")
                    == .outlets([
                        OutletCount(kind: "club", total: 1, active: 1),
                        OutletCount(kind: "retail", total: 1, active: 1),
                    ]))
            #expect(
                try await counts("2025-06-01")
                    == .outlets([
                        OutletCount(kind: "club", total: 1, active: 1),
                        OutletCount(kind: "retail", total: 2, active: 1),
                    ]))
        }
    }

    @Test func `an outlet counts for the days it was in force, an inspection when there was access`() async throws {
        try await withTown { town in
            let list =
                "kind,street,house_number,tolerated_from\nretail,Damrak,1,2024-01-01\nretail,Damrak,2,2024-12-30\n"
            _ = try await town.registry.importOutlets(
                Array(list.utf8), OutletImport(profile: .generic, apply: true), Call(by: town.officer))
            _ = try await town.registry.closeOutlet(
                "0363-001-Z", DatedReason(on: .sample("2024-02-01"), reason: "Gone."), town.change(1))
            let counts = try await town.registry.statistics(
                .inspectionRate, StatisticsQuery(from: .sample("2024-01-10"), to: .sample("2024-12-31")), town.officer)
            #expect(
                counts
                    == IndicatorCounts(
                        jurisdiction: "0363", from: .sample("2024-01-10"), to: .sample("2024-12-31"),
                        figures: .inspectionRate(InspectionExposure(inspections: 0, attempts: 0, outletDays: 22 + 2))))
            let second = "0363-002-X"
            try await town.inspection(1, second, ["A": "pass"])
            try await town.inspection(2, second, [:], outcome: "refused", daysAgo: 2)
            let now = try await town.registry.statistics(
                .inspectionRate, StatisticsQuery(from: .sample("2024-01-01")), town.officer)
            guard case .inspectionRate(let exposure) = now.figures else { throw WrongFigures() }
            #expect(exposure.inspections == 1)
            #expect(exposure.attempts == 2)
        }
    }

    @Test func `an inspection counts on days on which its outlet was in force, and is listed apart on others`()
        async throws
    {
        try await withWorld { world in
            let new = NewOutlet(
                kind: .retail, address: Address(street: "Rokin", houseNumber: "7"), toleratedFrom: .sample("2026-09-01")
            )
            let outlet = try await world.registry.registerOutlet(new, Call(by: world.officer)).text("reference") ?? ""
            try await world.inspect(1, on: "2026-08-31", at: outlet)
            try await world.inspect(2, on: "2026-09-01", at: outlet)
            func exposure(_ from: String, _ to: String) async throws -> IndicatorCounts.Figures {
                try await world.registry.statistics(
                    .inspectionRate, StatisticsQuery(from: .sample(from), to: .sample(to)), world.officer
                ).figures
            }
            #expect(
                try await exposure("2026-08-01", "2026-08-31")
                    == .inspectionRate(InspectionExposure(inspections: 0, attempts: 0, notInForce: 1, outletDays: 0)))
            #expect(
                try await exposure("2026-08-01", "2026-09-30")
                    == .inspectionRate(InspectionExposure(inspections: 1, attempts: 1, notInForce: 1, outletDays: 30)))
        }
    }

    struct WrongFigures: Error {}

    @Test func `findings count as they hold after corrections, by outlet`() async throws {
        try await withTown { town in
            let (one, two) = (try await town.outlet(), try await town.outlet(number: "2"))
            try await town.inspection(1, one, ["A": "fail", "H": "not_checked"], daysAgo: 3)
            try await town.inspection(2, one, ["A": "fail", "H": "pass", "O": "not_applicable"], daysAgo: 2)
            try await town.inspection(3, two, ["A": "pass", "H": "fail"], daysAgo: 1)
            try await town.correct(2, "A", "pass")
            let counts = try await town.registry.statistics(
                .violationRate, StatisticsQuery(from: .sample("2020-01-01")), town.policy)
            #expect(
                counts.figures
                    == .violationRate([
                        CriterionCount(
                            criterion: "A", notChecked: 0, notApplicable: 0,
                            outlets: [.init(failed: 1, checked: 2), .init(failed: 0, checked: 1)]),
                        CriterionCount(
                            criterion: "H", notChecked: 1, notApplicable: 0,
                            outlets: [.init(failed: 0, checked: 1), .init(failed: 1, checked: 1)]),
                        CriterionCount(criterion: "O", notChecked: 0, notApplicable: 1, outlets: []),
                    ]))
        }
    }

    @Test func `a voided inspection counts nowhere`() async throws {
        try await withTown { town in
            let outlet = try await town.outlet()
            try await town.inspection(1, outlet, ["A": "fail"], daysAgo: 2)
            try await town.inspection(2, outlet, ["A": "fail"], daysAgo: 1)
            _ = try await town.registry.voidInspection(
                "I-2026-0002", InspectionVoiding(duplicateOf: "I-2026-0001", reason: "The same visit, typed twice."),
                Call(by: town.reviewer))
            let query = StatisticsQuery(from: .sample("2020-01-01"))
            let rate = try await town.registry.statistics(.violationRate, query, town.policy)
            #expect(
                rate.figures
                    == .violationRate([
                        CriterionCount(
                            criterion: "A", notChecked: 0, notApplicable: 0, outlets: [.init(failed: 1, checked: 1)])
                    ]))
            let visits = try await town.registry.statistics(.inspectionRate, query, town.policy)
            guard case .inspectionRate(let exposure) = visits.figures else { throw WrongFigures() }
            // The outlet is registered since today, without a day from which it is tolerated.
            #expect([exposure.inspections, exposure.attempts, exposure.notInForce] == [0, 0, 1])
        }
    }

    @Test func `a period that ends before it begins is refused`() async throws {
        try await withTown { town in
            let refused = try await refusalOf {
                try await town.registry.statistics(
                    .outlets, StatisticsQuery(from: .sample("2026-02-01"), to: .sample("2026-01-31")), town.officer)
            }
            #expect(
                refused.problems.map(\.detail) == [
                    "The period would begin on 2026-02-01 and end on 2026-01-31, today at the latest."
                ])
        }
    }
}
