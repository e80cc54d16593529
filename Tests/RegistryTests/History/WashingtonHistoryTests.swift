import Policy
import Records
import Server
import Testing

@testable import Registry

/// The real registers of Washington, as far as they stand beside the repository; the sample's tests run everywhere.
@Suite(
    .enabled(
        if: WashingtonFiles.isRequired || WashingtonFiles.missing == nil,
        "\(WashingtonFiles.missing ?? "a file") is not in \(WashingtonFiles.folder), so real history is not tested."))
struct WashingtonHistoryTests {
    /// What `Tests/History/naive_count.py` writes, which counts without the engine: the same type or a similar one, with and
    /// without warnings, the anniversary in and out, the hour unknown both ways.
    private static let steps = [
        "2 years, step 1: 1269 = 1089 fines, 32 suspensions, 139 withdrawals, 4 warnings, 5 other",
        "2 years, step 1 to 2: 91 = 84 fines, 3 suspensions, 4 withdrawals, 0 warnings, 0 other",
        "2 years, step 1 to 3: 5 = 3 fines, 1 suspensions, 1 withdrawals, 0 warnings, 0 other",
        "2 years, step 1 to 4: 2 = 2 fines, 0 suspensions, 0 withdrawals, 0 warnings, 0 other",
        "2 years, step 2: 102 = 80 fines, 8 suspensions, 14 withdrawals, 0 warnings, 0 other",
        "2 years, step 2 to 3: 13 = 10 fines, 0 suspensions, 3 withdrawals, 0 warnings, 0 other",
        "2 years, step 2 to 4: 2 = 2 fines, 0 suspensions, 0 withdrawals, 0 warnings, 0 other",
        "2 years, step 2 to 5: 2 = 1 fines, 0 suspensions, 1 withdrawals, 0 warnings, 0 other",
        "2 years, step 2 to 6: 1 = 1 fines, 0 suspensions, 0 withdrawals, 0 warnings, 0 other",
        "2 years, step 3: 13 = 5 fines, 1 suspensions, 7 withdrawals, 0 warnings, 0 other",
        "2 years, step 3 to 4: 3 = 1 fines, 0 suspensions, 2 withdrawals, 0 warnings, 0 other",
        "2 years, step 4: 2 = 0 fines, 0 suspensions, 2 withdrawals, 0 warnings, 0 other",
        "3 years, step 1: 1240 = 1065 fines, 31 suspensions, 137 withdrawals, 4 warnings, 3 other",
        "3 years, step 1 to 2: 94 = 87 fines, 3 suspensions, 4 withdrawals, 0 warnings, 0 other",
        "3 years, step 1 to 3: 8 = 6 fines, 1 suspensions, 1 withdrawals, 0 warnings, 0 other",
        "3 years, step 1 to 4: 3 = 3 fines, 0 suspensions, 0 withdrawals, 0 warnings, 0 other",
        "3 years, step 2: 118 = 92 fines, 9 suspensions, 15 withdrawals, 0 warnings, 2 other",
        "3 years, step 2 to 3: 16 = 12 fines, 0 suspensions, 4 withdrawals, 0 warnings, 0 other",
        "3 years, step 2 to 4: 2 = 2 fines, 0 suspensions, 0 withdrawals, 0 warnings, 0 other",
        "3 years, step 2 to 5: 1 = 1 fines, 0 suspensions, 0 withdrawals, 0 warnings, 0 other",
        "3 years, step 2 to 6: 2 = 1 fines, 0 suspensions, 1 withdrawals, 0 warnings, 0 other",
        "3 years, step 3: 16 = 8 fines, 1 suspensions, 7 withdrawals, 0 warnings, 0 other",
        "3 years, step 3 to 4: 3 = 1 fines, 0 suspensions, 2 withdrawals, 0 warnings, 0 other",
        "3 years, step 4: 2 = 0 fines, 0 suspensions, 2 withdrawals, 0 warnings, 0 other",
    ]

    @Test func `every row is stored, and each penalty has the step that a naive count gives it`() async throws {
        guard WashingtonFiles.missing == nil else {
            Issue.record("\(WashingtonFiles.missing ?? "") is not there, and REGISTRY_SHARED_REQUIRED is 1.")
            return
        }
        try await withTown(packs: try .installed()) { town in
            try await Self.importAll(town)
            _ = try await town.registry.draftPack(try CountStepsTests.localPack(), Call(by: town.policy))
            let query = StepCountQuery(packs: [CountStepsTests.twoYears, CountStepsTests.threeYears])
            let counts = try await town.registry.countSteps(query, town.policy).json
            #expect(counts["penalties"] == 1516 && counts["counted"] == 1505)
            #expect(
                counts["notCounted"]?.items?.map { CountStepsTests.line($0) } == [
                    "The row names no licence. 1", "The case was dismissed or discontinued. 4",
                    "The row doesn't say what was imposed. 6",
                ])
            let found = counts["steps"]?.items?.map { Self.step($0) } ?? []
            for (one, expected) in zip(found, Self.steps) { #expect(one == expected) }
            #expect(found.count == Self.steps.count)
            #expect(counts["agreement"]?.items?.map { $0["rows"] } == [0, 0])
            try await Self.compareAsAssumed(town)
        }
    }

    /// Under the assumption that the table of 2022 held from 2020 on; it is told as not verified.
    private static func compareAsAssumed(_ town: Town) async throws {
        let query = StepCountQuery(packs: [CountStepsTests.twoYears], assumedFrom: .sample("2020-01-01"))
        let counts = try await town.registry.countSteps(query, town.policy).json
        #expect(
            counts["compared"]?.items?.map { row in
                "\(row["case"]?.text ?? "") step \(row["step"]?.wholeNumber ?? 0): \(row["table"]?.text ?? "") | "
                    + "\(row["imposed"]?.text ?? "") \(row["agrees"]?.truth ?? false)"
            } == ["7E0314A step 1: a fine of USD 250 | 1250 false"])
        #expect(
            counts["notCompared"]?.items?.map { CountStepsTests.line($0) } == [
                "The offence lies outside the table's days. 1463",
                "The table for the type or step wasn't found. 38",
                "More than one step is possible. 1",
                "The table's line is known second hand only. 2",
            ])
        #expect(counts["agreement"]?[0]?["verified"] == false)
    }

    private static func importAll(_ town: Town) async throws {
        let lists = try await report(WashingtonFiles.applicants, town)
        #expect(lists.counts[0..<4] == [4330, 4330, 0, 0])
        #expect(lists.remarkCounts["leading_zero"] == 54)
        let businesses = try await report(WashingtonFiles.businesses, town)
        #expect(businesses.counts[0..<4] == [1908, 1908, 0, 0])
        #expect(lists.counts[5] + businesses.counts[5] == 2039)
        let penalties = try await report(WashingtonFiles.penalties, town)
        #expect(penalties.counts[0..<5] == [1516, 1516, 0, 0, 147])
        #expect(penalties.remarkCounts["effective_day_in_the_future"] == 13)
        #expect(penalties.remarkCounts["effective_day_before_the_offence"] == 15)
        #expect(penalties.remarkCounts["settled"] == 28)
        let violations = try await report(WashingtonFiles.violations, town)
        #expect(violations.counts[0..<5] == [3158, 3158, 0, 0, 279])
        #expect(violations.remarkCounts["repeated"] == 8)
        let visits = try await report(WashingtonFiles.visits, town)
        #expect(visits.counts[0..<5] == [31236, 31236, 0, 0, 3177])
        #expect(visits.remarkCounts["repeated"] == 530)
        #expect(try await report(WashingtonFiles.penalties, town).counts[0..<4] == [1516, 0, 1516, 0])
        let older = try await town.importing(
            try WashingtonFiles.bytes(WashingtonFiles.olderViolations), "older.csv", apply: false)
        #expect([older.counts[1], older.counts[2], older.counts[6]] == [165, 2005, 1153])
    }

    /// Imports it, and sees that each row is stored, known or rejected.
    private static func report(_ name: String, _ town: Town) async throws -> JSONValue {
        let report = try await town.importing(try WashingtonFiles.bytes(name), name)
        let counts = report.counts
        #expect(report["applied"] == true)
        #expect(counts[0] == counts[1] + counts[2] + counts[3], "\(name): rows are missing")
        return report
    }

    private static func step(_ row: JSONValue) -> String {
        let number = { (name: String) in row[name]?.wholeNumber ?? -1 }
        return "\(row["window"]?.text ?? ""), step \(row["step"]?.text ?? ""): \(number("rows")) = "
            + "\(number("fine")) fines, \(number("suspension")) suspensions, \(number("withdrawal")) withdrawals, "
            + "\(number("warning")) warnings, \(number("other")) other"
    }
}
