import Policy
import Records
import Testing

@testable import Statistics

/// The harm index as it is answered: two series side by side, a count beside each weight, and nothing that adds them.
@Suite struct HarmReportTests {
    private static let one = PackReference(id: "nl/a", version: "1", sha256: "01")
    private static let two = PackReference(id: "nl/a", version: "2", sha256: "02")

    private func report(_ part: HarmPart, _ violations: [HarmCount], _ reports: [HarmCount]) -> JSONValue {
        IndicatorReport(
            IndicatorCounts(
                jurisdiction: "0363", from: LocalDate("2026-01-01")!, to: LocalDate("2026-12-31")!,
                figures: .harm(HarmCounts(part: part, violations: violations, reports: reports, unconfirmed: 3)))
        ).json
    }

    @Test func `rows carry the series, the count, the weight with its pack, or why there is none`() {
        let json = report(
            .outlet,
            [
                HarmCount(of: "0363-001-Z", count: 2, weight: .days(90, Self.one)),
                HarmCount(of: "0363-001-Z", count: 1, weight: .days(7, Self.one)),
                HarmCount(of: "0363-001-Z", count: 1, weight: .days(0, Self.two)),
                HarmCount(of: "0363-001-Z", count: 4, weight: .unknown(.firstStepUnknown, Self.one)),
                HarmCount(of: "0363-002-X", count: 5, weight: .severalPacks),
                HarmCount(of: "0363-002-X", count: 6, weight: .noPack),
            ], [HarmCount(of: "0363-001-Z", count: 3, weight: .days(2, Self.one))])
        func row(
            _ series: String, _ outlet: String, _ count: Int, _ days: Int?, _ version: String?, _ reason: String?
        ) -> JSONValue {
            [
                "jurisdiction": "0363", "series": .string(series), "outlet": .string(outlet),
                "count": .integer(count), "harmDays": days.map { .integer($0) } ?? .null,
                "pack": version == nil ? .null : "nl/a", "packVersion": version.map { .string($0) } ?? .null,
                "notWeighted": reason.map { .string($0) } ?? .null,
            ]
        }
        let found = "established_violations"
        #expect(
            json == [
                "indicator": "harm", "method": .string(HarmMethod.text), "methodCode": "harm-days",
                "from": "2026-01-01",
                "to": "2026-12-31", "by": "outlet", "unconfirmedReports": 3,
                "rows": [
                    row(found, "0363-001-Z", 3, 187, "1", nil),
                    row(found, "0363-001-Z", 4, nil, "1", "the source does not say what the first step is"),
                    row(found, "0363-001-Z", 1, 0, "2", nil),
                    row(found, "0363-002-X", 6, nil, nil, "no pack that governed that day knows it"),
                    row(found, "0363-002-X", 5, nil, nil, "several packs give a weight"),
                    row("confirmed_reports", "0363-001-Z", 3, 6, "1", nil),
                ],
            ])
    }

    @Test func `by criterion reports are told by their category`() {
        let json = report(
            .criterion, [HarmCount(of: "J", count: 1, weight: .unknown(.noWeights, Self.one))],
            [HarmCount(of: "noise", count: 1, weight: .unknown(.noWeights, Self.one))])
        #expect(json["by"] == "criterion")
        #expect(json["rows"]?.items?.map { [$0["criterion"], $0["category"]] } == [["J", nil], [nil, "noise"]])
        #expect(json["rows"]?[0]?["notWeighted"] == "the pack gives no weight")
        #expect(json["rows"]?[0]?["harmDays"] == .null)
    }

    @Test func `what is not weighted says why in words`() {
        let rows = report(
            .criterion, HarmWeight.Gap.allCases.map { HarmCount(of: "J", count: 1, weight: .unknown($0, Self.one)) }, []
        )["rows"]
        #expect(
            rows?.items?.compactMap { $0["notWeighted"]?.text } == [
                "the first step depends on facts", "the pack does not say which of several options weighs",
                "the pack gives no weight",
                "the pack gives the first step's measure no weight", "the pack has no ladder for it",
                "the source does not say what the first step is",
            ])
        #expect(rows?.items?.allSatisfy { $0["harmDays"] == .null && $0["count"] == 1 } == true)
    }

    @Test func `no number in the answer adds the two series`() {
        // Powers of two: every sum of some of them is told apart from every other.
        let violations = (0..<6).map { HarmCount(of: "0363-00\($0 % 3)", count: 1, weight: .days(1 << $0, Self.one)) }
        let reports = (0..<6).map { place in
            HarmCount(of: "0363-00\(place % 3)", count: 1, weight: .days(1 << (place + 8), Self.one))
        }
        let json = report(.outlet, violations, reports)
        var numbers: [Int] = []
        func collect(_ value: JSONValue) {
            switch value {
            case .object(let members): members.values.forEach(collect)
            case .array(let items): items.forEach(collect)
            default: if let number = value.wholeNumber { numbers.append(number) }
            }
        }
        collect(json)
        let mixed = numbers.filter { $0 & 0x3F != 0 && $0 & 0x3F00 != 0 }
        #expect(mixed == [])
        #expect(numbers.filter { $0 > 6 }.sorted() == [9, 18, 36, 2304, 4608, 9216])
    }
}
